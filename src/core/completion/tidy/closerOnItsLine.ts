import { bracketsIn, CLOSER_OF } from '../../syntax/mask.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { aroundOf, codeAt } from '../around.ts';
import type { Snapshot } from '../types.ts';
import type { Draft, Verdict } from './draft.ts';

/**
 * A bracket that the editor closed on the cursor's line gets a line of its own, where the text begins one after what opened it.
 *
 *     function f() {█}    + ⏎  return 1;   ⇒   function f() {
 *                                                return 1;
 *                                              █}
 */
export function putCloserOnItsLine(draft: Draft, at: Snapshot, syntax?: Syntax): Verdict {
  if (!/^[ \t]*\n/.test(draft.text)) return draft;
  const { line, rest, open, before } = aroundOf(at);
  const opener = open[open.length - 1];
  if (opener === undefined || before.slice(opener.at + 1).trim() !== '') return draft;
  if (rest.slice(draft.replaces).trimStart()[0] !== CLOSER_OF[opener.char]) return draft;
  const inner = bracketsIn(codeAt(at, draft.text, syntax));
  if (inner.open.length + inner.closing.length > 0) return draft;
  const indent = line.slice(0, line.length - line.trimStart().length);
  return { ...draft, text: `${draft.text}\n${indent}` };
}
