import { startOfLine } from './tidy/draft.ts';
import type { Snapshot } from './types.ts';

/** How a text that was said at one place stands at a later one. */
export type Left =
  /** So much of it is not typed yet; all of it may be. */
  | { readonly kind: 'rest'; readonly text: string }
  /** All of it is typed, and more; while it streams it may still catch up. */
  | { readonly kind: 'ahead' }
  /** The document went another way, or the cursor is elsewhere. */
  | { readonly kind: 'elsewhere' };

const ELSEWHERE: Left = { kind: 'elsewhere' };
const AHEAD: Left = { kind: 'ahead' };
/** Characters around the place that must be as they were: an edit far away changes nothing. */
const NEAR_ABOVE = 2048;
const NEAR_BELOW = 1024;

/**
 * What is left of `text`, said at `from`, now that the document is as at `to`. Accepting counts as typing.
 *
 *     from: let a = fo█    text: o(bar);⏎return a;    to: let a = foo(█)       ⇒  bar);⏎return a;
 *                                                     to: let a = foo(bar);█   ⇒  ⏎return a;
 *                                                     to: let a = fox█         ⇒  elsewhere
 */
export function leftOf(text: string, from: Snapshot, to: Snapshot): Left {
  if (from.uri !== to.uri || to.line < from.line) return ELSEWHERE;
  const start = startOfLines(to.before, to.line - from.line);
  if (start < 0 || !sameAbove(from, to.before, start) || !sameBelow(from, to)) return ELSEWHERE;
  const head = startOfLine(from);
  if (!to.before.startsWith(head, start)) return ELSEWHERE;
  const typed = to.before.slice(start + head.length);
  if (text.startsWith(typed)) return { kind: 'rest', text: text.slice(typed.length) };
  return typed.startsWith(text) ? AHEAD : ELSEWHERE;
}

/** Where the line begins that is `back` lines above the last one; -1 where there are not so many. */
function startOfLines(before: string, back: number): number {
  let end = before.length;
  for (let line = 0; line <= back; line++) {
    if (end < 0) return -1;
    end = before.lastIndexOf('\n', end - 1);
    if (end < 0 && line < back) return -1;
  }
  return end + 1;
}

function sameAbove(from: Snapshot, before: string, start: number): boolean {
  const old = from.before.slice(0, from.before.lastIndexOf('\n') + 1);
  const size = Math.min(NEAR_ABOVE, old.length, start);
  return old.slice(old.length - size) === before.slice(start - size, start);
}

/**
 * Brackets and quotes that the editor closes by itself, or that an accepted text brought along, may come and go; so may blanks.
 *
 *     foo(█  ⏎}      and      foo(█)⏎}      are the same below
 */
function sameBelow(from: Snapshot, to: Snapshot): boolean {
  if (from.after === to.after) return true;
  const one = bare(from.after);
  const other = bare(to.after);
  const size = Math.min(one.length, other.length, NEAR_BELOW / 2);
  return one.slice(0, size) === other.slice(0, size);
}

function bare(after: string): string {
  return after.slice(0, NEAR_BELOW).replace(/^[\s)\]}"'`;,]+/, '');
}
