import type { Suggestion } from './types.ts';

/** The stages of a completion, in their order. */
export type Stage = 'trigger' | 'cache' | 'engine' | 'model' | 'tidy';

/** How a completion ended: something to show, or silence with its reason. Every stage that ends it returns one. */
export type Outcome =
  | { readonly kind: 'shown'; readonly suggestion: Suggestion }
  | {
      readonly kind: 'silent';
      readonly stage: Stage;
      /** Names the rule, for tests and reports: `several-cursors`, `unsure`, … */
      readonly rule: string;
      /** The same for people, one sentence. */
      readonly reason: string;
      /** The setting that decides it, where there is one. */
      readonly setting?: string;
    };

/** What one stage did and how long it took. */
export interface StageRecord {
  readonly stage: Stage;
  readonly milliseconds: number;
  readonly note: string;
}

/** One completion from beginning to end: what `Inkling: Why?` shows. */
export interface Decision {
  readonly outcome: Outcome;
  readonly stages: readonly StageRecord[];
}

export function silent(stage: Stage, rule: string, reason: string, setting?: string): Outcome {
  return { kind: 'silent', stage, rule, reason, ...(setting === undefined ? {} : { setting }) };
}

/** Notes what each stage did and how long it took. */
export class StageLog {
  private readonly stages: StageRecord[] = [];
  private readonly now: () => number;
  private last: number;

  /** @param now milliseconds, never going back. */
  constructor(now: () => number) {
    this.now = now;
    this.last = now();
  }

  done(stage: Stage, note: string): void {
    const now = this.now();
    this.stages.push({ stage, milliseconds: now - this.last, note });
    this.last = now;
  }

  decide(outcome: Outcome): Decision {
    return { outcome, stages: this.stages };
  }
}
