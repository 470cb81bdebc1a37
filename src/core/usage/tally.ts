import { type Histogram, together } from './histogram.ts';

/** What is counted. All of it adds up. */
export interface Tally {
  /** Questions to the model, or to the workspace engine. */
  readonly requests: number;
  /** Tokens of prompts, and how many of them came from a server's cache. */
  readonly prompt: number;
  readonly cached: number;
  readonly generated: number;
  /** US dollars, by the price in the table. */
  readonly cost: number;
  /** Of that, what ghost text cost. */
  readonly ghostCost: number;
  /** Suggestions given to the editor to show, each once however long it is typed along. The editor does not tell what it showed. */
  readonly offered: number;
  /** Of them, those of which any part was taken. */
  readonly accepted: number;
  /** Of what was taken, how much could be looked at after five minutes, and how much was still there. */
  readonly looked: number;
  readonly stayed: number;
  /** Characters that were put in by taking, less one key each time. */
  readonly saved: number;
  /** Lines that were taken, a part of one counted as one. */
  readonly lines: number;
  /** Milliseconds from the question to the first text. */
  readonly latency: Histogram;
}

export const NONE: Tally = {
  requests: 0,
  prompt: 0,
  cached: 0,
  generated: 0,
  cost: 0,
  ghostCost: 0,
  offered: 0,
  accepted: 0,
  looked: 0,
  stayed: 0,
  saved: 0,
  lines: 0,
  latency: {},
};

export type Count = Exclude<keyof Tally, 'latency'>;

/** The names of all that is a number. */
export const COUNTS = Object.keys(NONE).filter(name => name !== 'latency') as Count[];

export function plus(tally: Tally, more: Partial<Tally>): Tally {
  const sums = COUNTS.map(name => [name, tally[name] + (more[name] ?? 0)]);
  return {
    ...(Object.fromEntries(sums) as Record<Count, number>),
    latency: together(tally.latency, more.latency ?? {}),
  };
}

/** What ghost text cost for each line of it that was taken, US dollars; `undefined` where none was. */
export function costPerLine({ ghostCost, lines }: Tally): number | undefined {
  return lines === 0 ? undefined : ghostCost / lines;
}
