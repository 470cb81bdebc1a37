import type { EngineAnswer, NoAnswer, Origin, Sent, Suggestion } from './types.ts';

/** The stages of a completion, in their order. */
export type Stage = 'trigger' | 'cache' | 'engine' | 'model' | 'tidy' | 'meaning';

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

/** How one stage ended: what it handed on, or why it had nothing. */
export type StageResult =
  | { readonly kind: 'welcome'; readonly by: 'key' | 'typing' }
  | { readonly kind: 'unwelcome'; readonly rule: string }
  /** An earlier answer goes on here. */
  | { readonly kind: 'known'; readonly from: Origin }
  | { readonly kind: 'unknown' }
  /** @param sure calibrated probability, 0…1, where it is told. */
  | { readonly kind: 'text'; readonly from: Origin; readonly sure?: number }
  | {
      readonly kind: 'nothing';
      readonly why: EngineSilence | NoAnswer['why'] | 'slow';
      /** Of the best that was found, the calibrated probability, 0…1. */
      readonly best?: number;
    }
  | { readonly kind: 'fits' }
  | { readonly kind: 'dropped'; readonly rule: string };

/** Why the workspace engine says nothing. */
export type EngineSilence = Exclude<
  Extract<EngineAnswer, { kind: 'nothing' }>['why'],
  NoAnswer['why']
>;

/** What one stage did and how long it took. */
export interface StageRecord {
  readonly stage: Stage;
  readonly milliseconds: number;
  readonly result: StageResult;
}

/** One completion from beginning to end: what `Inkling: Why?` shows. */
export interface Decision {
  readonly outcome: Outcome;
  readonly stages: readonly StageRecord[];
  /** What was sent to a model for it; grows while the model is asked. Empty where nothing left. */
  readonly sent: readonly Sent[];
}

export function silent(stage: Stage, rule: string, reason: string, setting?: string): Outcome {
  return { kind: 'silent', stage, rule, reason, ...(setting === undefined ? {} : { setting }) };
}

/** Notes what each stage did and how long it took, and what was sent. */
export class StageLog {
  /** The list of the question that this decision is about. */
  sent: readonly Sent[] = [];
  private readonly stages: StageRecord[] = [];
  private readonly now: () => number;
  private last: number;

  /** @param now milliseconds, never going back. */
  constructor(now: () => number) {
    this.now = now;
    this.last = now();
  }

  done(stage: Stage, result: StageResult): void {
    const now = this.now();
    this.stages.push({ stage, milliseconds: now - this.last, result });
    this.last = now;
  }

  decide(outcome: Outcome): Decision {
    return { outcome, stages: this.stages, sent: this.sent };
  }
}
