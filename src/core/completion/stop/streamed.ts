import type { Scope } from '../../syntax/scope.ts';
import type { Around } from '../around.ts';
import type { Wants } from '../types.ts';

/** Why a completion ended before the model did. */
export type Ended =
  | 'line'
  | 'block'
  | 'statement'
  | 'suffix'
  | 'repetition'
  | 'leftover'
  | 'blank lines'
  | 'length'
  | 'prose';

/** One whole line of what streams in. The first one stands behind the text that is on the cursor's line already. */
export interface Line {
  readonly number: number;
  readonly start: number;
  /** Without the `\n`. */
  readonly end: number;
  readonly text: string;
  /** The same with strings and comments blotted out. */
  readonly code: string;
  readonly blank: boolean;
  /** Columns; of the whole line where it is the first. */
  readonly indent: number;
  /** It starts inside of a string or comment that goes over lines. */
  readonly inside: boolean;
  /** Brackets that the text has open where the line starts and where it ends. */
  readonly depth: number;
  readonly depthAtEnd: number;
  /** Where it closes a bracket that was open before the cursor; -1 where it does not. */
  readonly closes: number;
}

/** What streamed in so far, in whole lines, and the place that it is for. */
export interface Streamed {
  readonly lines: readonly Line[];
  readonly around: Around;
  readonly wants: Wants;
  /** What the cursor is in. */
  readonly scope: Scope;
}

/** What is kept is `[0, end)` of the text. */
export interface Cut {
  readonly end: number;
  readonly ended: Ended;
}

/** Judges the newest line, which is also the last of `streamed.lines`. All before it were judged before, and went on. */
export type StopRule = (line: Line, streamed: Streamed) => Cut | undefined;

/** The end of the last line before `line` that is not blank: a cut there leaves no blank lines behind. */
export function endBefore(line: Line, { lines }: Streamed): number {
  for (let k = line.number - 1; k >= 0; k--) {
    const above = lines[k];
    if (above !== undefined && (!above.blank || k === 0)) return above.end;
  }
  return 0;
}

/**
 * How far the lines that are wanted here are indented at least: as the first line where the cursor's is empty, else deeper than the
 * cursor's; as deep, where all of the block around it is wanted.
 */
export function leastIndent({ lines, around, wants }: Streamed): number {
  if (around.line.trim() === '') return lines[0]?.indent ?? 0;
  return wants === 'long' ? around.lineIndent : around.lineIndent + 1;
}
