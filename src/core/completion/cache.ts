import { LRUCache } from 'lru-cache';
import type { Origin, Snapshot, Suggestion } from './types.ts';

/** An answer and the place that it was for. */
interface Known {
  readonly before: string;
  readonly after: string;
  readonly suggestion: Suggestion;
}

/** Characters of answers and their surroundings that are kept. Windows are shared between answers, so the true cost is less. */
const MOST_CHARACTERS = 4e6;

/**
 * Answers by place and by who was asked: after another model is chosen, what the last one said is not known. Typing along an answer is a hit, and so is taking back a typo:
 *
 *     known:  let a = fo█o(bar);      asked:  let a = foo(█       answer:  bar);
 *
 * Only whole answers get in: what was aborted or failed never does.
 */
export class Cache {
  private readonly answers = new LRUCache<string, Known>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: known => known.before.length + known.after.length + 64,
  });

  /** @param asked the origin of the engine that was asked even where another one answered for it. */
  add(asked: Origin, at: Snapshot, suggestion: Suggestion): void {
    const { before, after } = at;
    this.answers.set(keyOf(asked, at, lineOf(before)), { before, after, suggestion });
  }

  /** What an earlier answer of the same engine still has to say at `at`, or `undefined`. */
  find(asked: Origin, at: Snapshot): Suggestion | undefined {
    const line = lineOf(at.before);
    for (let typed = 0; typed <= line.length; typed++) {
      const known = this.answers.get(keyOf(asked, at, line.slice(0, line.length - typed)));
      if (known === undefined) continue;
      const rest = restOf(known, at, typed);
      if (rest !== undefined) return { ...known.suggestion, text: rest, origin: 'cache' };
    }
    return undefined;
  }

  clear(): void {
    this.answers.clear();
  }
}

function keyOf(asked: Origin, at: Snapshot, line: string): string {
  return `${asked}\0${at.uri}\0${line}`;
}

function lineOf(before: string): string {
  return before.slice(before.lastIndexOf('\n') + 1);
}

/** The part of the known answer that is not typed yet, where all else is as it was. */
function restOf(known: Known, at: Snapshot, typed: number): string | undefined {
  const { text } = known.suggestion;
  if (typed >= text.length) return undefined;
  if (at.before.length !== known.before.length + typed) return undefined;
  if (!at.before.startsWith(known.before)) return undefined;
  if (at.before.slice(known.before.length) !== text.slice(0, typed)) return undefined;
  if (at.after !== known.after && !isAutoClosed(known.after, at.after)) return undefined;
  return text.slice(typed);
}

/** Is `after` the text `known` with the brackets or quotes before it that the editor put there by itself? */
function isAutoClosed(known: string, after: string): boolean {
  const added = after.length - known.length;
  return (
    added > 0 && added <= 4 && after.endsWith(known) && /^[)\]}"'`]+$/.test(after.slice(0, added))
  );
}
