import { aroundOf, bareText, indentOf } from '../around.ts';
import type { Snapshot } from '../types.ts';
import { cutAt, type Draft, type Verdict } from './draft.ts';

/** So many lines at the end are compared. */
const MOST = 12;

/**
 * The lines that the text ends with stand below already: they are cut.
 *
 *     const a = 1;
 *     █                 + const b = 2;⏎return a + b;   ⇒   const b = 2;
 *     return a + b;
 */
export function cutLinesBelow(draft: Draft, at: Snapshot): Verdict {
  if (!draft.text.includes('\n')) return draft;
  const { after, rest } = aroundOf(at);
  const below = after
    .slice(rest.length + 1)
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(0, MOST);
  const lines = draft.text.split('\n');
  for (let count = Math.min(MOST, lines.length - 1, below.length); count > 0; count--) {
    const tail = lines.slice(-count);
    if (!tail.every((line, k) => isSame(line, below[k] as string))) continue;
    if (!/\w{2}/.test(tail.join(''))) continue; // brackets alone may be others
    return cutAt(draft, draft.text.length - tail.join('\n').length);
  }
  return draft;
}

function isSame(a: string, b: string): boolean {
  return indentOf(a) === indentOf(b) && bareText(a) === bareText(b);
}
