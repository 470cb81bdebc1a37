import type { Snapshot, Wants } from '../types.ts';

/** Where a suggestion ends. */
export function stopAt(text: string, at: Snapshot, wants: Wants): { kept: string; ended?: string } {
  const start = text.search(/\S/);
  if (start < 0) return { kept: text };
  const end = text.indexOf('\n', start);
  if (end < 0) return { kept: text };
  if (wants === 'line') return { kept: text.slice(0, end), ended: 'line' };
  const line = at.before.slice(at.before.lastIndexOf('\n') + 1);
  const indent = line.trim() === '' ? line.length : line.search(/\S/) + 1;
  let kept = end;
  while (kept < text.length) {
    const next = text.indexOf('\n', kept + 1);
    const following = text.slice(kept + 1, next < 0 ? text.length : next);
    if (following.trim() !== '' && following.search(/\S/) < indent) {
      return { kept: text.slice(0, kept), ended: 'block' };
    }
    if (next < 0) break;
    kept = next;
  }
  return { kept: text };
}
