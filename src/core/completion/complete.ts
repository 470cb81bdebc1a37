import type { Cache } from './cache.ts';
import { type Decision, type Outcome, type Stage, type StageRecord, silent } from './outcome.ts';
import { stop } from './stop/index.ts';
import { tidy } from './tidy/index.ts';
import { type Circumstances, whyNotHere } from './trigger.ts';
import type { Boldness, Engine, EngineAnswer, Origin, Snapshot } from './types.ts';

/** What a completion needs from outside. */
export interface Tools {
  readonly cache: Cache;
  readonly engine: Engine;
  readonly boldness: Boldness;
  /** Milliseconds, never going back. */
  clock(): number;
}

/**
 * One ghost text, from keystroke to suggestion. Every line is a file or a folder beside this one.
 *
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function complete(
  snapshot: Snapshot,
  now: Circumstances,
  tools: Tools,
  signal: AbortSignal,
): Promise<Decision> {
  const log = new StageLog(tools.clock);

  const unwelcome = whyNotHere(snapshot, now);
  log.done('trigger', unwelcome ? 'not here' : now.asked ? 'asked by key' : 'typing');
  if (unwelcome) return log.decide(unwelcome);

  const at = asIfSelected(snapshot);
  const known = tools.cache.find(tools.engine.origin, at); // typing along an earlier answer costs nothing
  log.done('cache', known ? 'typing along' : 'nothing known');
  if (known) {
    return log.decide(unlessRejected(tidied(known.text, known.confidence, 'cache', at), at, now));
  }

  const answer = await tools.engine.suggest(
    {
      path: at.path,
      languageId: at.languageId,
      before: at.before,
      after: at.after,
      boldness: tools.boldness,
      asked: now.asked,
    },
    signal,
  );
  signal.throwIfAborted(); // half an answer is not an answer: it must not reach the cache
  log.done('engine', answer.kind === 'text' ? sureness(answer.confidence) : answer.why);
  if (answer.kind === 'nothing') return log.decide(nothing(answer));

  const text = stop(answer.text);
  log.done('stop', `${text.length} of ${answer.text.length} characters`);

  const outcome = tidied(text, answer.confidence, answer.origin ?? tools.engine.origin, at);
  log.done('tidy', outcome.kind === 'shown' ? 'shown' : outcome.rule);
  if (outcome.kind === 'shown') {
    tools.cache.add(tools.engine.origin, at, { ...outcome.suggestion, text });
  }
  return log.decide(unlessRejected(outcome, at, now));
}

/**
 * What the user hid with Escape does not come back on that line, however much of it is typed since.
 *
 *     const total = su█m(prices);    hidden, then an `m` typed  ⇒  const total = sum█
 *
 * The same with more or less at its end is the same. It stays in the cache: the key that asks brings it back.
 */
function unlessRejected(outcome: Outcome, at: Snapshot, now: Circumstances): Outcome {
  if (outcome.kind === 'silent' || now.asked || now.rejectedLine === undefined) return outcome;
  const typed = at.before.slice(at.before.lastIndexOf('\n') + 1);
  const line = typed + outcome.suggestion.text;
  const overcome = typed.length >= now.rejectedLine.length; // the user wrote all of it after all
  const same = now.rejectedLine.startsWith(line) || line.startsWith(now.rejectedLine);
  if (overcome || !same) return outcome;
  return silent('tidy', 'rejected', 'This suggestion was hidden on this line with Escape.');
}

/**
 * The suggest widget's choice counts as typed: VS Code shows only ghost text that begins with it.
 *
 *     user.na█    with `name` chosen  ⇒  user.name█
 */
function asIfSelected(at: Snapshot): Snapshot {
  const { selected } = at;
  if (selected === undefined) return at;
  const kept = at.before.slice(0, at.before.length - selected.replaces);
  return { ...at, before: kept + selected.text };
}

function tidied(
  text: string,
  confidence: number | undefined,
  origin: Origin,
  at: Snapshot,
): Outcome {
  const result = tidy(text, at);
  if ('kind' in result) return result;
  const sure = confidence === undefined ? {} : { confidence };
  return { kind: 'shown', suggestion: { ...result, ...sure, origin } };
}

function nothing(answer: EngineAnswer & { kind: 'nothing' }): Outcome {
  if ('reason' in answer) return silent('engine', answer.why, answer.reason);
  const best =
    answer.best === undefined ? '' : ` Its best guess is right with ${percent(answer.best)}.`;
  const reasons: Readonly<Record<typeof answer.why, string>> = {
    unsure: `The workspace engine is not sure enough.${best}`,
    'too short': 'What the workspace engine is sure of is too short to be worth a glance.',
    empty: 'There is nothing to complete here.',
    'not ready': 'The workspace engine is starting.',
  };
  return silent('engine', answer.why, reasons[answer.why], 'inkling.confidence');
}

function sureness(confidence: number | undefined): string {
  return confidence === undefined ? 'a line' : percent(confidence);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Notes what each stage did and how long it took. */
class StageLog {
  private readonly stages: StageRecord[] = [];
  private readonly clock: () => number;
  private last: number;

  constructor(clock: () => number) {
    this.clock = clock;
    this.last = clock();
  }

  done(stage: Stage, note: string): void {
    const now = this.clock();
    this.stages.push({ stage, milliseconds: now - this.last, note });
    this.last = now;
  }

  decide(outcome: Outcome): Decision {
    return { outcome, stages: this.stages };
  }
}
