import { bareText, firstLine, indentOf } from '../around.ts';
import { type Cut, endBefore, type Line, type Streamed } from './streamed.ts';

/**
 * Ends a completion where it comes to what stands after the cursor: the next line, as deep, and the same but for spaces, kinds of
 * quotes and what ends it.
 *
 *     function area(r) {
 *       █const square = r * r;✂
 *       return PI*square
 *
 *     the next line is:  return PI * square;
 */
export function stopAtSuffix(line: Line, streamed: Streamed): Cut | undefined {
  if (line.number === 0 || line.blank) return undefined;
  const { after, rest } = streamed.around;
  const next = firstLine(after.slice(rest.length + 1));
  if (next === undefined || indentOf(next) !== line.indent) return undefined;
  const bare = bareText(next);
  if (!/\w{2}/.test(bare) || bare !== bareText(line.text)) return undefined;
  return { end: endBefore(line, streamed), ended: 'suffix' };
}
