import { remember } from '../base/remember.ts';
import { type Marks, marksOf } from '../syntax/marks.ts';
import { bracketsIn, CLOSER_OF, mask } from '../syntax/mask.ts';
import { type Span, spansByMarks, spansByTree } from '../syntax/spans.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { endingOf, type Reading, read, readAhead, readBefore } from './reading.ts';
import type { Snapshot } from './types.ts';

/** How much of the text around the cursor is looked at, characters: enough for a long function, and quickly read. */
const BEFORE = 12_000;
const AFTER = 4_000;

/**
 * The cursor's surroundings as the rules of `place`, `stop` and `tidy` see them: the near text, and what is read of the part before
 * the cursor.
 */
export interface Around extends Reading {
  /** What was read: it starts with a line, at top level where there is one. */
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
  const before = near(at.before, at.line);
  const after = at.after.slice(0, AFTER);
  const marks = marksOf(at.languageId);
  const line = before.slice(lineStart(before));
  const restEnd = after.indexOf('\n');
  const rest = restEnd < 0 ? after : after.slice(0, restEnd);
  const reading = readBefore(before, marks);
  return {
    before,
    after,
    ...reading,
    codeAfter: readAfter(before.slice(lineStart(reading.code)), after, rest, marks),
    marks,
    line,
    rest,
    lineIndent: indentOf(line),
  };
}

/** The lines below are the same for all the keys that are typed on a line. */
const readBelow = remember(read);

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
  const { before, marks } = aroundOf(at);
  const whole = readAhead(before + text, marks);
  const byMarks = whole.code.slice(before.length);
  if (syntax === undefined) return byMarks;
  const from = before.length;
  const to = from + text.length;
  const spans = spansByTree(syntax, whole.text + endingOf(whole, marks), from, to);
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

/** The mask of `text`, which follows on `line`: a string that the line opened goes on in it. */
function codeFrom(line: string, text: string, marks: Marks): string {
  const both = line + text;
  return mask(both, spansByMarks(both, marks)).slice(line.length);
}

/** Lines that begin a definition: at top level, else inside of something. A docstring's prose is neither. */
const TOP_LEVEL = /\n(?=[\w@#])/;
const DEFINITION =
  /\n(?=[ \t]+(@\w|((export|default|pub(\([^)\n]*\))?|public|private|protected|static|async|final|abstract|override) +)*(class|def|func|function|fn|fun|interface|struct|enum|impl|trait|public|private|protected) +\w))/;

/** The text that is read begins at a multiple of this many lines, or soon after. */
const ANCHOR = 128;

/**
 * The end of the text before the cursor, from a line that most likely begins a definition. Its start stays where it is for many
 * lines, so that what was read of it, and the parser's tree, are good for more than one key.
 *
 * @param line the number of the line that the text ends with.
 */
function near(text: string, line: number): string {
  if (text.length <= BEFORE) return text;
  let earliest: number | undefined;
  let start = lineStart(text);
  for (let number = line; start > 0 && text.length - start <= BEFORE; number--) {
    if (number % ANCHOR === 0) earliest = start;
    start = start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
  }
  const latest = text.slice(earliest ?? text.length - BEFORE / 2);
  const begins = [TOP_LEVEL, DEFINITION, /\n/].map(line => latest.search(line));
  return latest.slice((begins.find(at => at >= 0) ?? -1) + 1);
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
  for (let at = 0; at < line.length; at++) {
    if (line[at] === ' ') columns++;
    else if (line[at] === '\t') columns += COLUMNS_OF_TAB;
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
