import * as vscode from 'vscode';
import type { Gate } from '../../core/gate/gate.ts';
import { dollarsFor, TOLD_DOLLARS } from '../../core/rewrite/cost.ts';
import { type Heard, listen } from '../../core/rewrite/listen.ts';
import { type Asked, questionOf, type Request } from '../../core/rewrite/question.ts';
import { UNKNOWN_WINDOW } from '../../core/rewrite/room.ts';
import { selectedLines } from '../../core/rewrite/subject.ts';
import { type OpenChatModel, openForTask, type TaskTools } from '../models/openForTask.ts';

export interface TalkTools extends TaskTools {
  readonly gate: Gate;
}

/** A request of so many tokens is told of before it is sent. */
const LARGE = 12_000;

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
  const dollars = dollarsFor(backend.model, tokens, generated);
  const isLarge = tokens >= LARGE || dollars >= TOLD_DOLLARS;
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
