import { bracketsIn, CLOSER_OF } from '../../syntax/mask.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { aroundOf, codeAt } from '../around.ts';
import type { Snapshot } from '../types.ts';
import { readBrackets } from './brackets.ts';
import { cutAt, type Draft, startOfLine, type Verdict } from './draft.ts';

/**
 * Cuts the text before a bracket that closes nothing on this line, unless the line begins with it.
 *
 *     total += price█    + );  ⇒  total += price█
 *     }█ else {                    kept: a line may close what earlier lines opened
 *     foo(a,⏎  b█        + );  ⇒  kept: an earlier line opened it
 *     a();⏎█             + b();⏎}⏎c();  ⇒  b();
 */
export function dropUnbalanced(draft: Draft, at: Snapshot, syntax?: Syntax): Verdict {
  const kept = balancedLine(draft, at);
  if ('drop' in kept || !kept.text.includes('\n')) return kept;
  const lineEnd = kept.text.indexOf('\n');
  const { open } = aroundOf(at);
  const { closing } = bracketsIn(codeAt(at, kept.text, syntax));
  const stray = closing.find(
    ({ char, at: offset }, k) =>
      offset > lineEnd && char !== CLOSER_OF[open[open.length - 1 - k]?.char ?? ''],
  );
  return stray === undefined ? kept : cutAt(kept, stray.at);
}

/** The same for the first line, where what stands before it on its line has the last word. */
function balancedLine(draft: Draft, at: Snapshot): Verdict {
  const line = readBrackets(startOfLine(at));
  if (line.closes >= 0) return draft; // the line itself closes something further up: no way to tell
  const end = draft.text.indexOf('\n');
  const first = end < 0 ? draft.text : draft.text.slice(0, end);
  const { closes } = readBrackets(first, line.open);
  if (closes < 0 || startOfLine(at).trim() === '') return draft;
  if (openAbove(at, first[closes] as string)) return draft;
  const kept = cutAt(draft, closes);
  return kept.text === ''
    ? { drop: 'unbalanced', reason: 'It only closed a bracket that is not open.' }
    : kept;
}

const OPENER_OF: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const LINES_LOOKED_AT = 12;

/** Is a bracket of this kind still open from the lines above? Looks back a few lines only. */
function openAbove(at: Snapshot, closer: string): boolean {
  const above = at.before.slice(0, at.before.lastIndexOf('\n') + 1).split('\n');
  const opener = OPENER_OF[closer];
  let balance = 0;
  for (const char of above.slice(-LINES_LOOKED_AT).join('\n')) {
    if (char === opener) balance++;
    else if (char === closer) balance = Math.max(0, balance - 1);
  }
  return balance > 0;
}
