import * as vscode from 'vscode';
import type { Backend } from '../../core/backend/backend.ts';
import type { Reach } from '../../core/backend/endpoint.ts';
import { BackendError } from '../../core/backend/errors.ts';
import { routeOf, type Task } from '../../core/backend/tables/routing.ts';
import type { Capabilities } from './capabilities.ts';
import { type ModelChoice, readModels } from './choice.ts';
import { type OpeningTools, openTalker } from './openChoice.ts';
import type { Sharing } from './sharing.ts';
import { VSCODE } from './vscodeModel.ts';

/** What opening a model for a command takes. */
export interface TaskTools extends OpeningTools {
  readonly sharing: Sharing;
  readonly capabilities: Capabilities;
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
 * The model that the user chose for a task in a language, or the one that stands in, open. `backend.model` and `backend.host` say who it is.
 *
 * @throws BackendError CFG-TRUST where the workspace is not trusted, CFG-MODEL where no model is chosen that can talk, and what opening it throws.
 */
export async function openForTask(
  task: Task,
  languageId: string,
  tools: TaskTools,
): Promise<OpenChatModel> {
  if (!vscode.workspace.isTrusted) throw new BackendError('CFG-TRUST');
  const [{ canTalk }, { retrying }] = await Promise.all([
    import('../../core/backend/open.ts'),
    import('../../core/backend/sharing/retrying.ts'),
  ]);
  const can = (choice: ModelChoice): boolean =>
    choice.endpoint === VSCODE || canTalk(choice.model, choice.endpoint, choice.server);
  const choice = routeOf(task, languageId, readModels(), can);
  if (choice === undefined) throw new BackendError('CFG-MODEL');
  const talker = await openTalker(choice, tools, false);
  return {
    backend: retrying(tools.sharing.share(talker, 'command')),
    window: tools.capabilities.of(choice)?.window ?? talker.window,
    reach: talker.reach,
  };
}
