import * as vscode from 'vscode';
import type { Checkup } from '../../core/backend/doctor.ts';
import { BackendError } from '../../core/backend/errors.ts';
import { shortName } from '../../core/backend/tables/models.ts';
import type { RoleName } from '../../core/backend/tables/routing.ts';
import { signalOf } from '../abort.ts';
import { explained } from '../notices.ts';
import { type ModelChoice, writeModel } from './choice.ts';
import { partsOf, wordsFor } from './modelRoles.ts';
import { type OpeningTools, openChoice, openTalker } from './openChoice.ts';

/**
 * Gives a role a model, once the model has shown that it can do the work: fill a hole of ours for ghost text, answer a question of ours for commands.
 * What can't do that is not chosen, and the reason is told. The user may take it all the same: a model that only talks for ghost text, and one that answered
 * something else for commands.
 *
 * @param window tokens, where its server told.
 */
export async function tryAndChoose(
  name: RoleName,
  choice: ModelChoice,
  tools: OpeningTools,
  window?: number,
): Promise<void> {
  const outcome = await withProgress(choice, token => examine(name, choice, tools, token));
  if (outcome === undefined) return; // cancelled
  const isGhost = partsOf(name).role === 'completion';
  if (outcome.right) {
    const begin = isGhost ? { begin: outcome.begin } : { talkBegin: outcome.begin };
    await tools.capabilities.note(choice, { ...begin, window });
    await writeModel(name, choice);
    tellChosen(name, choice, outcome);
    return;
  }
  const byChat = vscode.l10n.t('Use It by Chat');
  const anyway = vscode.l10n.t('Use It All the Same');
  const { error } = outcome;
  const canTalk = isGhost && error?.code === 'REQ-FIM' && choice.byChat !== true;
  const offers = canTalk ? [byChat] : !isGhost && error === undefined ? [anyway] : [];
  const answer = await vscode.window.showWarningMessage(reasonOf(name, choice, error), ...offers);
  if (answer === byChat) await tryAndChoose(name, { ...choice, byChat: true }, tools, window);
  if (answer === anyway) await writeModel(name, choice);
}

function withProgress<T>(
  { model }: ModelChoice,
  run: (token: vscode.CancellationToken) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Inkling: trying {0}…', shortName(model)),
      cancellable: true,
    },
    (_, token) => run(token),
  );
}

/** @returns undefined where the user cancelled. */
async function examine(
  name: RoleName,
  choice: ModelChoice,
  tools: OpeningTools,
  token: vscode.CancellationToken,
): Promise<Checkup | undefined> {
  const { signal, dispose } = signalOf(token);
  const clock = (): number => performance.now();
  try {
    const { checkChat, checkFim } = await import('../../core/backend/doctor.ts');
    return partsOf(name).role === 'completion'
      ? await checkFim(await openChoice(choice, tools, true), clock, signal)
      : await checkChat((await openTalker(choice, tools, true)).backend, clock, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof BackendError) return { right: false, said: '', begin: 0, error };
    throw error;
  } finally {
    dispose();
  }
}

function tellChosen(name: RoleName, { model }: ModelChoice, { begin }: Checkup): void {
  const [id, time] = [shortName(model), Math.round(begin)];
  void vscode.window.showInformationMessage(
    name === 'completion'
      ? vscode.l10n.t('Inkling: ghost text now comes from {0} ({1} ms).', id, time)
      : vscode.l10n.t('Inkling: {0} is now for {1} ({2} ms).', id, wordsFor(name), time),
  );
}

function reasonOf(name: RoleName, choice: ModelChoice, error: BackendError | undefined): string {
  const model = shortName(choice.model);
  if (error !== undefined) return explained(error);
  return partsOf(name).role === 'completion'
    ? vscode.l10n.t(
        'Inkling: {0} was not chosen. It put something else into a hole with a known answer.',
        model,
      )
    : vscode.l10n.t(
        'Inkling: {0} was not chosen. It gave another answer to a question with a known one.',
        model,
      );
}
