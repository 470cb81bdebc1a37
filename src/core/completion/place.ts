import { remember } from '../base/remember.ts';
import { COMMENT, STRING } from '../syntax/mask.ts';
import { type Scope, scopeAt } from '../syntax/scope.ts';
import { type Span, spansByMarks } from '../syntax/spans.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { type Around, aroundOf, firstLine, indentOf, lineStart } from './around.ts';
import { endingOf, readBefore } from './reading.ts';
import type { Snapshot, Wants } from './types.ts';

/** Where the cursor is, and how much is wanted there. */
export interface Place {
  readonly scope: Scope;
  readonly wants: Wants;
  /** For the trace: `after a comment`. */
  readonly why: string;
}

/** Languages that are prose. */
const PROSE = new Set([
  'plaintext',
  'markdown',
  'scminput',
  'git-commit',
  'restructuredtext',
  'log',
]);

/** Reads the place of the cursor: with the grammar where it is at hand, else by the marks of the language. */
export function placeAt(at: Snapshot, syntax?: Syntax): Place {
  if (PROSE.has(at.languageId)) return { scope: 'text', wants: 'line', why: 'in prose' };
  const around = aroundOf(at);
  const scope = scopeOf(around, syntax);
  if (scope !== 'code') return { scope, wants: 'line', why: `in a ${scope}` };
  const block = BLOCKS.find(({ applies }) => applies(around));
  return block === undefined
    ? { scope, wants: 'line', why: 'the rest of the line' }
    : { scope, wants: 'block', why: block.why };
}

/** What the cursor is in, as the marks of the language tell. */
export function scopeByMarks(at: Snapshot): Scope {
  if (PROSE.has(at.languageId)) return 'text';
  const { spans, before } = aroundOf(at);
  return scopeAtEnd(spans, before.length);
}

/**
 * The grammar says what the line starts in, and the marks what is made of it up to the cursor: the line is unfinished, so that no
 * grammar understands it.
 */
function scopeOf(around: Around, syntax: Syntax | undefined): Scope {
  const { before, code, spans, line, marks } = around;
  const start = before.length - line.length;
  const byMarks = scopeAtEnd(spans, before.length);
  const starts = syntax && scopeAtStart(around, syntax);
  if (starts === undefined) return byMarks;
  const startsInside = start > 0 && code[start - 1] !== '\n';
  if (startsInside === (starts !== 'code')) return byMarks;
  return startsInside ? scopeAtEnd(spansByMarks(line, marks), line.length) : starts;
}

/**
 * What the grammar makes of the lines above. What ends all that they leave open makes a whole of them, so that the parser need not
 * guess: that takes it ten times as long. Only where the marks may mislead, the lines below have to say where a string ends.
 */
function scopeAtStart(around: Around, syntax: Syntax): Scope | undefined {
  const { before, code, line, marks } = around;
  const start = before.length - line.length;
  const above = before.slice(0, start);
  const withBelow = (): Scope | undefined => scopeAt(syntax, above + below(around), start);
  if (marks.unread?.test(above)) return withBelow();
  const scope = scopeAt(syntax, above + endingOf(readBefore(above, marks), marks), start);
  const startsInside = start > 0 && code[start - 1] !== '\n';
  return scope === undefined && startsInside ? withBelow() : scope;
}

function scopeAtEnd(spans: readonly Span[], end: number): Scope {
  const last = spans[spans.length - 1];
  return last !== undefined && last.end === end && !last.closed ? last.kind : 'code';
}

/** The lines above the cursor's. */
export function linesAbove({ before, line }: Around): string {
  return before.slice(0, before.length - line.length);
}

/** The lines below the cursor's. */
export function below({ after, rest }: Around): string {
  return after.slice(rest.length + 1);
}

/** The places that want a whole block, most telling first. */
const BLOCKS: readonly { readonly why: string; applies(around: Around): boolean }[] = [
  { why: 'after a docstring', applies: isAfterDocstring },
  { why: 'in an empty block', applies: isInEmptyBlock },
  { why: 'after what opens a block', applies: isAfterOpener },
  { why: 'after a signature', applies: isAfterSignature },
  { why: 'after a comment', applies: isAfterComment },
];

/**
 *     if (ready) {
 *       █
 *     }
 */
function isInEmptyBlock(around: Around): boolean {
  if (!isBlankLine(around)) return false;
  const above = lineAbove(around);
  return (
    above !== undefined &&
    opensBlock(above.code, around) &&
    isEmptyBelow(around, indentOf(above.text))
  );
}

/**
 *     for item in items:█
 *     function f() {█}
 */
function isAfterOpener(around: Around): boolean {
  const { line, rest } = around;
  const code = around.code.slice(lineStart(around.code)).trimEnd();
  if (!/^[)\]};,\s]*$/.test(rest)) return false;
  if (/[([]$|\w=\{$|[^=]>\{$|^\s*(import|export)\s*(type\s*)?\{$/.test(code)) return false;
  return opensBlock(code, around) && isEmptyBelow(around, indentOf(line));
}

const SIGNATURE =
  /^\s*((export|default|pub(\([^)]*\))?|public|private|protected|static|async|unsafe|const|inline|override|suspend|local)\s+)*(function|def|func|fn|fun|sub|class)\b.*\)$/;

/**
 *     def add(a, b)█
 *     func (s *Store) Get(key string)█
 */
function isAfterSignature(around: Around): boolean {
  const { line, rest } = around;
  const code = around.code.slice(lineStart(around.code)).trimEnd();
  return (
    rest.trim() === '' &&
    SIGNATURE.test(code.replaceAll(STRING, 's')) &&
    isEmptyBelow(around, indentOf(line))
  );
}

/**
 *     def add(a, b):
 *         """Adds."""
 *         █
 */
function isAfterDocstring(around: Around): boolean {
  const { spans, before, line } = around;
  if (!isBlankLine(around) || line === '') return false;
  const last = spans[spans.length - 1];
  if (last?.kind !== 'docstring' || !/^["']/.test(before.slice(last.start))) return false;
  return before.slice(last.end).trim() === '' && isEmptyBelow(around, indentOf(line) - 1);
}

/**
 *     # parse a JSON file and return a dict
 *     █
 */
export function isAfterComment(around: Around): boolean {
  const comment = isBlankLine(around) ? commentAbove(around) : '';
  return comment !== '' && asksForCode(comment);
}

/** The comment that ends on the line above, with those that it goes on from; `''` where there is none. */
function commentAbove({ before, code, spans }: Around): string {
  const end = before.slice(0, lineStart(before)).length - 1;
  let start = end;
  for (let k = spans.length - 1; k >= 0; k--) {
    const span = spans[k];
    if (span === undefined || code[span.start] !== COMMENT) break;
    const lineBegin = lineStart(code.slice(0, span.start));
    if (code.slice(lineBegin, span.start).trim() !== '') break; // behind code
    if (!/^[ \t]*\n?[ \t]*$/.test(before.slice(span.end, start))) break;
    start = span.start;
  }
  return start < 0 ? '' : before.slice(start, end);
}

/** Words that tools read, and lines that are only drawn. */
const NOT_ASKING =
  /^(eslint|prettier|biome|tslint|@ts-|ts-|noqa|type:|pylint|mypy|ruff|fmt:|region|endregion|copyright|spdx|licen[sc]ed?|go:|\+build|-\*-|vim:|!\/)/i;

function asksForCode(comment: string): boolean {
  const words = comment.replace(/^[\s/*#;%<!-]+|[\s*/>-]+$/g, '');
  if (comment.startsWith('#!') || NOT_ASKING.test(words)) return false;
  if (/[;{}]$|^(import|return|const|let|var)\b.*[=(;]/.test(words)) return false; // code that is off
  return /\p{L}{2,}[^\p{L}]+\p{L}+|[^\p{ASCII}]{4,}/u.test(words);
}

/** How far the cursor's line should be indented, columns: as the line above, or a step more where that opens a block. */
export function indentWanted(around: Around): number {
  const above = lineAbove(around);
  if (above === undefined) return 0;
  const indent = indentOf(above.text);
  return opensBlock(above.code, around) ? indent + indentStep(around) : indent;
}

/** Columns of one step of indentation: the smallest that is there. */
export function indentStep(around: Around): number {
  return stepIn(linesAbove(around), below(around));
}

const stepIn = remember((above: string, under: string): number => {
  const indents = `${above}${under}`.split('\n').map(indentOf);
  const least = Math.min(...indents.filter(indent => indent > 1));
  return Number.isFinite(least) ? Math.min(least, 8) : 4;
});

function isBlankLine({ line, rest }: Around): boolean {
  return line.trim() === '' && rest.trim() === '';
}

/** The last line above the cursor's that is not blank, and its mask. */
function lineAbove({ before, code }: Around): { text: string; code: string } | undefined {
  const head = before.slice(0, lineStart(before));
  const end = head.trimEnd().length;
  if (end === 0) return undefined;
  const start = lineStart(before.slice(0, end));
  return { text: before.slice(start, end), code: code.slice(start, end) };
}

/** Is nothing there yet that is indented deeper than `indent`? */
function isEmptyBelow(around: Around, indent: number): boolean {
  const next = firstLine(below(around));
  return next === undefined || indentOf(next) <= indent;
}

const WORD_OPENERS: Readonly<Record<string, RegExp>> = {
  end: /^\s*(def|class|module|if|unless|while|until|for|case|begin|function|local function)\b|\b(do|then|else)(\s*\|[^|]*\|)?$|\bfunction\s*\([^)]*\)$/,
  fi: /\b(then|do|else)$/,
};

/** Does this line of code leave a block open? */
function opensBlock(code: string, { marks, open }: Around): boolean {
  const end = code.replaceAll(COMMENT, '').trimEnd();
  if (/[([{]$/.test(end)) return true;
  if (marks.byIndent) return /:$/.test(end) && open.length === 0;
  const words = WORD_OPENERS[marks.closers[0] ?? ''];
  return (words?.test(end) ?? false) && !/\bend$/.test(end);
}
