import type { Snapshot, Wants } from './types.ts';

/** What a place asks for: a block where a line begins, else the rest of the line. */
export function wantsAt(at: Snapshot): Wants {
  return /(^|\n)[ \t]*$/.test(at.before.slice(-200)) ? 'block' : 'line';
}
