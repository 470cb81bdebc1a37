import type { Snapshot } from '../types.ts';
import { type Draft, restOfLine, startOfLine, type Verdict } from './draft.ts';

/**
 * Drops what already stands after the cursor.
 *
 *     foo(█bar)      + bar)              ⇒  dropped: it is there
 *     █⏎return x;    + return x;         ⇒  dropped: the next line says it
 */
export function dropEcho(draft: Draft, at: Snapshot): Verdict {
  const rest = restOfLine(at);
  const text = draft.text.trim();
  if (text === rest.trim() || (draft.replaces >= text.length && draft.replaces > 0)) {
    return { drop: 'already-there', reason: 'The text already stands after the cursor.' };
  }
  const next = at.after.slice(rest.length + 1);
  const end = next.indexOf('\n');
  const nextLine = (end < 0 ? next : next.slice(0, end)).trim();
  const line = (startOfLine(at) + draft.text).trim();
  if (nextLine !== '' && nextLine === line && /\w/.test(line)) {
    return { drop: 'echo', reason: 'The next line already says the same.' };
  }
  return draft;
}
