import { type Cut, endBefore, type Line, type Streamed } from './streamed.ts';

/**
 * Ends what is written in a comment, a string or plain text together with it, where more than a line is wanted there.
 *
 *     # Reads a file█ and returns     """Adds.█                Dear reader,█
 *     # its lines.✂                   And no more."""✂         this is prose.✂
 *     def read():                         return a + b
 *                                                              Another paragraph.
 */
export function stopAtProseEnd(line: Line, streamed: Streamed): Cut | undefined {
  const { scope, wants } = streamed;
  if (scope === 'code' || wants === 'line' || line.number === 0) return undefined;
  const goesOn = scope === 'text' ? !line.blank : line.inside || isNextComment(line, streamed);
  return goesOn ? undefined : { end: endBefore(line, streamed), ended: 'prose' };
}

/** Is it a comment of its own line like the one that the cursor is in? */
function isNextComment(line: Line, { around }: Streamed): boolean {
  const text = line.text.trimStart();
  const mark = around.marks.line.find(mark => around.line.includes(mark));
  return mark !== undefined && text.startsWith(mark);
}
