import type { Warning } from './warning.ts';

/** Of an answer that takes away more than this share, or makes so many times more of it, something went wrong more often than not. */
const MOST_GONE = 0.6;
const MOST_TIMES = 5;
/** A few lines may well become many. */
const FEW = 20;

/**
 * Warns of code that got lost, and of code that came along.
 *
 *     30 lines   ⇒   4 lines: 87 % gone        10 lines   ⇒   70 lines: 7 times
 */
export function sizeWarning(
  before: readonly string[],
  after: readonly string[],
): Warning | undefined {
  const old = weightOf(before);
  const fresh = weightOf(after);
  if (old === 0) return undefined;
  const gone = 1 - fresh / old;
  if (gone > MOST_GONE)
    return { code: 'OUT-LESS', facts: { percent: String(Math.round(gone * 100)) } };
  const times = fresh / old;
  if (times <= MOST_TIMES || after.length < FEW) return undefined;
  return { code: 'OUT-MORE', facts: { times: times.toFixed(0) } };
}

function weightOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.replace(/\s/g, '').length, 0);
}
