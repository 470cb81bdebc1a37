/** Lines of a document that give way to others. */
export interface LineChange {
  /** The first of them, from 0. */
  readonly start: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The same as an editor wants it: a range and its new text. */
export interface TextEdit {
  readonly start: Position;
  readonly end: Position;
  readonly text: string;
}

/** The document after the change. */
export function changed(
  lines: readonly string[],
  { start, before, after }: LineChange,
): readonly string[] {
  const all = [...lines.slice(0, start), ...after, ...lines.slice(start + before.length)];
  return all.length > 0 ? all : [''];
}

/**
 * The edit that makes a change, and touches nothing else: not even the line end before the lines that stay.
 *
 * @param lines of the document as it is now.
 */
export function editOf(lines: readonly string[], { start, before, after }: LineChange): TextEdit {
  const end = start + before.length;
  const ended = after.map(line => `${line}\n`).join('');
  if (end < lines.length)
    return { start: { line: start, character: 0 }, end: { line: end, character: 0 }, text: ended };
  const last = lines.length - 1;
  const endOfAll = { line: last, character: lines[last]?.length ?? 0 };
  if (start === 0)
    return { start: { line: 0, character: 0 }, end: endOfAll, text: after.join('\n') };
  const above = { line: start - 1, character: lines[start - 1]?.length ?? 0 };
  return { start: above, end: endOfAll, text: after.map(line => `\n${line}`).join('') };
}
