import type { Snapshot } from './types.ts';

/** The typist's habit and the model's: medians of what was seen lately, milliseconds. */
export interface Pace {
  /** Between two keys of a run. */
  readonly betweenKeys: number;
  /** From asking the model to its first text. */
  readonly firstText: number;
  /** How many of the last suggestions came true, 0…1. */
  readonly trust: number;
}

/** Milliseconds: no wait is longer. */
const LONGEST = 300;
/** VS Code itself waits so long before it asks any provider. */
const EDITOR_WAITS = 50;

/**
 * How long to wait for the next key before the model is asked. At the start of a line nobody is in the middle of a word: at once. Elsewhere as long as
 * the next key of a run usually takes, less where that key would not matter: a question under way lives on while its answer comes true, so the better the
 * last suggestions were the sooner the next is asked for; and a fast model loses little by one question too many.
 */
export function waitAt(at: Snapshot, { betweenKeys, firstText, trust }: Pace): number {
  if (/(^|\n)[ \t]*$/.test(at.before.slice(-200))) return 0;
  const slow = Math.min(1, firstText / 300);
  const wait = betweenKeys * (1.6 - 1.6 * trust) * (0.5 + 0.5 * slow) - EDITOR_WAITS;
  return Math.round(Math.min(LONGEST, Math.max(0, wait)));
}

const SEEN = 15;
/** Suggestions over which trust is averaged. */
const TRUSTED_OVER = 8;
/** A longer silence is a pause, and tells nothing of the rhythm. */
const PAUSE = 1000;

/** Remembers the last keys and answers. */
export class Habits {
  private readonly keys: number[] = [];
  private readonly answers: number[] = [];
  private last = Number.NEGATIVE_INFINITY;
  private trust = 0.5;

  /** @param now milliseconds. */
  keyPressed(now: number): void {
    if (now - this.last < PAUSE) remember(this.keys, now - this.last);
    this.last = now;
  }

  /** @param milliseconds from asking to the first text. */
  answered(milliseconds: number): void {
    remember(this.answers, milliseconds);
  }

  /** Did what was on the screen come true? */
  judged(right: boolean): void {
    this.trust += ((right ? 1 : 0) - this.trust) / TRUSTED_OVER;
  }

  get pace(): Pace {
    const { trust } = this;
    return { betweenKeys: median(this.keys, 150), firstText: median(this.answers, 250), trust };
  }
}

function remember(seen: number[], value: number): void {
  seen.push(value);
  if (seen.length > SEEN) seen.shift();
}

function median(values: readonly number[], otherwise: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? otherwise;
}
