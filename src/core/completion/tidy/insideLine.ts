import { aroundOf } from '../around.ts';
import type { Snapshot } from '../types.ts';
import { cutAt, type Draft, type Verdict } from './draft.ts';

/** What may stay behind several lines: closing brackets and the like. */
const CLOSES = /^[\s)\]}>"'`;,:]*$/;

/**
 * Where the line goes on after the cursor, only a line is put into it, unless the text brings the rest along.
 *
 *     const a = █ + c;    + b⏎d();   ⇒   const a = b█ + c;
 */
export function keepLineInside(draft: Draft, at: Snapshot): Verdict {
  const { rest } = aroundOf(at);
  const end = draft.text.indexOf('\n');
  if (end < 0 || CLOSES.test(rest) || draft.text.endsWith(rest.trimEnd())) return draft;
  return end === 0
    ? { drop: 'inside-line', reason: 'It was a block, and the line goes on after the cursor.' }
    : cutAt(draft, end);
}
