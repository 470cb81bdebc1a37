import { randomFrom } from '../base/random.ts';

/** From where to where a figure may really be: with 95 % certainty. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A share with its interval. */
export interface Share extends Interval {
  readonly share: number;
  readonly places: number;
}

const DRAWS = 2000;

/** Wilson's interval for a share; of no places it is anything. */
export function shareOf(right: number, places: number): Share {
  if (places === 0) return { share: 0, low: 0, high: 1, places };
  const z = 1.96;
  const share = right / places;
  const middle = share + (z * z) / (2 * places);
  const spread = z * Math.sqrt((share * (1 - share)) / places + (z * z) / (4 * places * places));
  const whole = 1 + (z * z) / places;
  const [low, high] = [(middle - spread) / whole, (middle + spread) / whole];
  return { share, low: Math.max(0, low), high: Math.min(1, high), places }; // rounding may go beyond
}

export function mean(all: readonly number[]): number {
  return all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);
}

/** The value that a part of all values, 0…1, does not exceed; `undefined` of none. */
export function quantile(all: readonly number[], part: number): number | undefined {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

/**
 * The interval of a mean, by drawing groups again with replacement (the percentile bootstrap). Values of one group depend on each other, as those of one line do, and
 * are drawn together.
 */
export function drawnAgain(groups: readonly (readonly number[])[]): Interval {
  if (groups.length === 0) return { low: 0, high: 0 };
  const random = randomFrom(7);
  const draws = Array.from({ length: DRAWS }, () =>
    mean(groups.flatMap(() => groups[Math.floor(random() * groups.length)] as readonly number[])),
  ).sort((a, b) => a - b);
  const [low = 0, high = 0] = [0.025, 0.975].map(part => draws[Math.floor(part * DRAWS)]);
  return { low, high };
}

/** Two-sided exact test that wins and losses are as likely. */
export function mcnemar(won: number, lost: number): number {
  const changed = won + lost;
  let term = 0.5 ** changed;
  let tail = 0;
  for (let k = 0; k <= Math.min(won, lost); k++) {
    tail += term;
    term *= (changed - k) / (k + 1);
  }
  return Math.min(1, 2 * tail);
}
