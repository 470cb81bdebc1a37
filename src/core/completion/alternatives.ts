import { bareText } from './around.ts';
import { askingFor } from './ask.ts';
import type { Tools } from './run.ts';
import type { Candidate } from './session.ts';
import { tidy } from './tidy/index.ts';
import { type Model, NoAnswer, type Said, type Snapshot, type Suggestion } from './types.ts';

/** So many suggestions at one place, the shown one among them. */
const MOST = 3;
/** A model is asked so often for what is missing: now and then it says the same again. */
const TRIES = 3;
/** Enough to vary, and little enough to stay sensible. */
const TEMPERATURE = 0.8;

/**
 * What else could stand here, on request: what is known and was not shown, since something else stood there; what the workspace engine says;
 * then what the model says when it may vary. No two say the same, but for spaces and quotes.
 *
 *     total = █     shown: price * count;     else: sum(prices);   price * quantity;
 *
 * @throws the signal's reason when it is aborted.
 */
export async function* alternatives(
  shown: Suggestion,
  at: Snapshot,
  tools: Tools,
  signal: AbortSignal,
): AsyncGenerator<Suggestion> {
  const seen = new Set([bareText(shown.text)]);
  for await (const candidate of candidates(at, tools, signal)) {
    const suggestion = suggestionOf(candidate, at, tools);
    if (suggestion === undefined || seen.has(bareText(suggestion.text))) continue;
    seen.add(bareText(suggestion.text));
    yield suggestion;
    if (seen.size === MOST) return;
  }
}

async function* candidates(
  at: Snapshot,
  tools: Tools,
  signal: AbortSignal,
): AsyncGenerator<Candidate> {
  const { session, engine, model, boldness } = tools;
  for (const said of session.cache.at(at)) {
    const known = [engine.origin, model?.origin].includes(said.origin);
    const candidate = known ? session.candidate(said, at) : undefined;
    if (candidate !== undefined) yield candidate;
  }
  const { path, languageId, before, after } = at;
  const query = { path, languageId, before, after, boldness, asked: true };
  const quick = await engine.suggest(query, signal);
  if (quick.kind === 'text') {
    const { text, confidence } = quick;
    const said = { at, text, wants: 'line' as const, streaming: false };
    const candidate = session.candidate({ ...said, confidence, origin: engine.origin }, at);
    if (candidate !== undefined) yield candidate;
  }
  if (model !== undefined) yield* varied(at, model, tools, signal);
}

/** What a model says when it may vary; nothing where it can't be asked. */
async function* varied(
  at: Snapshot,
  model: Model,
  { session, placeAt }: Tools,
  signal: AbortSignal,
): AsyncGenerator<Candidate> {
  const { wants, mostTokens } = askingFor(at, placeAt(at).wants, true, true);
  for (let tries = 0; tries < TRIES; tries++) {
    let text = '';
    try {
      const order = { at, asked: true, mostTokens, temperature: TEMPERATURE };
      const stopping = session.stoppingAt(at, wants);
      for await (const piece of model.ask(order, signal)) {
        text += piece;
        if (stopping.read(text).ended !== undefined) break;
      }
    } catch (error) {
      if (error instanceof NoAnswer) return;
      throw error;
    }
    const said: Said = { at, text, wants, origin: model.origin, streaming: false };
    const candidate = session.candidate(said, at);
    if (candidate !== undefined) yield candidate;
  }
}

function suggestionOf(
  { said, text }: Candidate,
  at: Snapshot,
  { syntaxOf }: Tools,
): Suggestion | undefined {
  const result = tidy(text, at, syntaxOf?.(at.languageId));
  if ('kind' in result) return undefined;
  const { confidence, origin } = said;
  const sure = confidence === undefined ? {} : { confidence };
  return { ...result, ...sure, origin, recalled: said.at !== at };
}
