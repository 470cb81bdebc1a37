import { answerOf, askModel, followStream } from './answer.ts';
import { askAhead, askingFor } from './ask.ts';
import {
  type Decision,
  type EngineSilence,
  type Outcome,
  StageLog,
  type StageResult,
  silent,
} from './outcome.ts';
import type { Run, Tools } from './run.ts';
import type { Candidate } from './session.ts';
import { type Draft, restOfLine, startOfLine } from './tidy/draft.ts';
import { tidy } from './tidy/index.ts';
import { type Circumstances, whyNotAsk, whyNotHere } from './trigger.ts';
import type { EngineAnswer, Model, Origin, Said, Snapshot } from './types.ts';
import { atLeastLong, tooShort } from './wished.ts';

/** Why the workspace engine says nothing, for people. */
export const ENGINE_SILENCES: Readonly<Record<EngineSilence, string>> = {
  unsure: 'The workspace engine is not sure enough.',
  'too short': 'What the workspace engine is sure of is too short to be worth a glance.',
  empty: 'There is nothing to complete here.',
  'not ready': 'The workspace engine is starting.',
};

type Nothing = EngineAnswer & { readonly kind: 'nothing' };

/**
 * One ghost text, from keystroke to suggestion: what is known already, else what the workspace engine says at once, else what the model says. The model's
 * answer goes on streaming after this: what more of it belongs here is shown when it comes.
 *
 * @throws the signal's reason when it is aborted; nothing else but what a fault of ours throws.
 */
export async function complete(
  snapshot: Snapshot,
  now: Circumstances,
  tools: Tools,
  signal: AbortSignal,
): Promise<Decision> {
  const run = arrive(snapshot, now, tools, signal);
  const unwelcome = whyNotHere(snapshot, grows(run) ? { ...now, asked: true } : now);
  run.log.done(
    'trigger',
    ending(unwelcome) ?? { kind: 'welcome', by: now.asked ? 'key' : 'typing' },
  );
  if (unwelcome) return beSilent(unwelcome, run);

  if (wantsAnew(run)) return offerLong(run, tools.model as Model);
  const known = recall(run); // typing along costs nothing
  if (known !== undefined && known.said.origin !== tools.engine.origin) {
    return offerOnceSettled(known, run);
  }

  const unasked = whyNotAsk(now);
  if (unasked !== undefined) return known ? offer(known, run) : beSilent(unasked, run);

  const quick = await askEngine(run);
  const best = longer(known, quick);
  const question = askModel(best, run);
  if (best !== undefined) return offer(best, run);
  if (question === undefined) return beSilent(nothing(quick as Nothing), run);

  const answer = await answerOf(question, run);
  return 'kind' in answer ? beSilent(answer, run) : offerOnceSettled(answer, run);
}

/** More is there of what stands on the screen: that was welcome, also where only a key asked for it. */
function grows({ at, now, tools }: Run): boolean {
  return now.again && tools.session.onScreen(at, origins(tools)) !== undefined;
}

/** A long one was asked for: what is known is shorter, and only a model can tell more. */
function wantsAnew({ now, tools }: Run): boolean {
  return now.long && tools.model !== undefined;
}

/** What the model says where the user asked for a long one. It takes the place of what is there. */
async function offerLong(run: Run, model: Model): Promise<Decision> {
  const { at, tools, signal } = run;
  tools.session.hide();
  const wants = atLeastLong(tools.placeAt(at).wants, at);
  const asking = askingFor(at, wants, true, model.metered);
  run.log.sent = asking.sent;
  const answer = await answerOf(tools.session.questions.askAfter(0, model, asking, signal), run);
  return 'kind' in answer ? beSilent(answer, run) : offer(answer, run);
}

function arrive(snapshot: Snapshot, now: Circumstances, tools: Tools, signal: AbortSignal): Run {
  const { session, clock } = tools;
  const at = asIfSelected(snapshot);
  if (!now.again) session.habits.keyPressed(clock.now());
  const here = session.arriveAt(at);
  return { at, now, tools, signal, here, log: new StageLog(() => clock.now()) };
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

/** What is known for this place: from the stream, the cache, or because it is on the screen. */
function recall({ at, tools, log }: Run): Candidate | undefined {
  const from = origins(tools);
  const known = tools.session.recall(at, from) ?? tools.session.onScreen(at, from);
  log.done('cache', known ? { kind: 'known', from: known.said.origin } : { kind: 'unknown' });
  return known;
}

/** Whose answers count now. */
function origins({ engine, model }: Tools): (Origin | undefined)[] {
  return [engine.origin, model?.origin];
}

/** A next line is shown to whom took the one before; who typed that decides alone where to go on. A block that was asked for may begin below. */
function unlessNextLine({ said, later, text }: Candidate, { at, now }: Run): Outcome | undefined {
  const block = said.wants !== 'line' && !later;
  const goesOn = now.lastChange === 'accepted' && now.mode !== 'line';
  if (block || now.asked || goesOn) return undefined;
  if (!text.startsWith('\n') || startOfLine(at).trim() === '') return undefined;
  return silent('tidy', 'line-whole', 'This line is whole. The next is shown where one was taken.');
}

/** What the workspace engine says, kept as an answer for this place; or why it says nothing. */
async function askEngine({ at, now, tools, signal, log }: Run): Promise<Candidate | Nothing> {
  const { path, languageId, before, after } = at;
  const { engine, boldness } = tools;
  const query = { path, languageId, before, after, boldness, asked: now.asked };
  const answer = await engine.suggest(query, signal);
  signal.throwIfAborted(); // half an answer is not an answer: it must not reach the cache
  log.done(
    'engine',
    answer.kind === 'text' ? sureness(answer, engine.origin) : nothingToSay(answer),
  );
  if (answer.kind === 'nothing') return answer;
  const { text, confidence } = answer;
  const said = {
    at,
    text,
    confidence,
    wants: 'line' as const,
    origin: engine.origin,
    streaming: false,
  };
  return tools.session.candidate(said, at) ?? { kind: 'nothing', why: 'empty' };
}

/** The engine's newer word counts where it goes on from what is known; a shown text never shrinks. */
function longer(known: Candidate | undefined, quick: Candidate | Nothing): Candidate | undefined {
  if ('kind' in quick) return known;
  if (known === undefined) return quick;
  return quick.text.startsWith(known.text) ? quick : known;
}

/** The same once the editor told what it knows of names, if that does not take long. @throws the signal's reason */
async function offerOnceSettled(candidate: Candidate, run: Run): Promise<Decision> {
  const { at, now, tools, signal } = run;
  const { meaning, session } = tools;
  if (meaning !== undefined && !now.asked && !session.onScreen(at, origins(tools))) {
    await meaning.settle({ text: candidate.text, replaces: 0 }, at, signal);
  }
  return offer(candidate, run);
}

/** Puts a text on the screen, unless a rule is against it. What is there already is never replaced by something that does not extend it. */
function offer(candidate: Candidate, run: Run): Decision {
  const { at, tools, log } = run;
  const { session } = tools;
  const onScreen = session.onScreen(at, origins(tools));
  let outcome = unlessNextLine(candidate, run) ?? tidied(candidate, run);
  let chosen = candidate;
  if (onScreen !== undefined && !extendsShown(outcome, onScreen)) {
    chosen = onScreen;
    outcome = asShown(onScreen, run);
  } else if (onScreen === undefined && outcome.kind === 'shown' && !run.now.asked) {
    outcome = tooShort(outcome.suggestion.text, run.now.leastLength) ?? outcome;
  }
  log.done('tidy', ending(outcome) ?? { kind: 'fits' });
  log.sent = chosen.said.sent ?? log.sent;
  if (chosen.said.origin === tools.engine.origin) session.cache.add(chosen.said);
  else if (onScreen === undefined) outcome = unlessUnknown(outcome, run);
  outcome = unlessRejected(outcome, run);
  followStream(chosen, outcome, run);
  if (outcome.kind === 'silent') return beSilent(outcome, run);
  const { text, replaces } = outcome.suggestion;
  session.show(at, { ...chosen, text, replaces });
  void askAhead(chosen, run);
  return log.decide(outcome);
}

function extendsShown(outcome: Outcome, onScreen: Candidate): boolean {
  return outcome.kind === 'shown' && outcome.suggestion.text.startsWith(onScreen.text);
}

/**
 * What is on the screen stays as it is while it is typed along, even where a rule would not let its rest begin here:
 *
 *      *█      is on the screen as ` };`,  and begins with a bracket that the line did not open
 */
function asShown(onScreen: Candidate, run: Run): Outcome {
  const again = tidied(onScreen, run);
  const { text } = onScreen;
  if (again.kind === 'shown' && again.suggestion.text === text) return again;
  const replaces = Math.min(onScreen.replaces ?? 0, restOfLine(run.at).length);
  return suggested({ text, replaces }, onScreen.said, run.at);
}

function tidied({ said, text }: Candidate, { at, tools }: Run): Outcome {
  const result = tidy(text, at, tools.syntaxOf?.(at.languageId));
  return 'kind' in result ? result : suggested(result, said, at);
}

function suggested(draft: Draft, said: Said, at: Snapshot): Outcome {
  const { confidence, origin } = said;
  const sure = confidence === undefined ? {} : { confidence };
  const recalled = said.at.before !== at.before;
  return { kind: 'shown', suggestion: { ...draft, ...sure, origin, recalled } };
}

function beSilent(outcome: Outcome, { tools, log }: Run): Decision {
  tools.session.hide();
  return log.decide(outcome);
}

/** Without a member that is not there, or a file: only where the editor knows that for certain. */
function unlessUnknown(outcome: Outcome, { at, now, tools, log }: Run): Outcome {
  if (outcome.kind === 'silent' || now.asked) return outcome;
  const verdict = tools.meaning?.judge(outcome.suggestion, at);
  if (verdict === undefined) return outcome;
  if (verdict === 'slow') log.done('meaning', { kind: 'nothing', why: 'slow' });
  else if (verdict === 'known') log.done('meaning', { kind: 'fits' });
  else log.done('meaning', ending(verdict) ?? { kind: 'fits' });
  return typeof verdict === 'string' ? outcome : verdict;
}

/**
 * What the user hid with Escape does not come back on that line, however much of it is typed since.
 *
 *     const total = su█m(prices);    hidden, then an `m` typed  ⇒  const total = sum█
 *
 * The same with more or less at its end is the same. It stays in the cache: the key that asks brings it back.
 */
function unlessRejected(outcome: Outcome, { at, now }: Run): Outcome {
  if (outcome.kind === 'silent' || now.asked) return outcome;
  const typed = startOfLine(at);
  const line = typed + outcome.suggestion.text;
  const isRejected = (rejected: string): boolean => {
    const overcome = typed.length >= rejected.length; // the user wrote all of it after all
    return !overcome && (rejected.startsWith(line) || line.startsWith(rejected));
  };
  if (!now.rejectedLines.some(isRejected)) return outcome;
  return silent('tidy', 'rejected', 'This suggestion was hidden on this line with Escape.');
}

function nothing(answer: Nothing): Outcome {
  if ('reason' in answer) return silent('engine', answer.why, answer.reason);
  return silent('engine', answer.why, ENGINE_SILENCES[answer.why], 'inkling.confidence');
}

function sureness({ confidence }: { readonly confidence?: number }, from: Origin): StageResult {
  return { kind: 'text', from, ...(confidence === undefined ? {} : { sure: confidence }) };
}

function nothingToSay(answer: Nothing): StageResult {
  const best = 'best' in answer && answer.best !== undefined ? { best: answer.best } : {};
  return { kind: 'nothing', why: answer.why, ...best };
}

/** How a stage ends that ends in silence. */
function ending(outcome: Outcome | undefined): StageResult | undefined {
  if (outcome?.kind !== 'silent') return undefined;
  const { rule } = outcome;
  return { kind: outcome.stage === 'trigger' ? 'unwelcome' : 'dropped', rule };
}
