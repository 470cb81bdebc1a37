import type { Context, Typed } from './evidence.ts';
import { isWordCode, lineShape, visitTokens } from './lexer.ts';
import { KIND, kindOfText, type Vocabulary } from './vocabulary.ts';

/** Tokens of context that are kept; the longest match that counts is shorter. */
const CONTEXT = 32;
/** Characters before the cursor that surely hold that many tokens, where there are that many. */
const REACH = 1200;
/** The tokens a completion may add on top of the context. */
const ROOM = 64;

/** The cursor's place as the engine sees it. */
export interface Place {
  /** The tokens before the one being typed; with room for those that will be predicted. */
  readonly context: Context;
  readonly typed: Typed;
  /** The identifier being typed, from its start: `getUs` where `typed.word` is `Us`; empty outside of words. */
  readonly name: string;
  /** Tokens on the cursor's line before the one being typed. */
  readonly column: number;
  /** 0 code, 1 string, 2 comment. */
  readonly inside: number;
  /** The text after the cursor on its line. */
  readonly lineRest: string;
  /** The first two tokens of the next line that is not blank. */
  readonly nextLine: readonly number[];
  /** Words on the cursor's line that the vocabulary lacks; word `-2 - k` stands for entry `k`. */
  readonly strangers: readonly string[];
  /** The whole lines before and after the cursor's. */
  readonly linesBefore: string;
  readonly linesAfter: string;
}

/** Splits the text around the cursor into what is known, what is half typed, and what comes after. */
export function readPlace(before: string, after: string, vocabulary: Vocabulary): Place {
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.slice(lineStart);
  const restEnd = after.indexOf('\n');
  const lineRest = restEnd < 0 ? after : after.slice(0, restEnd);
  const linesAfter = restEnd < 0 ? '' : after.slice(restEnd + 1);
  const strangers: string[] = [];
  const idOf = (text: string, start: number, end: number): number => {
    const known = vocabulary.find(text, start, end);
    if (known >= 0) return known;
    const word = text.slice(start, end);
    const at = strangers.indexOf(word);
    if (at >= 0) return -2 - at;
    strangers.push(word);
    return -1 - strangers.length;
  };

  const words: number[] = [];
  const reach = Math.max(0, lineStart - REACH);
  const recent = before.slice(reach, lineStart);
  visitTokens(
    recent,
    (start, end) => words.push(idOf(recent, start, end)),
    shape => words.push(shape),
  );
  const lastShape = shapeOfCursorLine(recent, line);
  if (lastShape !== undefined) words.push(lastShape);

  const lineTokens: { id: number; start: number; end: number; space: number }[] = [];
  const trailing = visitTokens(
    line,
    (start, end, space) => lineTokens.push({ id: idOf(line, start, end), start, end, space }),
    () => {},
  );
  const last = lineTokens[lineTokens.length - 1];
  let typed: Typed = { space: '', word: '' };
  if (last !== undefined && trailing === line.length) {
    typed = { space: line.slice(last.space, last.start), word: line.slice(last.start, last.end) };
    lineTokens.pop();
  } else if (last !== undefined) typed = { space: line.slice(trailing), word: '' };
  for (const token of lineTokens) words.push(token.id);

  const kept = words.slice(-CONTEXT);
  const context = { words: new Int32Array(CONTEXT + ROOM), length: kept.length };
  context.words.set(kept);
  return {
    context,
    typed,
    name: nameBeingTyped(line),
    column: lineTokens.length,
    inside: insideOf(line),
    lineRest,
    nextLine: firstTokens(linesAfter, vocabulary),
    strangers,
    linesBefore: before.slice(0, lineStart),
    linesAfter,
  };
}

/** How the cursor's line is indented against the last line that is not blank; `undefined` where there is none. */
function shapeOfCursorLine(recent: string, line: string): number | undefined {
  const trimmed = recent.trimEnd();
  if (trimmed === '') return undefined;
  const lastLine = trimmed.slice(trimmed.lastIndexOf('\n') + 1);
  const newlines = recent.slice(trimmed.length).split('\n').length - 1;
  const width = line.search(/\S|$/);
  return lineShape(lastLine.search(/\S/), width, newlines > 1);
}

function nameBeingTyped(line: string): string {
  let start = line.length;
  while (start > 0 && isWordCode(line.charCodeAt(start - 1))) start--;
  const first = line.charCodeAt(start);
  return first >= 48 && first <= 57 ? '' : line.slice(start);
}

function insideOf(line: string): number {
  const start = line.trimStart();
  if (/^(\/\/|#(?!include|define|if|\[)|\*|\/\*|--)/.test(start)) return 2;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (char === '\\') at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '/' && line[at + 1] === '/' && line[at - 1] !== ':') return 2;
  }
  return quote === '' ? 0 : 1;
}

function firstTokens(linesAfter: string, vocabulary: Vocabulary): number[] {
  const found: number[] = [];
  const head = linesAfter.slice(0, 400).trimStart();
  const end = head.indexOf('\n');
  const line = end < 0 ? head : head.slice(0, end);
  visitTokens(
    line,
    (start, stop) => {
      if (found.length < 2) found.push(vocabulary.find(line, start, stop));
    },
    () => {},
  );
  return found;
}

/** The text of a word of this place, whether the vocabulary has it or not. */
export function wordText(word: number, place: Place, vocabulary: Vocabulary): string {
  return word >= 0 ? (vocabulary.texts[word] as string) : (place.strangers[-2 - word] as string);
}

/** What the renaming matcher sees of a word of this place: -2 for all that can be renamed. */
export function wordShape(word: number, place: Place, vocabulary: Vocabulary): number {
  const kind =
    word >= 0 ? vocabulary.kinds[word] : kindOfText(place.strangers[-2 - word] as string);
  return kind === KIND.word || kind === KIND.number ? -2 : word;
}
