import type { Snapshot } from '../types.ts';
import { readBrackets } from './brackets.ts';
import { type Draft, startOfLine, type Verdict } from './draft.ts';

/**
 * Cuts the text before a bracket that closes nothing on this line, unless the line begins with it.
 *
 *     total += price█    + );  ⇒  total += price█
 *     }█ else {                    kept: a line may close what earlier lines opened
 *     foo(a,⏎  b█        + );  ⇒  kept: an earlier line opened it
 */
export function dropUnbalanced(draft: Draft, at: Snapshot): Verdict {
  const line = readBrackets(startOfLine(at));
  if (line.closes >= 0) return draft; // the line itself closes something further up: no way to tell
  const { closes } = readBrackets(draft.text, line.open);
  if (closes < 0 || startOfLine(at).trim() === '') return draft;
  if (openAbove(at, draft.text[closes] as string)) return draft;
  const text = draft.text.slice(0, closes).trimEnd();
  return text === ''
    ? { drop: 'unbalanced', reason: 'It only closed a bracket that is not open.' }
    : { ...draft, text };
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
