/** What is asked of a document, so that its whole text is never taken. Lines and characters from 0. */
export interface LinedDocument {
  readonly lineCount: number;
  /** Characters of a line, without its end. */
  lengthOf(line: number): number;
  /** The text from one place to another, with line ends of any kind. */
  between(fromLine: number, fromCharacter: number, line: number, character: number): string;
}

const LINES_BEFORE = 1500;
const LINES_AFTER = 500;
const CHARACTERS_BEFORE = 64 * 1024;
const CHARACTERS_AFTER = 16 * 1024;
/** The window before the cursor begins at a multiple of this many lines, so that it does not move with every key. */
const ANCHOR = 64;

/**
 * The text around the cursor, in whole lines that end with `\n`: as much in a document of a million lines as in a short one. Of a line that is longer
 * than all that fits, the part at the cursor; more than the window is never asked of the document, since a string that is cut out of a long one keeps it alive.
 */
export function windowAt(
  document: LinedDocument,
  line: number,
  character: number,
): { readonly before: string; readonly after: string } {
  return {
    before: unified(textBefore(document, line, character)),
    after: unified(textAfter(document, line, character)),
  };
}

function textBefore(document: LinedDocument, line: number, character: number): string {
  const earliest = Math.max(0, line - LINES_BEFORE);
  const anchored = earliest === 0 ? 0 : Math.ceil(earliest / ANCHOR) * ANCHOR;
  let left = CHARACTERS_BEFORE - character;
  if (left < 0) return document.between(line, -left, line, character);
  let first = line;
  while (first > anchored && document.lengthOf(first - 1) < left) {
    first--;
    left -= document.lengthOf(first) + 1;
  }
  return document.between(first, 0, line, character);
}

function textAfter(document: LinedDocument, line: number, character: number): string {
  const latest = Math.min(document.lineCount - 1, line + LINES_AFTER);
  const rest = document.lengthOf(line) - character;
  let left = CHARACTERS_AFTER - rest;
  if (left < 0) return document.between(line, character, line, character + CHARACTERS_AFTER);
  let last = line;
  while (last < latest && document.lengthOf(last + 1) < left) {
    last++;
    left -= document.lengthOf(last) + 1;
  }
  return document.between(line, character, last, document.lengthOf(last));
}

function unified(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
