import { type Marks, marksOf } from '../syntax/marks.ts';
import { type Bracket, bracketsIn, mask } from '../syntax/mask.ts';
import { type Span, spansByMarks } from '../syntax/spans.ts';
import type { Snapshot } from './types.ts';

/** How much of the text around the cursor is looked at, characters: enough for a long function, and quickly read. */
const BEFORE = 12_000;
const AFTER = 4_000;

/** The cursor's surroundings as the rules of `place`, `stop` and `tidy` see them: near text, and the same with strings and comments blotted out. */
export interface Around {
  /** Starts with a line, at top level where there is one. */
  readonly before: string;
  readonly after: string;
  readonly spansBefore: readonly Span[];
  /** The masks of both: same length, code only. */
  readonly codeBefore: string;
  readonly codeAfter: string;
  readonly marks: Marks;
  /** The brackets that are open at the cursor, innermost last. */
  readonly open: readonly Bracket[];
  /** The text before and after the cursor on its line. */
  readonly line: string;
  readonly rest: string;
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
  const spansBefore = spansByMarks(before, marks);
  const codeBefore = mask(before, spansBefore);
  const start = lineStart(codeBefore);
  const restEnd = after.indexOf('\n');
  return {
    before,
    after,
    spansBefore,
    codeBefore,
    codeAfter: codeFrom(before.slice(start), after, marks),
    marks,
    open: bracketsIn(codeBefore).open,
    line: before.slice(lineStart(before)),
    rest: restEnd < 0 ? after : after.slice(0, restEnd),
  };
}

/** The mask of `text`, which follows on `line`: a string that the line opened goes on in it. */
export function codeFrom(line: string, text: string, marks: Marks): string {
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

/** How far a line is indented, in columns; a tab counts four. */
export function indentOf(line: string): number {
  let columns = 0;
  for (const char of line) {
    if (char === ' ') columns++;
    else if (char === '\t') columns += 4;
    else break;
  }
  return columns;
}

/** The first line of `text` that is not blank, as it is; `undefined` where there is none. */
export function firstLine(text: string): string | undefined {
  return text.split('\n', 400).find(line => line.trim() !== '');
}
