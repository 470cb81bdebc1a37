import { isAbort } from '../base/abort.ts';
import { askingFor } from './ask.ts';
import { type Outcome, silent } from './outcome.ts';
import { failureOf, type Question } from './question.ts';
import type { Run } from './run.ts';
import type { Candidate } from './session.ts';
import type { Model } from './types.ts';
import { waitAt } from './wait.ts';

/** The model's part in a completion: which question is asked, what is waited for, and what is told when more of its answer comes. */

/** Milliseconds after which a keystroke waits no longer for its answer. What comes later is shown when it comes. */
const DEADLINE = 2500;

/** The question that is under way for this place, or a new one; `undefined` where there is no model, or the editor only looks again. */
export function askModel(best: Candidate | undefined, run: Run): Promise<Question> | undefined {
  const { now, tools, signal, here, log } = run;
  const { model } = tools;
  if (model === undefined) return undefined;
  const running = answering(run);
  log.sent = running?.sent ?? [];
  if (now.again) return running && Promise.resolve(running);
  const until = best === undefined ? signal : here;
  if (running === undefined) {
    const question = askHere(model, until, run);
    if (best !== undefined) void tellGrowth(question, best.text, run);
    return question;
  }
  const anew = askedAnew(running, model, until, run);
  if (best === undefined) return anew.then(question => question ?? running);
  void tellGrowth(anew, best.text, run); // `offer` tells of the growth of what runs
  return undefined;
}

/** Asks once the user may have paused. @param waited milliseconds since the key. */
function askHere(
  model: Model,
  until: AbortSignal,
  { at, now, tools, log }: Run,
  waited = 0,
): Promise<Question> {
  const { session, meaning } = tools;
  const wait = now.asked ? 0 : (now.delay ?? waitAt(at, session.habits.pace));
  const asking = askingFor(at, tools.placeAt(at).wants, now.asked, model.metered);
  if (!now.asked) meaning?.expect(at);
  log.sent = asking.sent;
  return session.questions.askAfter(Math.max(0, wait - waited), model, asking, until);
}

/**
 * A new question where the one under way turns out to be in vain: its answer is empty, or goes another way than what was typed since.
 *
 *     asked at   total = p█      typed since   total = p *█      said   rice;
 *
 * @returns `undefined` where it has something for this place, or failed. @throws the signal's reason
 */
async function askedAnew(
  running: Question,
  model: Model,
  until: AbortSignal,
  run: Run,
): Promise<Question | undefined> {
  const { at, tools, here } = run;
  const { session, clock } = tools;
  const began = clock.now();
  const answer = await session.waitFor(running, at, until);
  here.throwIfAborted();
  const wasAskedHere = running.at.before === at.before;
  if (answer !== undefined || wasAskedHere || failureOf(running) !== undefined) return undefined;
  session.questions.keepOnWayTo(at);
  return askHere(model, until, run, clock.now() - began);
}

/** The question under way, if it is about this place: one that was asked ahead, for elsewhere, would be waited for in vain. */
function answering({ at, tools }: Run): Question | undefined {
  const { running } = tools.session.questions;
  return running?.mayAnswer(at) === true ? running : undefined;
}

/** The model's answer for this place, or why there is none. @throws the signal's reason */
export async function answerOf(asked: Promise<Question>, run: Run): Promise<Candidate | Outcome> {
  const { at, tools, signal, log } = run;
  const answer = await Promise.race([
    asked.then(async question => ({
      question,
      candidate: await tools.session.waitFor(question, at, signal),
    })),
    tools.clock.sleep(DEADLINE, signal).then(() => 'late' as const),
  ]);
  signal.throwIfAborted();
  if (answer === 'late') {
    void tellGrowth(asked, '', run);
    log.done('model', { kind: 'nothing', why: 'slow' });
    return silent(
      'model',
      'slow',
      'The model takes its time; what it says is shown when it comes.',
    );
  }
  const { question, candidate } = answer;
  log.done(
    'model',
    candidate === undefined
      ? { kind: 'nothing', why: failureOf(question)?.why ?? 'empty' }
      : { kind: 'text', from: question.origin },
  );
  return candidate ?? noAnswer(question);
}

/** @throws what a fault of ours threw while the question was asked. */
function noAnswer(question: Question): Outcome {
  const failure = failureOf(question);
  if (failure !== undefined) return silent('model', failure.why, failure.message);
  return silent('model', 'empty', 'The model had nothing to add here.');
}

/** Tells the editor once a question has more for this place than `seen`, and goes on from it. Ends with the next keystroke. */
async function tellGrowth(
  asked: Question | Promise<Question | undefined>,
  seen: string,
  run: Run,
): Promise<void> {
  const { at, tools, here } = run;
  try {
    const question = await asked;
    if (question === undefined) return;
    for (;;) {
      const text = tools.session.candidate(question, at)?.text ?? '';
      if (text.length > seen.length && text.startsWith(seen)) return tools.onGrown(at);
      if (!question.streaming) return void failureOf(question);
      await question.more(here);
    }
  } catch (error) {
    if (!isAbort(error)) tools.onFault?.(error);
  }
}

/** What still streams may have more to show, also where nothing of it could be shown yet. */
export function followStream(chosen: Candidate, outcome: Outcome, run: Run): void {
  const { running } = run.tools.session.questions;
  if (running === undefined) return;
  const shown = outcome.kind === 'shown' ? outcome.suggestion.text : '';
  void tellGrowth(running, seenOf(running, chosen, shown, run), run);
}

/** What was seen of a question, also where a rule left some of it out: else it would seem to have more for ever. */
function seenOf(question: Question, chosen: Candidate, shown: string, { at, tools }: Run): string {
  if (chosen.said !== question) return shown;
  return tools.session.candidate(question, at)?.text ?? shown;
}
