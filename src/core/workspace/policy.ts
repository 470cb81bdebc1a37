import type { Boldness } from '../completion/types.ts';
import type { Growth } from './grow.ts';

/** When a completion is shown, and how much of it. */
export interface Policy {
  /** Least probability that every shown character is right. */
  readonly threshold: number;
  /** Least length, characters. */
  readonly length: number;
  /** Never end within an identifier. */
  readonly whole: boolean;
}

/** The three settings of `inkling.confidence`. Their thresholds were read off the sweep of `npm run bench:workspace`. */
export const POLICIES: Readonly<Record<Boldness, Policy>> = {
  cautious: { threshold: 0.85, length: 5, whole: true },
  calm: { threshold: 0.75, length: 5, whole: true },
  eager: { threshold: 0.55, length: 3, whole: true },
};

/** On request the user wants to see the best there is. */
export const ASKED: Policy = { threshold: 0.2, length: 1, whole: true };

/** The longest part of the growth that the policy lets through, or `undefined`. */
export function cut(grown: readonly Growth[], policy: Policy): Growth | undefined {
  let best: Growth | undefined;
  for (const growth of grown) {
    if (growth.confidence < policy.threshold) break;
    if (!policy.whole || growth.whole) best = growth;
  }
  return best !== undefined && best.text.length >= policy.length ? best : undefined;
}
