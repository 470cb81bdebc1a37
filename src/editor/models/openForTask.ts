import * as vscode from 'vscode';
import type { Backend, Question } from '../../core/backend/backend.ts';
import { isMorePublic, type Reach } from '../../core/backend/endpoint.ts';
import { BackendError } from '../../core/backend/errors.ts';
import { retrying } from '../../core/backend/sharing/retrying.ts';
import { standingIn } from '../../core/backend/sharing/standingIn.ts';
import { routeOf, standInsFor, type Task } from '../../core/backend/tables/routing.ts';
import { dollarsFor, TOLD_DOLLARS } from '../../core/rewrite/cost.ts';
import { tokensOf, UNKNOWN_WINDOW } from '../../core/rewrite/room.ts';
import { explained } from '../notices.ts';
import { isTalker, type ModelChoice, readModels, readRules } from './choice.ts';
import { type OpeningTools, openTalker } from './openChoice.ts';
import type { Sharing } from './sharing.ts';

/** What opening a model for a command takes. */
export interface TaskTools extends OpeningTools {
  readonly sharing: Sharing;
}

/** A model that talks, open for one task. Nothing has been asked yet, and there is nothing to close. */
export interface OpenChatModel {
  /** Answers chat questions; in turn with ghost text, counted, and asked again where a fault passes by itself. */
  readonly backend: Backend;
  /** Tokens of question and answer together, where anybody told. */
  readonly window: number | undefined;
  /** How far what is asked goes. */
  readonly reach: Reach;
}

/**
 * The model that the user chose for a task in a language, or the one that stands in, open. `backend.model` and `backend.host` say who it is, and who answers once another had to.
 *
 * @throws BackendError CFG-TRUST where the workspace is not trusted, CFG-MODEL where no model is chosen that can talk, and what opening it throws.
 */
export async function openForTask(
  task: Task,
  languageId: string,
  tools: TaskTools,
): Promise<OpenChatModel> {
  if (!vscode.workspace.isTrusted) throw new BackendError('CFG-TRUST');
  const models = readModels();
  const choice = routeOf(task, languageId, models, isTalker);
  if (choice === undefined) throw new BackendError('CFG-MODEL');
  const first = await opened(choice, tools);
  const others = standInsFor(task, languageId, models, isTalker).filter(
    ({ endpoint, model }) => endpoint !== choice.endpoint || model !== choice.model,
  );
  const backend = standingIn(first.backend, async (away, question) => {
    for (let other = others.shift(); other !== undefined; other = others.shift()) {
      const open = await openedIfItCan(other, tools);
      if (open === undefined || !mayStandIn(open, first, question)) continue;
      tellOf(open, away);
      return open.backend;
    }
    return undefined;
  });
  return { ...first, backend };
}

/** In turn with ghost text, counted, and asked again where a fault passes by itself. @throws BackendError */
async function opened(choice: ModelChoice, tools: TaskTools): Promise<OpenChatModel> {
  const talker = await openTalker(choice, tools, false);
  return {
    backend: retrying(tools.sharing.share(talker, 'command')),
    window: tools.capabilities.of(choice)?.window ?? talker.window,
    reach: talker.reach,
  };
}

async function openedIfItCan(
  choice: ModelChoice,
  tools: TaskTools,
): Promise<OpenChatModel | undefined> {
  try {
    return await opened(choice, tools);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return undefined;
  }
}

/** The question was made for another model: it goes no further than that would have taken it, is not cut, and costs nothing that would have to be told of first. */
function mayStandIn(open: OpenChatModel, first: OpenChatModel, question: Question): boolean {
  if (question.kind !== 'chat') return false;
  if (isMorePublic(open.reach, first.reach) && !readRules().morePublic) return false;
  const { system, messages, mostTokens } = question;
  const prompt = tokensOf(system + messages.map(({ text }) => text).join(''));
  if (prompt + mostTokens > (open.window ?? UNKNOWN_WINDOW)) return false;
  return dollarsFor(open.backend.model, prompt, mostTokens) < TOLD_DOLLARS;
}

function tellOf({ backend }: OpenChatModel, away: BackendError): void {
  const { model, host } = backend;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('{0} Now {1} on {2} is asked.', explained(away), model, host),
  );
}
