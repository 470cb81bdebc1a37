import { remember } from '../base/remember.ts';
import { type Marks, marksOf } from '../syntax/marks.ts';
import { type Bracket, bracketsIn, CLOSER_OF, closersOf, mask } from '../syntax/mask.ts';
import { type Span, spansByMarks, spansByTree } from '../syntax/spans.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { Snapshot } from './types.ts';

/** How much of the text around the cursor is looked at, characters: enough for a long function, and quickly read. */
const BEFORE = 12_000;
const AFTER = 4_000;

/** What is read of a text: its comments and strings, its mask, and the brackets that are open at its end. */
interface Read {
  readonly spans: readonly Span[];
  /** Same length, code only. */
  readonly code: string;
  /** Innermost last. */
  readonly open: readonly Bracket[];
}

/**
 * The cursor's surroundings as the rules of `place`, `stop` and `tidy` see them: the near text, and what is read of the part before
 * the cursor.
 */
export interface Around extends Read {
  /** Starts with a line, at top level where there is one. */
  readonly before: string;
  readonly after: string;
  /** The mask of `after`. */
  readonly codeAfter: string;
  readonly marks: Marks;
  /** The text before and after the cursor on its line. */
  readonly line: string;
  readonly rest: string;
  /** How far the cursor's line is indented, columns. */
  readonly lineIndent: number;
}

const known = new WeakMap<Snapshot, Around>();

/** The surroundings of a snapshot; worked out once for each. */
export function aroundOf(at: Snapshot): Around {
  let around = known.get(at);
  if (around === undefined) {
    around = lookAround(at);
    known.set(at, around);
  }
  return around;
}

function lookAround(at: Snapshot): Around {
  const before = near(at.before);
  const after = at.after.slice(0, AFTER);
  const marks = marksOf(at.languageId);
  const line = before.slice(lineStart(before));
  const restEnd = after.indexOf('\n');
  const rest = restEnd < 0 ? after : after.slice(0, restEnd);
  const read = readBefore(before, line, marks);
  return {
    before,
    after,
    ...read,
    codeAfter: readAfter(before.slice(lineStart(read.code)), after, rest, marks),
    marks,
    line,
    rest,
    lineIndent: indentOf(line),
  };
}

function read(text: string, marks: Marks): Read {
  const spans = spansByMarks(text, marks);
  const code = mask(text, spans);
  return { spans, code, open: bracketsIn(code).open };
}

/** The lines above and below are the same for all the keys that are typed on a line. */
const readAbove = remember(read);
const readBelow = remember(read);

function readBefore(before: string, line: string, marks: Marks): Read {
  const from = before.length - line.length;
  const above = readAbove(before.slice(0, from), marks);
  if (from > 0 && !above.code.endsWith('\n')) return read(before, marks); // a string goes over the line
  const spans = spansByMarks(line, marks, lastCode(above.code));
  const code = mask(line, spans);
  const { open, closing } = bracketsIn(code);
  return {
    spans: [...above.spans, ...spans.map(span => moved(span, from))],
    code: above.code + code,
    open: [
      ...above.open.slice(0, Math.max(0, above.open.length - closing.length)),
      ...open.map(({ char, at }) => ({ char, at: at + from })),
    ],
  };
}

/** The last character that is not a space; 0 where there is none. */
function lastCode(code: string): number {
  const end = code.trimEnd().length;
  return end === 0 ? 0 : code.charCodeAt(end - 1);
}

/** The mask of what follows the cursor; `line` starts where code does, and ends at the cursor. */
function readAfter(line: string, after: string, rest: string, marks: Marks): string {
  const code = codeFrom(line, after.slice(0, rest.length + 1), marks);
  if (!code.endsWith('\n')) return codeFrom(line, after, marks);
  return code + readBelow(after.slice(rest.length + 1), marks).code;
}

/**
 * The mask of a text that would stand at the cursor: by the grammar where it is at hand and understands the text there, else by
 * the marks of the language.
 */
export function codeAt(at: Snapshot, text: string, syntax?: Syntax): string {
  return readOnce(at, text, syntax);
}

/** The rules ask for the same text one after another. */
const readOnce = remember(readCode);

function readCode(at: Snapshot, text: string, syntax: Syntax | undefined): string {
  const { before, after, code, marks } = aroundOf(at);
  const byMarks = codeFrom(before.slice(lineStart(code)), text, marks);
  if (syntax === undefined) return byMarks;
  const from = before.length;
  const to = from + text.length;
  const spans = spansByTree(syntax, before + text + closersOf(byMarks) + after, from, to);
  return spans === undefined ? byMarks : mask(text, withinPart(spans, from, to));
}

/** Spans of a whole as those of its part `[from, to)`. */
function withinPart(spans: readonly Span[], from: number, to: number): Span[] {
  return spans.map(span => ({
    ...span,
    start: Math.max(span.start, from) - from,
    end: Math.min(span.end, to) - from,
  }));
}

function moved(span: Span, by: number): Span {
  return { ...span, start: span.start + by, end: span.end + by };
}

/** The mask of `text`, which follows on `line`: a string that the line opened goes on in it. */
function codeFrom(line: string, text: string, marks: Marks): string {
  const both = line + text;
  return mask(both, spansByMarks(both, marks)).slice(line.length);
}

/**
 * The end of a text, from a line that most likely begins a definition. Its start moves in big steps, so that a parser finds the
 * same text again after each key.
 */
function near(text: string): string {
  if (text.length <= BEFORE) return text;
  const earliest = Math.ceil((text.length - BEFORE) / (BEFORE / 2)) * (BEFORE / 2);
  const top = text.slice(earliest).search(/\n(?=[\w@#])/);
  if (top >= 0) return text.slice(earliest + top + 1);
  const line = text.indexOf('\n', earliest);
  return line < 0 ? text.slice(text.length - BEFORE / 2) : text.slice(line + 1);
}

/** Where the line that a text ends with starts. */
export function lineStart(text: string): number {
  return text.lastIndexOf('\n') + 1;
}

/** What a tab counts, where the text doesn't say. */
export const COLUMNS_OF_TAB = 4;

/** How far a line is indented, in columns. */
export function indentOf(line: string): number {
  let columns = 0;
  for (const char of line) {
    if (char === ' ') columns++;
    else if (char === '\t') columns += COLUMNS_OF_TAB;
    else break;
  }
  return columns;
}

/** The first line of `text` that is not blank, as it is; `undefined` where there is none. */
export function firstLine(text: string): string | undefined {
  return text.split('\n', 400).find(line => line.trim() !== '');
}

/** A line without what does not count when two are compared: `a = 'b' ;` ⇒ `a="b"`. */
export function bareText(line: string): string {
  return line
    .replace(/\s+/g, '')
    .replace(/['`]/g, '"')
    .replace(/[;,]+$/, '');
}

/** Does the innermost bracket that is open at the cursor have its partner after it? As far as the indentation of both tells. */
export function closerStandsBelow({ before, codeAfter, after, open, rest }: Around): boolean {
  const opener = open[open.length - 1];
  const closer = bracketsIn(codeAfter).closing[0];
  if (opener === undefined || closer === undefined) return false;
  if (CLOSER_OF[opener.char] !== closer.char) return false;
  if (closer.at < rest.length) return true;
  const line = after.slice(after.lastIndexOf('\n', closer.at) + 1);
  if (!line.trimStart().startsWith(closer.char)) return true;
  return indentOf(line) >= indentOf(before.slice(before.lastIndexOf('\n', opener.at) + 1));
}
