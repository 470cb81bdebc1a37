import { bracketsIn } from '../../syntax/mask.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { aroundOf, codeAt } from '../around.ts';
import type { Snapshot } from '../types.ts';
import { cutAt, type Draft, type Verdict, withoutHalf } from './draft.ts';

/** What may stay behind several lines: closing brackets and the like. */
const CLOSES = /^[\s)\]}>"'`;,:]*$/;

/**
 * Several lines end where they have brought the rest of the cursor's line along. Where they do not, and it goes on with code, only
 * a line is put into it.
 *
 *     call(█);            + ⏎  a,⏎);⏎b();   ⇒   call(⏎  a,⏎);█
 *     const a = █c;       + [⏎  b⏎].c;⏎d    ⇒   const a = [⏎  b⏎].c;█
 *     const a = █ + c;    + b⏎d();          ⇒   const a = b█ + c;
 */
export function endWithRestOfLine(draft: Draft, at: Snapshot, syntax?: Syntax): Verdict {
  const rest = withoutHalf(aroundOf(at).rest);
  const first = draft.text.indexOf('\n');
  if (first < 0 || rest.trim() === '') return draft;
  if (CLOSES.test(rest)) {
    const closer = lastCloser(draft, at, syntax);
    return closer === undefined ? draft : cutAt(draft, lineEnd(draft.text, closer));
  }
  for (let end = first; ; end = lineEnd(draft.text, end + 1)) {
    if (draft.text.slice(0, end).trimEnd().endsWith(rest)) return cutAt(draft, end);
    if (end === draft.text.length) break;
  }
  return first === 0
    ? { drop: 'inside-line', reason: 'It was a block, and the line goes on after the cursor.' }
    : cutAt(draft, first);
}

/** Where the text closes the last bracket that the cursor's line has open; `undefined` where it does not. */
function lastCloser(draft: Draft, at: Snapshot, syntax: Syntax | undefined): number | undefined {
  const opened = openOnLine(at);
  return bracketsIn(codeAt(at, draft.text, syntax)).closing[opened - 1]?.at;
}

/** How many brackets the cursor's line has open. */
export function openOnLine(at: Snapshot): number {
  const { open, before, line } = aroundOf(at);
  return open.filter(bracket => bracket.at >= before.length - line.length).length;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
