import * as vscode from 'vscode';
import { installedCompleters } from './installed.ts';

const TOLD = 'inkling.toldOfCompleters';

/** Another extension offers ghost text too: that is told once in a lifetime, and never again. */
export async function tellOfCompleters(memento: vscode.Memento): Promise<void> {
  if (memento.get(TOLD) === true) return;
  const speaking = installedCompleters().filter(({ silent }) => !silent);
  if (speaking.length === 0) return;
  await memento.update(TOLD, true);
  const check = vscode.l10n.t('Check');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Inkling: {0} offers ghost text too. Both may speak at the same place.',
      speaking.map(({ name }) => name).join(', '),
    ),
    check,
  );
  if (chosen === check) await vscode.commands.executeCommand('inkling.checkKeys');
}
