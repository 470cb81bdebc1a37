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
 * The text around the cursor, in whole lines that end with `\n`: as much in a document of a million lines as in a short one.
 */
export function windowAt(
  document: LinedDocument,
  line: number,
  character: number,
): { readonly before: string; readonly after: string } {
  return {
    before: textBefore(document, line, character),
    after: textAfter(document, line, character),
  };
}

function textBefore(document: LinedDocument, line: number, character: number): string {
  const earliest = Math.max(0, line - LINES_BEFORE);
  const anchored = earliest === 0 ? 0 : Math.ceil(earliest / ANCHOR) * ANCHOR;
  const text = unified(document.between(anchored, 0, line, character));
  if (text.length <= CHARACTERS_BEFORE) return text;
  const lineStart = text.lastIndexOf('\n') + 1;
  const cut = text.indexOf('\n', text.length - CHARACTERS_BEFORE) + 1;
  return text.slice(Math.min(cut === 0 ? lineStart : cut, lineStart));
}

function textAfter(document: LinedDocument, line: number, character: number): string {
  const last = Math.min(document.lineCount - 1, line + LINES_AFTER);
  const text = unified(document.between(line, character, last, document.lengthOf(last)));
  if (text.length <= CHARACTERS_AFTER) return text;
  const cut = text.lastIndexOf('\n', CHARACTERS_AFTER);
  const lineEnd = text.indexOf('\n');
  return text.slice(0, Math.max(cut, lineEnd < 0 ? text.length : lineEnd));
}

function unified(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
