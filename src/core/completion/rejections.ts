/** A line of a document as a suggestion would have made it, up to the suggestion's end. */
export interface Completed {
  readonly uri: string;
  /** The nearest line above that is not blank, without its spaces: it tells the place also when lines above come and go. */
  readonly above: string;
  readonly text: string;
}

interface Rejection extends Completed {
  /** Milliseconds; from then on it may be offered again. */
  readonly until: number;
  readonly times: number;
}

/**
 * Minutes for which a text that was hidden is not offered again at its place. Code that was wrong stays wrong until something around it
 * changes; in prose the thought moves on.
 */
const MINUTES: Readonly<Record<string, number>> = { markdown: 2, plaintext: 2, latex: 2, '*': 10 };
/** Hidden again, it stays away so many times as long. */
const LONGER = 3;
const KEPT = 50;

/** What the user hid with Escape, and where. It fades. */
export class Rejections {
  private kept: readonly Rejection[] = [];
  private readonly now: () => number;

  /** @param now milliseconds, never going back. */
  constructor(now: () => number) {
    this.now = now;
  }

  add(line: Completed, languageId: string): void {
    const before = this.kept.find(other => isSame(other, line));
    const times = (before?.times ?? 0) + 1;
    const minutes = (MINUTES[languageId] ?? MINUTES['*'] ?? 0) * LONGER ** (times - 1);
    const until = this.now() + minutes * 60_000;
    const others = this.kept.filter(other => other !== before);
    this.kept = [{ ...line, times, until }, ...others].slice(0, KEPT);
  }

  /** The lines as what was hidden at this place would have made them. */
  at(uri: string, above: string): string[] {
    return this.kept
      .filter(line => line.uri === uri && line.above === above && line.until > this.now())
      .map(({ text }) => text);
  }
}

function isSame(a: Completed, b: Completed): boolean {
  return a.uri === b.uri && a.above === b.above && a.text === b.text;
}
