import { pointAt } from './edit.ts';
import type { Marks } from './marks.ts';
import { scopeOfComment, scopeOfString } from './scope.ts';
import type { Node, Syntax } from './syntax.ts';

/** A comment or a string, quotes and marks included. */
export interface Span {
  readonly kind: 'comment' | 'docstring' | 'string';
  readonly start: number;
  readonly end: number;
  /** It ends by its own mark. A comment up to the end of its line and a string that is not finished do not. */
  readonly closed: boolean;
}

/**
 * The comments and strings of a text, as the marks of its language tell them.
 *
 *     f("a") // b
 *       └─┘  └──┘
 *
 * One pass from the start. It knows neither heredocs nor text between tags; a quote that was none misleads it to the end of its
 * line and no further, where the language's strings end there.
 *
 * @param previous the last character of code before the text: after `:` a string may be a docstring, after `(` a `/` begins a regex.
 */
export function spansByMarks(text: string, marks: Marks, previous = 0): Span[] {
  const spans: Span[] = [];
  const starts = startsOf(marks);
  const holes = new Holes();
  let code = previous; // the last character of code that is not a space
  for (let at = 0; at < text.length; ) {
    const char = text.charCodeAt(at);
    const goesOn = holes.close(char);
    const mayStart = goesOn || (char < 128 && starts[char] === 1);
    const span = mayStart ? spanAt(text, at, marks, code, goesOn) : undefined;
    if (span === undefined) {
      if (char > SPACE) code = char;
      at++;
      continue;
    }
    if (span.opensHole) holes.open();
    if (!isComment(span, text)) code = QUOTE;
    spans.push(span);
    at = span.end;
  }
  return spans;
}

/** Comments that document something are comments, too; Python's docstrings are strings. */
export function isComment({ kind, start }: Span, text: string): boolean {
  return kind === 'comment' || (kind === 'docstring' && text[start] === '/');
}

const SPACE = 32;
const QUOTE = 34;

/** The `${…}` of templates that are open, with the braces that are open in each: `${ { a: 1█ } }` is `[1]`. */
class Holes {
  private readonly braces: number[] = [];

  open(): void {
    this.braces.push(0);
  }

  /** Sees one character of code. Does it end a hole, so that the template goes on? */
  close(char: number): boolean {
    const innermost = this.braces.length - 1;
    if (innermost < 0 || (char !== OPEN && char !== CLOSE)) return false;
    const braces = this.braces[innermost] ?? 0;
    if (char === CLOSE && braces === 0) {
      this.braces.pop();
      return true;
    }
    this.braces[innermost] = braces + (char === OPEN ? 1 : -1);
    return false;
  }
}

const OPEN = 123;
const CLOSE = 125;
const COLON = 58;

const STARTS = new WeakMap<Marks, Uint8Array>();

/** The characters that can begin a comment or a string: most of a text is none of them. */
function startsOf(marks: Marks): Uint8Array {
  const known = STARTS.get(marks);
  if (known !== undefined) return known;
  const starts = new Uint8Array(128);
  const openings = [...marks.line, ...marks.block.map(([open]) => open), ...marks.longQuotes];
  if (marks.charQuote) openings.push("'");
  if (marks.regex) openings.push('/');
  for (const opening of [...openings, ...marks.quotes]) starts[opening.charCodeAt(0)] = 1;
  STARTS.set(marks, starts);
  return starts;
}

type Found = Span & { readonly opensHole?: boolean };

function spanAt(
  text: string,
  at: number,
  marks: Marks,
  code: number,
  goesOn: boolean,
): Found | undefined {
  if (goesOn) return template(text, at);
  for (const [open, close] of marks.block) {
    if (!text.startsWith(open, at)) continue;
    const found = text.indexOf(close, at + open.length);
    const end = found < 0 ? text.length : found + close.length;
    return { kind: scopeOfComment(text.slice(at, at + 4)), start: at, end, closed: found >= 0 };
  }
  for (const mark of marks.line) {
    if (!text.startsWith(mark, at)) continue;
    if (mark === '#' && /[$\\{&]/.test(text[at - 1] ?? '')) continue; // `$#` and `${#a}` of a shell
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    return { kind: scopeOfComment(text.slice(at, at + 4)), start: at, end, closed: false };
  }
  for (const quote of marks.longQuotes) {
    if (!text.startsWith(quote, at)) continue;
    if (quote === '`') return template(text, at);
    const isFirst = marks.byIndent && (code === COLON || code === 0);
    return { ...quoted(text, at, quote, true), kind: isFirst ? 'docstring' : 'string' };
  }
  const char = text[at] as string;
  if (marks.quotes.includes(char)) return quoted(text, at, char, false);
  if (char === "'" && marks.charQuote) return character(text, at);
  if (char === '/' && marks.regex && isRegexAfter(code)) return regex(text, at);
  return undefined;
}

function quoted(text: string, start: number, quote: string, long: boolean): Span {
  for (let at = start + quote.length; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '\n' && !long) return { kind: 'string', start, end: at, closed: false };
    else if (char === quote[0] && text.startsWith(quote, at)) {
      return { kind: 'string', start, end: at + quote.length, closed: true };
    }
  }
  return { kind: 'string', start, end: text.length, closed: false };
}

/** A template's text up to its end or to the next `${`, which ends it too for a while. */
function template(text: string, start: number): Found {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '`') return { kind: 'string', start, end: at + 1, closed: true };
    else if (char === '$' && text[at + 1] === '{') {
      return { kind: 'string', start, end: at + 2, closed: true, opensHole: true };
    }
  }
  return { kind: 'string', start, end: text.length, closed: false };
}

/** `'a'` and `'\n'`, but not the `'` of `&'a str`. */
function character(text: string, start: number): Span | undefined {
  const match = /^'(\\[^\n]{1,9}?|[^'\\\n]{1,2})'/.exec(text.slice(start, start + 12));
  return match === null
    ? undefined
    : { kind: 'string', start, end: start + match[0].length, closed: true };
}

/** A `/` divides after a value, and begins a regular expression elsewhere. */
function isRegexAfter(code: number): boolean {
  return code === 0 || '(,=:[!&|?{};>+'.includes(String.fromCharCode(code));
}

function regex(text: string, start: number): Span | undefined {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? text.length : end);
  const match = /^\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\/[a-z]*/.exec(line);
  return match === null
    ? undefined
    : { kind: 'string', start, end: start + match[0].length, closed: true };
}

/** What ends a comment or string that a text breaks off in. */
export function closerOfSpan(text: string, { kind, start }: Span, marks: Marks): string {
  const block = marks.block.find(([open]) => text.startsWith(open, start));
  if (block !== undefined) return block[1];
  if (kind === 'comment' || marks.line.some(mark => text.startsWith(mark, start))) return '\n';
  if (text[start] === '}') return '`'; // a template goes on
  return marks.longQuotes.find(quote => text.startsWith(quote, start)) ?? text[start] ?? '';
}

/**
 * The same as the grammar tells it, for the part `[from, to)` of a text.
 *
 * @returns `undefined` where the grammar does not understand that part.
 */
export function spansByTree(
  syntax: Syntax,
  text: string,
  from: number,
  to: number,
): Span[] | undefined {
  const { comments, strings } = syntax.grammar;
  const types = [...comments, ...strings];
  return syntax.read(text, root => {
    const part = [pointAt(text, from), pointAt(text, to)] as const;
    const within = (node: Node | null): node is Node =>
      node !== null && node.endIndex > from && node.startIndex < to;
    if (root.hasError && root.descendantsOfType('ERROR', ...part).some(within)) return undefined;
    return outermost(root.descendantsOfType(types, ...part).filter(within)).map(node => {
      const isComment = comments.includes(node.type);
      return {
        kind: isComment ? scopeOfComment(node.text) : scopeOfString(node),
        start: node.startIndex,
        end: node.text.endsWith('\n') ? node.endIndex - 1 : node.endIndex, // Rust's `/// …`
        closed: !isComment || node.text.endsWith('*/'),
      };
    });
  });
}

/** Without those inside of another: a string in the hole of a string. */
function outermost(nodes: readonly Node[]): Node[] {
  const kept: Node[] = [];
  for (const node of nodes) {
    const last = kept[kept.length - 1];
    if (last === undefined || node.startIndex >= last.endIndex) kept.push(node);
  }
  return kept;
}
