import type { Clock } from '../base/clock.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { Meaning } from './meaning/meaning.ts';
import type { StageLog } from './outcome.ts';
import type { Place } from './place.ts';
import type { Session } from './session.ts';
import type { Circumstances } from './trigger.ts';
import type { Boldness, Engine, Model, Snapshot } from './types.ts';

/** What a completion needs from outside. */
export interface Tools {
  readonly session: Session;
  /** Answers in milliseconds, from the user's own code. */
  readonly engine: Engine;
  /** The language model that the user chose, if any. */
  readonly model?: Model | undefined;
  readonly boldness: Boldness;
  /** Where the cursor is, and how much is wanted there. */
  placeAt(at: Snapshot): Place;
  /** The grammar of a language, where it is at hand. */
  syntaxOf?(languageId: string): Syntax | undefined;
  /** What the editor knows of names. */
  readonly meaning?: Meaning | undefined;
  readonly clock: Clock;
  /** There is more to show at `at` than was given: the editor is to ask again. */
  onGrown(at: Snapshot): void;
  /** Something of ours threw while nobody waited for it. */
  onFault?(error: unknown): void;
}

/** One completion under way. */
export interface Run {
  readonly at: Snapshot;
  readonly now: Circumstances;
  readonly tools: Tools;
  /** Aborted when the editor wants this answer no longer. */
  readonly signal: AbortSignal;
  /** Aborted when the next keystroke arrives. */
  readonly here: AbortSignal;
  readonly log: StageLog;
}
