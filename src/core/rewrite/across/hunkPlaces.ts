import { indentedLike, marginOf } from '../answer/indentation.ts';
import type { LineChange } from '../place/edit.ts';
import { locate, standsAt } from '../place/follow.ts';
import type { SearchReplace } from './fileBlocks.ts';

/** Where the old lines of a hunk stand: there, or why it can't be told. */
export type HunkFound =
  | { readonly kind: 'found'; readonly change: LineChange }
  /** @member times at how many places; not 1. */
  | { readonly kind: 'refused'; readonly times: number };

/**
 * The change that a hunk means: its old lines must stand at exactly one place of the file. Blanks at the ends of lines don't count, nor does a margin that a model left out of
 * all lines; all else must be the same, for a guess would damage code.
 *
 *     file "if (a) {⏎  b();⏎}"   search "b();"   replace "c();"   ⇒   line 1: "  b();" ⇒ "  c();"
 */
export function placeOf(lines: readonly string[], { search, replace }: SearchReplace): HunkFound {
  const wanted = withoutBlankEnds(search);
  const exact = placesOf(lines, wanted, line => line.trimEnd());
  const found = exact.length > 0 || wanted.length === 0 ? exact : placesByMargin(lines, wanted);
  const [start] = found;
  if (found.length !== 1 || start === undefined) return { kind: 'refused', times: found.length };
  const before = lines.slice(start, start + wanted.length);
  const after = marginOf(before) === marginOf(wanted) ? replace : moved(before, wanted, replace);
  const { length } = search; // what stands around the old lines goes from around the new ones
  const head = search.findIndex(line => line.trim() !== '');
  const tail = length - 1 - search.findLastIndex(line => line.trim() !== '');
  return { kind: 'found', change: { start, before, after: trimmedBy(after, head, tail) } };
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex(line => line.trim() !== '');
  const last = lines.findLastIndex(line => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}

/** Without the blank lines at its ends that the old lines had there too. */
function trimmedBy(lines: readonly string[], head: number, tail: number): readonly string[] {
  let from = 0;
  let to = lines.length;
  while (from < head && from < to && lines[from]?.trim() === '') from++;
  while (lines.length - to < tail && to > from && lines[to - 1]?.trim() === '') to--;
  return lines.slice(from, to);
}

function placesOf(
  lines: readonly string[],
  wanted: readonly string[],
  form: (line: string) => string,
): number[] {
  if (wanted.length === 0) return [];
  const all = lines.map(form);
  const sought = wanted.map(form);
  return all.flatMap((_, at) => (standsAt(all, sought, at) ? [at] : []));
}

/** The same lines, deeper by one margin. */
function placesByMargin(lines: readonly string[], wanted: readonly string[]): number[] {
  return placesOf(lines, wanted, line => line.trim()).filter(at => {
    const there = lines.slice(at, at + wanted.length);
    const margin = marginOf(there).length - marginOf(wanted).length;
    return there.every(
      (line, k) => line.trim() === '' || depthOf(line) - depthOf(wanted[k] ?? '') === margin,
    );
  });
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** As deep as the old lines stand; by how much, the lines that were sought tell. */
function moved(
  before: readonly string[],
  wanted: readonly string[],
  replace: readonly string[],
): readonly string[] {
  const margin = marginOf(before);
  const sought = marginOf(wanted);
  const isDeeper = replace.every(line => line.trim() === '' || line.startsWith(sought));
  if (!isDeeper) return indentedLike(before, replace);
  return replace.map(line => (line.trim() === '' ? line : margin + line.slice(sought.length)));
}

/**
 * The same hunks, each with a line that is there now, so that its place can be found again: one that only puts lines in takes the line above along, or the first one. Hunks
 * that touch become one: their edits would overlap at a line's end.
 *
 *     "" ⇒ "new" at line 3   ⇒   "two" ⇒ "two⏎new" at line 2
 *
 * @param hunks top to bottom.
 */
export function anchored(
  lines: readonly string[],
  hunks: readonly LineChange[],
): readonly LineChange[] {
  const all: LineChange[] = [];
  for (const hunk of hunks) {
    const last = all.at(-1);
    const end = last === undefined ? -1 : last.start + last.before.length;
    const own = hunk.before.length > 0 || end >= hunk.start ? hunk : withLine(lines, hunk);
    if (last === undefined || end < own.start) all.push(own);
    else all[all.length - 1] = together(last, own);
  }
  return all;
}

/** @param other begins where the first ends. */
function together(one: LineChange, other: LineChange): LineChange {
  const before = [...one.before, ...other.before];
  return { start: one.start, before, after: [...one.after, ...other.after] };
}

function withLine(lines: readonly string[], { start, after }: LineChange): LineChange {
  const at = Math.max(0, start - 1);
  const line = lines.slice(at, at + 1);
  return {
    start: at,
    before: line,
    after: start === 0 ? [...after, ...line] : [...line, ...after],
  };
}

/** Hunks where they are now, and those whose lines were changed since. */
export interface HunksNow {
  /** Top to bottom. */
  readonly here: readonly LineChange[];
  readonly gone: readonly LineChange[];
}

/** @param hunks each at the line where it should be, as far as edits above it tell. */
export function hunksNow(lines: readonly string[], hunks: readonly LineChange[]): HunksNow {
  const here: LineChange[] = [];
  const gone: LineChange[] = [];
  let free = 0; // no hunk may reach above the end of the one before
  for (const hunk of hunks) {
    const found = locate(lines, hunk.before, hunk.start);
    if (found.kind === 'gone' || found.line < free) gone.push(hunk);
    else {
      here.push({ ...hunk, start: found.line });
      free = found.line + hunk.before.length;
    }
  }
  return { here, gone };
}

/**
 * Those of the hunks whose new lines stand in a file, where somebody else applied some of them.
 *
 * @param hunks by the lines before, top to bottom.
 */
export function appliedAmong(
  lines: readonly string[],
  hunks: readonly LineChange[],
): readonly LineChange[] {
  let grown = 0;
  return hunks.filter(({ start, before, after }) => {
    const at = start + grown;
    const isLonger = after.length >= before.length; // of two that both begin so, the longer one tells
    const isApplied = isLonger
      ? standsAt(lines, after, at)
      : standsAt(lines, after, at) && !standsAt(lines, before, at);
    if (isApplied) grown += after.length - before.length;
    return isApplied;
  });
}
