import type { Position } from './edit.ts';

/** What somebody did to a document: a range gave way to a text. */
export interface Happened {
  readonly start: Position;
  readonly end: Position;
  readonly text: string;
}

/** Where a line is after something happened. What happened inside of it leaves it where it is; whether it is still the same is for `locate` to see. */
export function followed(line: number, { start, end, text }: Happened): number {
  const isAbove = end.line < line || (end.line === line && end.character === 0);
  if (!isAbove) return line;
  return line + text.split('\n').length - 1 - (end.line - start.line);
}

export type Located =
  | { readonly kind: 'here'; readonly line: number }
  /** Not where it should be, but there is one other place with the same lines. */
  | { readonly kind: 'moved'; readonly line: number }
  | { readonly kind: 'gone' };

/** Where the wanted lines are: where they are expected to be, or at the only place that has them. */
export function locate(
  lines: readonly string[],
  wanted: readonly string[],
  expected: number,
): Located {
  if (standsAt(lines, wanted, expected)) return { kind: 'here', line: expected };
  const found: number[] = [];
  for (let at = 0; at + wanted.length <= lines.length && found.length < 2; at++) {
    if (standsAt(lines, wanted, at)) found.push(at);
  }
  const [line] = found;
  const isUnique = wanted.length > 0 && found.length === 1 && line !== undefined;
  return isUnique ? { kind: 'moved', line } : { kind: 'gone' };
}

/** Are these the lines at this place? */
export function standsAt(lines: readonly string[], wanted: readonly string[], at: number): boolean {
  if (at < 0 || at + wanted.length > lines.length) return false;
  return wanted.every((line, k) => line === lines[at + k]);
}
