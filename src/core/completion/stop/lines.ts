import { isImport } from './statementEnd.ts';
import { type Cut, endBefore, type Line, type Streamed } from './streamed.ts';

/** Nobody reads more of a suggestion than this many lines. */
const MOST_LINES = 40;

/**
 * Ends a completion at two blank lines, and where it gets too long to be read.
 *
 *     █return 1✂
 *
 *
 *     def other():
 */
export function stopAtManyLines(line: Line, streamed: Streamed): Cut | undefined {
  if (line.number >= MOST_LINES) return { end: endBefore(line, streamed), ended: 'length' };
  const above = streamed.lines[line.number - 1];
  if (!line.blank || above === undefined || above.number === 0 || !above.blank) return undefined;
  if (line.inside || streamed.lines.every(isImport)) return undefined;
  return { end: endBefore(line, streamed), ended: 'blank lines' };
}
