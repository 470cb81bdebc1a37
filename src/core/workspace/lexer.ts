/**
 * Cuts source text of any language into the tokens that the workspace engine counts.
 *
 *     ··if (userName === 42)⏎
 *       if ␣( user Name ␣=== ␣42 ) ⏎
 *
 * Words are cut into their camelCase and snake_case parts, so that `userName` can be guessed after `user` even where only
 * `userId` was seen. The spaces before a token travel with it (so what is predicted is verbatim text), except at the start of a
 * line, where the indentation is the editor's business. Line ends are tokens; blank lines are not.
 */

/** What the lexer hands over for each token: `text[start, end)`, with its spaces in `text[spaceStart, start)`. */
export type TokenVisitor = (start: number, end: number, spaceStart: number) => void;

/** Told at each line end that is followed by another non-blank line: how that line stands to the one before it. */
export type LineVisitor = (shape: LineShape) => void;

/** `0…5`: the next line is indented the same, deeper, shallower; plus 3 after a blank line. */
export type LineShape = 0 | 1 | 2 | 3 | 4 | 5;

const OTHER = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const UNDERSCORE = 4;
const SPACE = 5;
const LINE_END = 6;

const CLASS_OF_ASCII = classTable();

function classTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 0; code < 128; code++) {
    const char = String.fromCharCode(code);
    if (/[a-z$]/.test(char)) table[code] = LOWER;
    else if (/[A-Z]/.test(char)) table[code] = UPPER;
    else if (/[0-9]/.test(char)) table[code] = DIGIT;
    else if (char === '_') table[code] = UNDERSCORE;
    else if (/[ \t\f\v]/.test(char)) table[code] = SPACE;
    else if (/[\r\n]/.test(char)) table[code] = LINE_END;
  }
  return table;
}

/** Letters outside ASCII, and both halves of a surrogate pair, count as small letters: a pair is never cut in two. */
function classOf(code: number): number {
  if (code < 128) return CLASS_OF_ASCII[code] ?? OTHER;
  return code === 0xa0 ? SPACE : LOWER;
}

/** Operators of two and three characters that read as one token. */
const OPERATORS = new Set(
  (
    '=== !== ... => -> :: := == != <= >= && || ?? ?. ++ -- += -= *= /= // /* */ <- << >> ## ' +
    '""" ``` ** |> .. ${'
  ).split(' '),
);
const OPERATOR_STARTS = new Uint8Array(128);
for (const operator of OPERATORS) OPERATOR_STARTS[operator.charCodeAt(0)] = 1;

/** Is this the code of a character that can stand in a word (identifier, keyword or number)? */
export function isWordCode(code: number): boolean {
  const kind = classOf(code);
  return kind >= LOWER && kind <= UNDERSCORE;
}

/**
 * Visits the tokens of `text` in order. Lines may end in `\n`, `\r\n` or `\r`.
 *
 * @param onLine told at each line end once the next non-blank line's indentation is known; not told for the last line.
 * @returns where the spaces at the very end of the text begin (`text.length` where there are none).
 */
export function visitTokens(text: string, onToken: TokenVisitor, onLine: LineVisitor): number {
  const length = text.length;
  let at = 0;
  let indent = -1; // of the last non-blank line; -1 before the first
  let newlines = 0; // line ends since the last token
  let atLineStart = true;
  for (;;) {
    const spaceStart = at;
    while (at < length && classOf(text.charCodeAt(at)) === SPACE) at++;
    if (at >= length) return spaceStart;
    const code = text.charCodeAt(at);
    if (classOf(code) === LINE_END) {
      at += code === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1;
      newlines++;
      atLineStart = true;
      continue;
    }
    let tokenSpace = spaceStart;
    if (atLineStart) {
      const width = at - spaceStart;
      if (indent >= 0 && newlines > 0) onLine(lineShape(indent, width, newlines > 1));
      indent = width;
      newlines = 0;
      atLineStart = false;
      tokenSpace = at; // indentation is not part of the token
    }
    const end = tokenEnd(text, at, length);
    onToken(at, end, tokenSpace);
    at = end;
  }
}

/** How a line indented by `width` stands to the line before it, indented by `indent`. */
export function lineShape(indent: number, width: number, afterBlank: boolean): LineShape {
  const step = width === indent ? 0 : width > indent ? 1 : 2;
  return (step + (afterBlank ? 3 : 0)) as LineShape;
}

/** Where the token that starts at `at` ends. `text[at]` is neither a space nor a line end. */
export function tokenEnd(text: string, at: number, length: number): number {
  const code = text.charCodeAt(at);
  const kind = classOf(code);
  let end = at + 1;
  if (kind === LOWER || kind === DIGIT || kind === UNDERSCORE) {
    while (end < length && classOf(text.charCodeAt(end)) === kind) end++;
    return end;
  }
  if (kind === UPPER) {
    while (end < length && classOf(text.charCodeAt(end)) === UPPER) end++;
    const lowerNext = end < length && classOf(text.charCodeAt(end)) === LOWER;
    if (!lowerNext) return end; // URL
    if (end - at > 1) return end - 1; // HTTP|Server: the last capital belongs to the next part
    while (end < length && classOf(text.charCodeAt(end)) === LOWER) end++;
    return end; // Server
  }
  if (code < 128 && OPERATOR_STARTS[code] === 1) {
    for (let size = 3; size > 1; size--) {
      if (at + size <= length && OPERATORS.has(text.slice(at, at + size))) return at + size;
    }
  }
  return end;
}
