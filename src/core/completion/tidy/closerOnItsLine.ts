import { aroundOf } from '../around.ts';
import type { Snapshot } from '../types.ts';
import type { Draft, Verdict } from './draft.ts';

/**
 * A bracket that the editor closed on the cursor's line gets a line of its own, where the text begins one after what opened it.
 *
 *     function f() {█}    + ⏎  return 1;   ⇒   function f() {
 *                                                return 1;
 *                                              █}
 */
export function putCloserOnItsLine(draft: Draft, at: Snapshot): Verdict {
  const { line, rest, open, before } = aroundOf(at);
  const opener = open[open.length - 1];
  const opensHere = opener !== undefined && before.slice(opener.at + 1).trim() === '';
  const closes = /^\s*[)\]}]/.test(rest.slice(draft.replaces));
  if (!opensHere || !closes || !/^[ \t]*\n/.test(draft.text)) return draft;
  const indent = line.slice(0, line.length - line.trimStart().length);
  return { ...draft, text: `${draft.text}\n${indent}` };
}
