import { isComment, type Span } from './spans.ts';

/** Stands in a mask for each character of a string, quotes included. */
export const STRING = '\u0011';
/** Stands in a mask for each character of a comment. */
export const COMMENT = '\u0012';

/**
 * The text with its strings and comments blotted out, at the same length, so that what is left is code and nothing else. Line
 * ends inside of them are blotted out as well: a line of the mask never begins inside of a string.
 *
 *     f("a)", /* { *​/ b)
 *     f(▒▒▒▒, ░░░░░░░ b)
 */
export function mask(text: string, spans: readonly Span[]): string {
  let masked = '';
  let at = 0;
  for (const span of spans) {
    const { start, end } = span;
    if (end <= at) continue;
    const from = Math.max(at, start);
    const blot = isComment(span, text) ? COMMENT : STRING;
    masked += text.slice(at, from) + blot.repeat(end - from);
    at = end;
  }
  return masked + text.slice(at);
}

export const CLOSER_OF: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What closes the brackets that a mask leaves open, so that half a block is a whole one for the parser: `f({ a: [` ⇒ `]})`. */
export function closersOf(masked: string): string {
  return closersOfOpen(bracketsIn(masked).open);
}

/** The same for brackets that are open, innermost last. */
export function closersOfOpen(open: readonly Bracket[]): string {
  return open
    .map(({ char }) => CLOSER_OF[char])
    .reverse()
    .join('');
}

/** A bracket at its offset. */
export interface Bracket {
  readonly char: string;
  readonly at: number;
}

/** The brackets of a mask that have no partner in it: those that it leaves open, innermost last, and those that close what came before it. */
export function bracketsIn(masked: string): { open: Bracket[]; closing: Bracket[] } {
  const open: Bracket[] = [];
  const closing: Bracket[] = [];
  for (let at = 0; at < masked.length; at++) {
    const char = masked.charCodeAt(at);
    if (char !== 40 && char !== 41 && char !== 91 && char !== 93 && char !== 123 && char !== 125) {
      continue;
    }
    const bracket = { char: masked[at] as string, at };
    if (bracket.char in CLOSER_OF) open.push(bracket);
    else if (open.length === 0) closing.push(bracket);
    else open.pop(); // of another kind: broken code, and the nearest is the best guess
  }
  return { open, closing };
}
