import type { Syntax } from '../../syntax/syntax.ts';
import { aroundOf, codeAt, indentOf } from '../around.ts';
import { scopeByMarks } from '../place.ts';
import type { Snapshot, Wants } from '../types.ts';
import { stopAtBlockEnd } from './blockEnd.ts';
import { stopAtLeftover } from './leftovers.ts';
import { stopAtLineEnd } from './lineEnd.ts';
import { stopAtManyLines } from './lines.ts';
import { stopAtProseEnd } from './proseEnd.ts';
import { stopAtRepetition, waitsAt } from './repetition.ts';
import { stopAtStatementEnd } from './statementEnd.ts';
import type { Cut, Ended, Line, StopRule, Streamed } from './streamed.ts';
import { stopAtSuffix } from './suffixReached.ts';

/** Where a completion ends: each new line is shown to all of them, and the first cut counts. */
const RULES: readonly StopRule[] = [
  stopAtLeftover,
  stopAtRepetition,
  stopAtSuffix,
  stopAtProseEnd,
  stopAtBlockEnd,
  stopAtStatementEnd,
  stopAtManyLines,
  stopAtLineEnd,
];

/** A line that is longer than this is cut there: it has no end. */
const LONGEST_LINE = 1000;

/** What is kept of a text that streams in, and why it ended, if it did. */
export interface Stopped {
  readonly kept: string;
  readonly ended?: Ended;
}

/** Where a whole answer ends. */
export function stopAt(text: string, at: Snapshot, wants: Wants, syntax?: Syntax): Stopped {
  return new Stopper(at, wants, syntax).finish(text);
}

/**
 * Follows a text that streams in, line by line. What is kept only ever grows, and once it ended it stays as it is; both do not
 * depend on the pieces in which the text arrives.
 */
export class Stopper {
  private readonly at: Snapshot;
  private readonly syntax: Syntax | undefined;
  private readonly lines: Line[] = [];
  private readonly streamed: Streamed;
  /** Up to where the text was judged: the start of the next line. */
  private judged = 0;
  /** The mask of what was judged. It is not looked at again, so that a later line does not change an earlier verdict. */
  private code = '';
  private shown = 0;
  private cut: Cut | undefined;

  constructor(at: Snapshot, wants: Wants, syntax?: Syntax) {
    this.at = at;
    const scope = scopeByMarks(at);
    // a line ends where it ends; what is not closed yet is nothing to a grammar
    this.syntax = wants === 'line' || scope !== 'code' ? undefined : syntax;
    this.streamed = { lines: this.lines, around: aroundOf(at), wants, scope };
  }

  /** @param text all that arrived so far; what follows its last `\n` waits for the rest of its line. */
  read(text: string): Stopped {
    while (this.cut === undefined) {
      const end = text.indexOf('\n', this.judged);
      const length = (end < 0 ? text.length : end) - this.judged;
      if (length > LONGEST_LINE) this.endWithin(text);
      else if (end < 0) break;
      else this.judge(text, end);
    }
    return this.stopped(text);
  }

  /** The same at the end of the stream: what follows the last `\n` is a line too. */
  finish(text: string): Stopped {
    this.read(text);
    if (this.cut === undefined && this.judged < text.length) this.judge(text, text.length);
    return this.stopped(text);
  }

  private judge(text: string, end: number): void {
    const line = this.lineAt(text, end);
    this.lines.push(line);
    this.judged = end + 1;
    for (const rule of RULES) {
      const cut = rule(line, this.streamed);
      if (cut !== undefined && cut.end < (this.cut?.end ?? Infinity)) this.cut = cut;
    }
    const whole = this.lines.findLast(({ blank }) => !blank)?.end ?? 0;
    this.shown = this.cut?.end ?? Math.min(whole, waitsAt(this.streamed) ?? whole);
  }

  /** A line without end is judged as far as it is read, and is the last. */
  private endWithin(text: string): void {
    const most = this.judged + LONGEST_LINE;
    const end = /[\ud800-\udbff]/.test(text[most - 1] ?? '') ? most - 1 : most;
    this.judge(text, end);
    if (this.cut === undefined || this.cut.end === end) this.cut = { end, ended: 'length' };
    this.shown = this.cut.end;
  }

  private lineAt(text: string, end: number): Line {
    const start = this.judged;
    const inside = start > 0 && this.code[start - 1] !== '\n';
    this.code += codeAt(this.at, text.slice(0, end + 1), this.syntax).slice(start);
    const line = text.slice(start, end);
    const { around } = this.streamed;
    const depth = this.lines[this.lines.length - 1]?.depthAtEnd ?? 0;
    return {
      number: this.lines.length,
      start,
      end,
      text: line,
      blank: line.trim() === '',
      code: this.code.slice(start, end),
      indent: indentOf(this.lines.length === 0 ? around.line + line : line),
      inside,
      depth,
      ...followBrackets(this.code, start, end, depth),
    };
  }

  private stopped(text: string): Stopped {
    const kept = text.slice(0, this.shown);
    return this.cut === undefined ? { kept } : { kept, ended: this.cut.ended };
  }
}

/** How many brackets are open at the end of `[start, end)`, and where one closes that none opened, or -1. */
function followBrackets(
  code: string,
  start: number,
  end: number,
  depth: number,
): { depthAtEnd: number; closes: number } {
  let open = depth;
  let closes = -1;
  for (let at = start; at < end; at++) {
    const char = code[at] as string;
    if ('([{'.includes(char)) open++;
    else if (!')]}'.includes(char)) continue;
    else if (open > 0) open--;
    else if (closes < 0) closes = at;
  }
  return { depthAtEnd: open, closes };
}
