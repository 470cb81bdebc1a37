import * as vscode from 'vscode';
import { BackendError } from '../../core/backend/errors.ts';
import { RewriteFault, tellRewriteFault } from '../../core/rewrite/faults.ts';
import { explained } from '../notices.ts';

/** A button under a message, and what it does. */
export interface Way {
  readonly label: string;
  run(): unknown;
}

/** What helps against a fault of a model or its connection, by code; all others are tried again. */
const REMEDIES: Readonly<Record<string, string>> = {
  'CFG-MODEL': 'inkling.chooseModel',
  'CFG-TRUST': 'workbench.trust.manage',
  'AUTH-KEY': 'inkling.setKey',
  'REQ-MODEL': 'inkling.chooseModel',
  'REQ-ROOM': 'inkling.chooseModel',
};

/**
 * The end of a command that did not do what was wanted: one message, with ways out. Nothing is shown where the user cancelled it.
 *
 * @throws what is no fault of ours.
 */
export async function tell(error: unknown, ways: readonly Way[] = []): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  if (!(error instanceof BackendError) && !(error instanceof RewriteFault)) throw error;
  const sentence =
    error instanceof BackendError
      ? explained(error)
      : tellRewriteFault(error, text => vscode.l10n.t(text));
  const remedy = remedyOf(error.code);
  const all = remedy === undefined ? ways : [remedy, ...ways];
  const chosen = await vscode.window.showWarningMessage(sentence, ...all.map(({ label }) => label));
  await all.find(({ label }) => label === chosen)?.run();
}

function remedyOf(code: string): Way | undefined {
  const command = REMEDIES[code];
  if (command === undefined) return undefined;
  const labels: Readonly<Record<string, string>> = {
    'inkling.chooseModel': vscode.l10n.t('Choose Model'),
    'inkling.setKey': vscode.l10n.t('Set Key'),
    'workbench.trust.manage': vscode.l10n.t('Manage Trust'),
  };
  return { label: labels[command] ?? command, run: () => vscode.commands.executeCommand(command) };
}
