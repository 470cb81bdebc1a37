import * as vscode from 'vscode';
import { COMMANDS } from '../../core/backend/relay/protocol.ts';
import { sideOfLocalhost } from './side.ts';
import { companionState } from './usersSide.ts';

/** The extension on the user's side, as VS Code's gallery knows it. */
const COMPANION = 'inkling.inkling-local-models';

/**
 * `Inkling: Reach Models on My Computer`: installs the companion on the user's side where it is not there, then asks for consent where there is none yet.
 *
 * @returns whether servers on the user's own computer can be asked now.
 */
export async function reachMyComputer(): Promise<boolean> {
  switch (await companionState()) {
    case 'absent':
      return (await install()) && reachMyComputer();
    case 'not allowed':
      return (await vscode.commands.executeCommand(COMMANDS.allow)) === true;
    case 'ready':
      tell(vscode.l10n.t('Inkling: model servers on your computer can be asked.'));
      return true;
    case 'not needed':
      tell(vscode.l10n.t('Inkling runs on your own computer: localhost is all it needs.'));
      return true;
  }
}

function tell(text: string): void {
  void vscode.window.showInformationMessage(text);
}

/** Says why, and installs it: from the gallery, or from a file where there is none. */
async function install(): Promise<boolean> {
  const [install, fromFile] = [vscode.l10n.t('Install'), vscode.l10n.t('Install from a File…')];
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Inkling runs on {0}. To ask model servers on your computer, it needs “Inkling Local Models” there: a small extension that asks you first.',
      sideOfLocalhost(),
    ),
    install,
    fromFile,
  );
  if (answer === fromFile) {
    await vscode.commands.executeCommand('workbench.extensions.action.installVSIX');
    return (await companionState()) !== 'absent';
  }
  if (answer !== install) return false;
  try {
    await vscode.commands.executeCommand('workbench.extensions.installExtension', COMPANION);
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'Inkling: “Inkling Local Models” could not be installed from the gallery. Install it from a file.',
      ),
    );
    return false;
  }
  return (await companionState()) !== 'absent';
}
