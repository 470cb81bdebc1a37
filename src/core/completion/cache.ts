import { LRUCache } from 'lru-cache';
import { leftOf } from './along.ts';
import type { Said, Snapshot } from './types.ts';

/** Characters of answers and their surroundings that are kept. Windows are shared between answers, so the true cost is less. */
const MOST_CHARACTERS = 4e6;
/** Answers at one line, the newest first. */
const PER_LINE = 4;
/** Lines of one answer that can be walked forward over. */
const MOST_LINES = 48;

/**
 * Answers by the line that they begin on. Typing along an answer is a hit, so is accepting it in parts, and so is taking back a typo:
 *
 *     known:  let a = fo█o(bar);⏎return a;      asked:  let a = foo(█       answer:  bar);⏎return a;
 *                                               asked:  let a = foo(bar);⏎█ answer:  return a;
 *
 * Only whole lines get in, and nothing that failed.
 */
export class Cache {
  private readonly lines = new LRUCache<string, readonly Said[]>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: known =>
      known.reduce((sum, { at, text }) => sum + at.before.length + text.length, 64),
  });

  add(said: Said): void {
    const key = keyOf(said.at.uri, said.at.line);
    const others = (this.lines.get(key) ?? []).filter(
      ({ at, origin }) =>
        origin !== said.origin || at.before !== said.at.before || at.after !== said.at.after,
    );
    this.lines.set(key, [said, ...others].slice(0, PER_LINE));
  }

  /** The earlier answers that still have something to say at `at`, the nearest first. */
  *at(at: Snapshot): Generator<Said> {
    for (let line = at.line; line >= 0 && line > at.line - MOST_LINES; line--) {
      for (const said of this.lines.get(keyOf(at.uri, line)) ?? []) {
        const left = leftOf(said.text, said.at, at);
        if (left.kind === 'rest' && left.text !== '') yield said;
      }
    }
  }

  clear(): void {
    this.lines.clear();
  }
}

function keyOf(uri: string, line: number): string {
  return `${uri}\0${line}`;
}
