import type { SafeText } from '../gate/gate.ts';
import { type Backend, textOnly } from './backend.ts';
import { type FoundServer, identify } from './detect.ts';
import { BackendError, explain } from './errors.ts';
import { cutAtTokens } from './fim.ts';
import type { Net } from './http/net.ts';
import type { FimBackend, ModelPlace } from './open.ts';

/** What a model did with a question whose answer is known. */
export interface Checkup {
  /** It gave the right answer, and nothing of a template's. */
  readonly right: boolean;
  /** What it said: an answer to a text of ours, so it may be shown. */
  readonly said: string;
  /** Milliseconds to the first piece, with a cold cache. */
  readonly begin: number;
  readonly error?: BackendError;
}

const BEFORE = 'function addNumbers(left, right) {\n  return left +';
const AFTER = ';\n}\n\nconsole.log(addNumbers(1, 2));\n';

/** Lets a model fill a hole with a known answer. Only code of ours is sent. */
export function checkFim(
  { backend, tokens }: FimBackend,
  clock: () => number,
  signal: AbortSignal,
): Promise<Checkup> {
  const question = {
    kind: 'fim' as const,
    path: 'add.js',
    languageId: 'javascript',
    before: BEFORE as SafeText,
    after: AFTER as SafeText,
    context: [],
    mostTokens: 24,
  };
  const text = textOnly(backend.stream(question, signal));
  return checkup(text, tokens, /^\s*right\b/, clock, signal);
}

const ASKED =
  'How many elements has the JavaScript array [4, 5, 6]? Answer with the number in digits, and nothing else.';

/** Asks a model a question with a known answer. Only text of ours is sent. */
export function checkChat(
  backend: Backend,
  clock: () => number,
  signal: AbortSignal,
): Promise<Checkup> {
  const question = {
    kind: 'chat' as const,
    system: 'You answer in as few words as you can.',
    messages: [{ role: 'user' as const, text: ASKED as SafeText }],
    mostTokens: 512, // some think in the text first
  };
  const text = textOnly(backend.stream(question, signal));
  return checkup(text, [], /\b3\b/, clock, signal);
}

/** @param tokens the text ends at any of these. */
async function checkup(
  text: AsyncIterable<string>,
  tokens: readonly string[],
  answer: RegExp,
  clock: () => number,
  signal: AbortSignal,
): Promise<Checkup> {
  const started = clock();
  let begin = 0;
  let said = '';
  const heard = (async function* () {
    for await (const chunk of text) {
      if (begin === 0) begin = clock() - started;
      yield chunk;
    }
  })();
  try {
    for await (const chunk of cutAtTokens(heard, tokens)) said += chunk;
    return { right: answer.test(said), said, begin };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BackendError)) throw error;
    return { right: false, said, begin, error };
  }
}

/** One thing that the doctor looked at. */
export interface Finding {
  readonly what: string;
  readonly verdict: 'well' | 'warning' | 'ill';
  readonly found: string;
  /** What to do about it, where it is not well. */
  readonly remedy?: string;
}

/** After an abort the next question must be answered this soon, or the server went on with the old one. */
const SOON = 3000;

/**
 * Looks at a model and its server from all sides: who answers, whether it has the model, fills holes, streams, counts, and stops when told. Only code
 * of ours is sent. Yields each finding as soon as it is there.
 *
 * @throws the signal's reason; every other failure is a finding.
 */
export async function* examine(
  place: ModelPlace,
  open: () => Promise<FimBackend>,
  net: Net,
  clock: () => number,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  yield* whoAnswers(place, net, signal);
  let fim: FimBackend;
  try {
    fim = await open();
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    yield {
      what: 'Fills in code',
      verdict: 'ill',
      found: explain(error),
      remedy: 'Choose another model for ghost text, or let it fill in by chat.',
    };
    return;
  }
  const first = await checkFim(fim, clock, signal);
  yield fillsFinding(first);
  if (first.error !== undefined) return;
  const warm = await checkFim(fim, clock, signal);
  yield {
    what: 'Time to the first token',
    verdict: warm.begin < 1000 ? 'well' : 'warning',
    found: `${Math.round(first.begin)} ms cold, ${Math.round(warm.begin)} ms warm`,
    ...(warm.begin < 1000
      ? {}
      : { remedy: 'A smaller model, or one on a faster machine, would keep up with typing.' }),
  };
  yield streamFinding(await listen(fim, signal));
  yield await abortFinding(fim, clock, signal);
}

/**
 * The same for a model that talks: who answers, whether it has the model, and whether it answers. Only text of ours is sent.
 *
 * @param place where it is; `undefined` for a model of VS Code's own, which tells nothing of that.
 * @throws the signal's reason; every other failure is a finding.
 */
export async function* examineTalker(
  place: ModelPlace | undefined,
  open: () => Promise<Backend>,
  net: Net,
  clock: () => number,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  if (place !== undefined) yield* whoAnswers(place, net, signal);
  try {
    yield talkFinding(await checkChat(await open(), clock, signal));
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    yield { what: 'Answers a question', verdict: 'ill', found: explain(error) };
  }
}

async function* whoAnswers(
  place: ModelPlace,
  net: Net,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const server = await identify(place.endpoint.base, net, signal, place.endpoint);
  yield serverFinding(server, place);
  if (server !== undefined) yield modelFinding(server, place);
}

function talkFinding({ right, begin, error }: Checkup): Finding {
  const what = 'Answers a question';
  if (error !== undefined) return { what, verdict: 'ill', found: explain(error) };
  const time = `The first word came after ${Math.round(begin)} ms.`;
  if (right) return { what, verdict: 'well', found: `As it should. ${time}` };
  return {
    what,
    verdict: 'warning',
    found: `Otherwise than it should. ${time}`,
    remedy: 'Look at what commands make of it; a larger model may do better.',
  };
}

function serverFinding(server: FoundServer | undefined, { endpoint }: ModelPlace): Finding {
  const what = 'Server';
  if (server !== undefined) return { what, verdict: 'well', found: server.kind };
  return {
    what,
    verdict: 'warning',
    found: 'It did not say who it is, or lists no models.',
    remedy: `Check that ${new URL(endpoint.base).host} is the address of a model server, and its key.`,
  };
}

function modelFinding({ models }: FoundServer, { model }: ModelPlace): Finding {
  const what = 'Model';
  const found = models.find(({ id }) => id === model);
  if (found !== undefined) {
    const window = found.window === undefined ? '' : `, a window of ${found.window} tokens`;
    return { what, verdict: 'well', found: `${model}${window}` };
  }
  return {
    what,
    verdict: 'warning',
    found: `${model} is not among its ${models.length} models.`,
    remedy: 'Choose one that it lists, unless you know that it is there.',
  };
}

function fillsFinding({ right, error }: Checkup): Finding {
  const what = 'Fills in code';
  if (right)
    return { what, verdict: 'well', found: 'The right text in a hole with a known answer.' };
  return {
    what,
    verdict: 'ill',
    found: error === undefined ? 'Something else in a hole with a known answer.' : explain(error),
    remedy: 'Choose a model that is made for filling in code.',
  };
}

interface Heard {
  readonly pieces: number;
  readonly counted: boolean;
  readonly cached: number | undefined;
}

async function listen(fim: FimBackend, signal: AbortSignal): Promise<Heard> {
  let pieces = 0;
  let counted = false;
  let cached: number | undefined;
  try {
    for await (const piece of fim.backend.stream(longQuestion(), signal)) {
      if (piece.kind === 'text') pieces++;
      if (piece.kind === 'usage') {
        counted ||= piece.usage.prompt !== undefined;
        cached = piece.usage.cached ?? cached;
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BackendError)) throw error;
  }
  return { pieces, counted, cached };
}

function streamFinding({ pieces, counted, cached }: Heard): Finding {
  const what = 'Streams and counts';
  const cache =
    cached === undefined
      ? 'does not tell what came from its cache'
      : `${cached} tokens from its cache`;
  const found = `${pieces} pieces; ${counted ? 'counts tokens' : 'does not count tokens'}; ${cache}`;
  if (pieces > 1) return { what, verdict: 'well', found };
  return {
    what,
    verdict: 'warning',
    found,
    remedy: 'A proxy on the way may hold the answer back until it is whole.',
  };
}

/** Aborts a long answer, then asks again: a server that went on with the first one lets the second wait. */
async function abortFinding(
  fim: FimBackend,
  clock: () => number,
  signal: AbortSignal,
): Promise<Finding> {
  const what = 'Stops when told';
  try {
    for await (const piece of fim.backend.stream(longQuestion(2000), signal)) {
      if (piece.kind === 'text') break;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BackendError)) throw error;
    return { what, verdict: 'warning', found: explain(error) };
  }
  const started = clock();
  const again = await checkFim(fim, clock, signal);
  const waited = Math.round(clock() - started);
  if (again.error === undefined && waited < SOON) {
    return { what, verdict: 'well', found: `The next question was answered after ${waited} ms.` };
  }
  return {
    what,
    verdict: 'warning',
    found: `The next question took ${waited} ms.`,
    remedy: 'The server may go on with answers that nobody wants. A newer version of it may not.',
  };
}

function longQuestion(mostTokens = 48) {
  return {
    kind: 'fim' as const,
    path: 'count.js',
    languageId: 'javascript',
    before: 'const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, ' as SafeText,
    after: '' as SafeText,
    context: [],
    mostTokens,
  };
}
