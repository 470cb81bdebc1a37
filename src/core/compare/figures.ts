import type { Account } from '../backend/sharing/ledger.ts';
import type { Compared } from './compare.ts';
import type { Said } from './replay.ts';
import { editSimilarity } from './similarity.ts';
import {
  drawnAgain,
  type Interval,
  mcnemar,
  mean,
  quantile,
  type Share,
  shareOf,
} from './statistics.ts';

/** How one competitor did. */
export interface Figures {
  readonly name: string;
  /** Places at which it could be asked. */
  readonly places: number;
  /** Lines exactly as they were written, of all places. */
  readonly right: Share;
  /** The same, of the places where it said anything. */
  readonly rightOfSaid: Share;
  /** 0…1, of all places; where it said nothing it is 0. */
  readonly similarity: Interval & { readonly mean: number };
  /** Milliseconds until something was shown, and until the line was whole, where it said anything. */
  readonly first: Times;
  readonly whole: Times;
  readonly spent: Account | undefined;
  readonly failed: number;
  /** Of the last failure. */
  readonly reason: string | undefined;
}

/** Median and 95th percentile; `undefined` of nothing. */
export interface Times {
  readonly p50: number | undefined;
  readonly p95: number | undefined;
}

/** Two competitors at the places where both were asked. */
export interface Duel extends Interval {
  readonly places: number;
  /** Lines that only this one, and only the other one, wrote right. */
  readonly won: number;
  readonly lost: number;
  /** By how much its share of right lines is larger. */
  readonly difference: number;
  /** How likely so unequal a result is where both are equally good (McNemar's exact test). */
  readonly p: number;
}

type Answered = Said & { readonly kind: 'said' };

/** The figures of competitor number `k`. */
export function figuresOf(
  name: string,
  k: number,
  compared: readonly Compared[],
  spent: Account | undefined,
): Figures {
  const asked = compared.filter(({ said }) => said[k]?.kind === 'said');
  const said = asked.map(one => one.said[k] as Answered);
  const isRight = asked.map((one, at) => said[at]?.text === one.rest);
  const right = isRight.filter(Boolean).length;
  const spoken = said.filter(({ text }) => text !== '');
  const similarities = asked.map((one, at) => editSimilarity(said[at]?.text ?? '', one.rest));
  const failures = compared.map(one => one.said[k]).filter(one => one?.kind === 'failed');
  return {
    name,
    places: asked.length,
    right: shareOf(right, asked.length),
    rightOfSaid: shareOf(right, spoken.length),
    similarity: { mean: mean(similarities), ...drawnAgain(similarities.map(one => [one])) },
    first: timesOf(spoken.map(({ first }) => first)),
    whole: timesOf(spoken.map(({ whole }) => whole)),
    spent,
    failed: failures.length,
    reason: failures.at(-1)?.reason,
  };
}

function timesOf(milliseconds: readonly number[]): Times {
  return { p50: quantile(milliseconds, 0.5), p95: quantile(milliseconds, 0.95) };
}

/** Competitor `k` against the one with the number `other`. */
export function duelOf(k: number, other: number, compared: readonly Compared[]): Duel {
  const both = compared.filter(({ said }) => [k, other].every(one => said[one]?.kind === 'said'));
  const rightOf = ({ said, rest }: Compared, one: number): number =>
    Number((said[one] as Answered).text === rest);
  const differences = both.map(one => rightOf(one, k) - rightOf(one, other));
  const won = differences.filter(difference => difference > 0).length;
  const lost = differences.filter(difference => difference < 0).length;
  return {
    places: both.length,
    won,
    lost,
    difference: mean(differences),
    ...drawnAgain(differences.map(one => [one])),
    p: mcnemar(won, lost),
  };
}
