import type { Cut, Line, Streamed } from './streamed.ts';

/**
 * Ends a completion with the line it is on, where a line is wanted.
 *
 *     total█ += price;✂⏎
 *     return total;
 */
export function stopAtLineEnd(line: Line, { wants }: Streamed): Cut | undefined {
  return wants === 'line' ? { end: line.end, ended: 'line' } : undefined;
}
