import type { Cut, Line, Streamed } from './streamed.ts';

/**
 * Ends a completion with the line it is on, where a line is wanted.
 *
 *     total█ += price;✂⏎
 *     return total;
 *
 * Blank lines before it do not count: what was accepted may end where the next line begins.
 */
export function stopAtLineEnd(line: Line, { wants }: Streamed): Cut | undefined {
  return wants === 'line' && !line.blank ? { end: line.end, ended: 'line' } : undefined;
}
