/** A place in a file as people and compilers write it: `src/money.ts:12:5`, line and column counted from 1. */
export interface FilePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Reads `FILE:LINE:COLUMN`; the file's name may hold colons itself. `undefined` where it is something else. */
export function readPosition(text: string): FilePosition | undefined {
  const [, file = '', line = '', column = ''] = /^(.+):(\d+):(\d+)$/s.exec(text) ?? [];
  const position = { file, line: Number(line), column: Number(column) };
  return position.line > 0 && position.column > 0 ? position : undefined;
}

/**
 * Splits a text at the cursor, its line ends made `\n`. A column behind the line's end is the line's end.
 *
 *     1:5 of `let a = 1;\r\n`  ⇒  `let ` and `a = 1;\n`
 *
 * @returns `undefined` where the text has fewer lines.
 */
export function splitAt(
  text: string,
  { line, column }: FilePosition,
): { before: string; after: string } | undefined {
  const unified = text.replace(/\r\n?/g, '\n');
  let lineStart = 0;
  for (let at = 1; at < line; at++) {
    lineStart = unified.indexOf('\n', lineStart) + 1;
    if (lineStart === 0) return undefined;
  }
  const end = unified.indexOf('\n', lineStart);
  const lineEnd = end < 0 ? unified.length : end;
  const cursor = Math.min(lineStart + column - 1, lineEnd);
  return { before: unified.slice(0, cursor), after: unified.slice(cursor) };
}
