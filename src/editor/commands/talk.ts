import * as vscode from 'vscode';
import { BackendError } from '../../core/backend/errors.ts';
import { type Price, rowOf } from '../../core/backend/tables/models.ts';
import type { Gate } from '../../core/gate/gate.ts';
import { isLooping } from '../../core/rewrite/answer/looping.ts';
import type { Ending } from '../../core/rewrite/proposal.ts';
import { type Asked, questionOf, type Request } from '../../core/rewrite/question.ts';
import { UNKNOWN_WINDOW } from '../../core/rewrite/room.ts';
import { selectedLines } from '../../core/rewrite/subject.ts';
import { type OpenChatModel, openForTask, type TaskTools } from '../models/openForTask.ts';

export interface TalkTools extends TaskTools {
  readonly gate: Gate;
}

/** What was heard of an answer so far. */
export interface Heard {
  readonly answer: string;
  readonly reasoning: string;
  readonly ending: Ending;
  readonly model: string;
  /** Why it failed. */
  readonly error?: BackendError | undefined;
}

/** Characters of a line at which it has just begun. */
const LINE_BEGUN = 12;

/** A request of so many tokens, or US dollars, is told of before it is sent. */
const LARGE = { tokens: 12_000, dollars: 0.05 };

/**
 * Asks the user's model for this task, and tells what it says as it says it.
 *
 * @param onHeard told again and again; the last time with how it ended.
 * @throws RewriteFault and BackendError where nothing could be sent; the signal's reason. What fails later is an ending.
 */
export async function talk(
  request: Request,
  tools: TalkTools,
  onHeard: (heard: Heard) => void,
  signal: AbortSignal,
): Promise<Heard> {
  const open = await openForTask(request.task.routed, request.subject.languageId, tools);
  const { model } = open.backend;
  const asked = questionOf(request, tools.gate, { model, window: open.window });
  await confirmed(asked, open);
  const { task, subject } = request;
  const isEnough = (answer: string): boolean => task.isEnough?.(answer, subject) === true;
  return await listen(asked, open, { original: selectedLines(subject), isEnough }, onHeard, signal);
}

/**
 * Sends a question, and tells what comes back as it comes.
 *
 * @param until when it is ended before the model ends it.
 * @throws the signal's reason, where it is aborted before anything was sent.
 */
export async function listen(
  { question }: Asked,
  { backend }: OpenChatModel,
  until: Until,
  onHeard: (heard: Heard) => void,
  signal: AbortSignal,
): Promise<Heard> {
  signal.throwIfAborted();
  let heard: Heard = { answer: '', reasoning: '', ending: 'streaming', model: backend.model };
  onHeard(heard);
  try {
    for await (const piece of backend.stream(question, signal)) {
      if (piece.kind === 'text') heard = { ...heard, answer: heard.answer + piece.text };
      else if (piece.kind === 'reasoning')
        heard = { ...heard, reasoning: heard.reasoning + piece.text };
      else if (piece.kind === 'end') heard = { ...heard, ending: piece.why };
      const called = heard.ending === 'streaming' ? endOf(heard.answer, until) : 'streaming';
      if (called !== 'streaming') heard = { ...heard, ending: called };
      onHeard(heard);
      if (called !== 'streaming') break; // whoever stops reading makes the server stop
    }
  } catch (error) {
    if (!signal.aborted && !(error instanceof BackendError)) throw error;
    heard = {
      ...heard,
      ending: 'failed',
      error: error instanceof BackendError ? error : undefined,
    };
    onHeard(heard);
  }
  return heard;
}

/** What there is to wait for in an answer: nothing more once it says enough, or the same again and again. */
interface Until {
  /** What the model works on: where that repeats itself, the answer may. */
  readonly original: readonly string[];
  isEnough?(answer: string): boolean;
}

/** Looked at as a line begins, and not at every piece. */
function endOf(answer: string, { original, isEnough }: Until): Ending {
  const lastLine = answer.slice(answer.lastIndexOf('\n') + 1);
  if (lastLine.length > LINE_BEGUN) return 'streaming';
  if (isEnough?.(answer) === true) return 'whole';
  return isLooping(answer, original) ? 'length' : 'streaming';
}

/**
 * The user sees the size and the price of a large request before it is sent, and of one that had to be split.
 *
 * @param all the requests of one command, together.
 * @throws CancellationError where they do not want it.
 */
export async function confirmed(
  all: Asked | readonly Asked[],
  { backend, window }: OpenChatModel,
): Promise<void> {
  const requests = [all].flat();
  const tokens = requests.reduce((sum, one) => sum + one.tokens, 0);
  const generated = requests.reduce((sum, { question }) => sum + question.mostTokens, 0);
  const price = rowOf(backend.model)?.price;
  const dollars = price === undefined ? 0 : costOf(price, tokens, generated);
  const isLarge = tokens >= LARGE.tokens || dollars >= LARGE.dollars;
  if (!isLarge && requests.length < 2) return;
  const size = vscode.l10n.t(
    'About {0} tokens go to {1} on {2}.',
    tokens.toLocaleString(),
    backend.model,
    backend.host,
  );
  const cost = dollars > 0 ? vscode.l10n.t('That costs up to {0}.', `$${dollars.toFixed(2)}`) : '';
  const room = (window ?? UNKNOWN_WINDOW).toLocaleString();
  const split =
    requests.length < 2
      ? ''
      : vscode.l10n.t('Its window of {0} tokens takes {1} requests.', room, requests.length);
  const send = vscode.l10n.t('Send');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Inkling: a large request'),
    { modal: true, detail: [size, split, cost].filter(part => part !== '').join(' ') },
    send,
  );
  if (chosen !== send) throw new vscode.CancellationError();
}

/** US dollars at the most. */
function costOf(price: Price, prompt: number, generated: number): number {
  return (prompt * price.input + generated * price.output) / 1e6;
}
