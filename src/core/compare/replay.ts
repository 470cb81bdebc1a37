import type { Account } from '../backend/sharing/ledger.ts';
import type { Clock } from '../base/clock.ts';
import { complete } from '../completion/complete.ts';
import type { Decision } from '../completion/outcome.ts';
import { placeAt } from '../completion/place.ts';
import { failureOf } from '../completion/question.ts';
import type { Tools } from '../completion/run.ts';
import { Session } from '../completion/session.ts';
import { Stopper } from '../completion/stop/index.ts';
import { TYPING } from '../completion/trigger.ts';
import type { Engine, Model } from '../completion/types.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { ReplayedPlace } from './places.ts';

/** Who is compared: the workspace engine, or a model without it. */
export interface Competitor {
  readonly name: string;
  readonly engine?: Engine;
  readonly model?: Model;
  /** What it has cost since the comparison began. */
  spent?(): Account;
}

/** What one competitor said at one place. */
export type Said =
  | {
      readonly kind: 'said';
      /** The line that was shown; `` where it had nothing to say. */
      readonly text: string;
      /** Milliseconds until something was on the screen, and until all of the line was. */
      readonly first: number;
      readonly whole: number;
    }
  /** It could not be asked: this place does not count for it. */
  | { readonly kind: 'failed'; readonly reason: string };

/** What replaying takes from outside. */
export interface ReplayTools {
  readonly clock: Clock;
  /** The grammar of a language, where it is loaded. */
  syntax(languageId: string): Syntax | undefined;
}

/** Rules of silence that tell of a fault, and not of a choice. */
const FAULTS = new Set(['failed', 'not sent', 'not ready']);

const MUTE: Engine = {
  origin: 'nobody',
  suggest: async () => ({ kind: 'nothing', why: 'empty' }),
};

/**
 * Asks as the key does that asks for ghost text, through the same stages, and waits until the line is whole. Every place is a fresh one: nothing is remembered from the last.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function replay(
  { at }: ReplayedPlace,
  { engine = MUTE, model }: Competitor,
  { clock, syntax }: ReplayTools,
  signal: AbortSignal,
): Promise<Said> {
  const grammar = syntax(at.languageId);
  const session = new Session(clock, (place, wants) => new Stopper(place, wants, grammar));
  const tools: Tools = {
    ...{ session, engine, model, clock },
    boldness: 'calm',
    placeAt: place => placeAt(place, grammar),
    onGrown: () => {},
  };
  const ask = (again: boolean): Promise<Decision> =>
    complete(at, { ...TYPING, asked: !again, again }, tools, signal);
  const began = clock.now();
  try {
    let decision = await ask(false);
    const question = session.questions.running;
    while (isLate(decision)) decision = await ask(true);
    const first = clock.now() - began;
    while (question?.streaming === true) await question.more(signal);
    const whole = clock.now() - began;
    const failure = question && failureOf(question);
    if (failure !== undefined) return { kind: 'failed', reason: failure.message };
    if (model !== undefined && decision.outcome.kind === 'shown') decision = await ask(true);
    return saidBy(decision, first, whole);
  } finally {
    session.questions.close();
  }
}

function isLate({ outcome }: Decision): boolean {
  return outcome.kind === 'silent' && outcome.rule === 'slow';
}

/** The first line counts: what the place asked for is the rest of the line. */
function saidBy({ outcome }: Decision, first: number, whole: number): Said {
  if (outcome.kind === 'shown') {
    const [text = ''] = outcome.suggestion.text.split('\n');
    return { kind: 'said', text: text.trimEnd(), first, whole };
  }
  return FAULTS.has(outcome.rule)
    ? { kind: 'failed', reason: outcome.reason }
    : { kind: 'said', text: '', first, whole };
}
