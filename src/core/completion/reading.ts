import type { Marks } from '../syntax/marks.ts';
import { type Bracket, bracketsIn, closersOfOpen, mask, STRING } from '../syntax/mask.ts';
import { closerOfSpan, type Span, spansByMarks } from '../syntax/spans.ts';

/** A text as the marks of its language tell it: its comments and strings, its mask, and the brackets that are open at its end. */
export interface Reading {
  readonly text: string;
  readonly spans: readonly Span[];
  /** Same length, code only. */
  readonly code: string;
  /** Innermost last. */
  readonly open: readonly Bracket[];
}

const NOTHING: Reading = { text: '', spans: [], code: '', open: [] };

/** Reads a text from its start. */
export function read(text: string, marks: Marks): Reading {
  return readOn(NOTHING, text, marks);
}

/** Texts that others go on from: the lines above the cursor, and above where it goes next. */
const KEPT = 8;
const kept = new WeakMap<Marks, readonly Reading[]>();

/**
 * The same for the text before a cursor. The lines above it are read once for all the keys that are typed on a line, and only those
 * that came to them since:
 *
 *     function f() {⏎            read before
 *       const a = 1;⏎            read now, and kept
 *       return a█                read now
 */
export function readBefore(text: string, marks: Marks): Reading {
  const above = text.slice(0, text.lastIndexOf('\n') + 1);
  const known = longestIn(above, marks);
  if (known.text.length === above.length) return readOn(known, text, marks);
  const lines = readOn(known, above, marks);
  const end = wholeLines(lines);
  if (end <= known.text.length) return readOn(known, text, marks);
  const whole = upTo(lines, end);
  kept.set(marks, [whole, ...(kept.get(marks) ?? [])].slice(0, KEPT));
  return readOn(whole, text, marks);
}

/** The same for a text that is not to be gone on from: it may never be in the document. */
export function readAhead(text: string, marks: Marks): Reading {
  return readOn(longestIn(text, marks), text, marks);
}

/** The longest start of a text that was read. */
function longestIn(text: string, marks: Marks): Reading {
  let best = NOTHING;
  for (const reading of kept.get(marks) ?? []) {
    if (reading.text.length > best.text.length && startsWith(text, reading.text)) best = reading;
  }
  return best;
}

/** Starts that differ mostly differ at their ends; and two strings are compared faster than one is looked for at the start of the other. */
function startsWith(text: string, start: string): boolean {
  const end = start.slice(-ENOUGH);
  return text.startsWith(end, start.length - end.length) && text.slice(0, start.length) === start;
}

const ENOUGH = 64;

/**
 * The end of the lines that can be gone on from, so that what follows reads the same by itself: those before the one in which a string or comment begins that is
 * not over; and where another is over in that line only, those before it, too.
 *
 *     const a = 1;⏎       these can
 *     /* why⏎
 *     not *␣/ f("⏎        the string is not over; and what begins with `not` is no code
 */
function wholeLines(reading: Reading): number {
  const { text } = reading;
  let line = text.length;
  for (const { start, end } of stretchesOf(reading).reverse()) {
    if (start < line && end > line) line = text.lastIndexOf('\n', start) + 1;
  }
  return line;
}

/** What was read of the first lines. */
function upTo(reading: Reading, end: number): Reading {
  const { text, spans, code } = reading;
  if (end === text.length) return reading;
  return {
    text: text.slice(0, end),
    spans: spans.filter(span => span.end <= end),
    code: code.slice(0, end),
    open: bracketsIn(code.slice(0, end)).open,
  };
}

const HOLE = '${';

interface Stretch {
  readonly start: number;
  end: number;
}

/** Where each string and comment begins and ends: a template with all that is in its holes, and what is not over without an end. */
function stretchesOf({ text, spans, code }: Reading): Stretch[] {
  const all: Stretch[] = [];
  const templates: Stretch[] = [];
  for (const { kind, start, end, closed } of spans) {
    const whole = kind === 'string' && closed;
    const resumed = whole && text[start] === '}' ? templates.pop() : undefined;
    const stretch = resumed ?? { start, end };
    if (resumed === undefined) all.push(stretch);
    const opens = whole && text.startsWith(HOLE, end - HOLE.length);
    stretch.end = opens ? Number.POSITIVE_INFINITY : end;
    if (opens) templates.push(stretch);
  }
  const last = all[all.length - 1];
  if (last !== undefined && !code.endsWith('\n')) last.end = Number.POSITIVE_INFINITY;
  return all;
}

/** Reads what follows on a text that was read. */
function readOn(known: Reading, text: string, marks: Marks): Reading {
  const from = known.text.length;
  const rest = text.slice(from);
  const spans = spansByMarks(rest, marks, lastCode(known.code));
  const code = mask(rest, spans);
  const { open, closing } = bracketsIn(code);
  return {
    text,
    spans: [...known.spans, ...spans.map(span => moved(span, from))],
    code: known.code + code,
    open: [
      ...known.open.slice(0, Math.max(0, known.open.length - closing.length)),
      ...open.map(({ char, at }) => ({ char, at: at + from })),
    ],
  };
}

const SPACE = 32;
const QUOTE = 34;

/** The last character that is neither a space nor in a comment, a quote for a string; 0 where there is none. */
function lastCode(code: string): number {
  for (let at = code.length - 1; at >= 0; at--) {
    if (code[at] === STRING) return QUOTE;
    if (code.charCodeAt(at) > SPACE) return code.charCodeAt(at);
  }
  return 0;
}

function moved(span: Span, by: number): Span {
  return { ...span, start: span.start + by, end: span.end + by };
}

/**
 * What makes a whole of a text that breaks off, so that a parser understands it up to there: an end for the string or comment that
 * it breaks off in, and for each of its brackets.
 *
 *     f({ a: ["b      ⇒   "]})
 */
export function endingOf({ text, spans, open }: Reading, marks: Marks): string {
  const last = spans[spans.length - 1];
  const inside = last !== undefined && last.end === text.length && !last.closed;
  return (inside ? closerOfSpan(text, last, marks) : '') + closersOfOpen(open);
}
