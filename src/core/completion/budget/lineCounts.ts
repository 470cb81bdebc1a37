import { LRUCache } from 'lru-cache';
import { type CountTokens, countByRatio } from './count.ts';

/** Counts the tokens of each line exactly, its line end included; takes its time. */
export type Tokenizer = (lines: readonly string[]) => Promise<readonly number[]>;

/** Lines whose counts are kept: some open files of a thousand lines. */
const KEPT = 20_000;
/** Longer lines are data: they are counted by the ratio. */
const LONGEST = 2000;

/**
 * Counts tokens line by line, so that a key costs the counting of the one line that it changed. What a line counts is asked of the
 * tokenizer once, in the background; until it answers, the ratio stands in.
 */
export class LineCounts {
  private readonly known = new LRUCache<string, number>({ max: KEPT });
  private readonly tokenizer: Tokenizer | undefined;
  private asked = new Set<string>();
  private asking = false;

  constructor(tokenizer?: Tokenizer) {
    this.tokenizer = tokenizer;
  }

  readonly count: CountTokens = text => {
    let sum = 0;
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf('\n', start);
      const line = text.slice(start, end < 0 ? text.length : end + 1);
      sum += this.ofLine(line);
      start += line.length;
    }
    return sum;
  };

  private ofLine(line: string): number {
    if (line.length > LONGEST) return countByRatio(line);
    const known = this.known.get(line);
    if (known !== undefined) return known;
    const guess = countByRatio(line);
    if (this.tokenizer !== undefined) {
      this.asked.add(line);
      if (!this.asking) void this.askSoon(this.tokenizer);
    }
    return guess;
  }

  /** All lines that come up at one moment are asked together. A tokenizer that fails is asked again with the next new line. */
  private async askSoon(tokenizer: Tokenizer): Promise<void> {
    this.asking = true;
    await Promise.resolve();
    while (this.asked.size > 0) {
      const lines = [...this.asked];
      this.asked = new Set();
      const counts = await tokenizer(lines).catch(() => []);
      for (const [k, line] of lines.entries()) {
        const count = counts[k];
        if (count !== undefined) this.known.set(line, count);
      }
    }
    this.asking = false;
  }
}
