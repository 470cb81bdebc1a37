import * as vscode from 'vscode';

/** What the menu can do, as told by the extension's wiring. */
export interface MenuState {
  readonly languageId: string | undefined;
  readonly languageOn: boolean;
  readonly folder: string | undefined;
  readonly folderOn: boolean;
  readonly snoozed: boolean;
  readonly status: string;
}

interface Row extends vscode.QuickPickItem {
  readonly command?: string;
}

/** The status bar item's menu: a QuickPick whose rows are commands. */
export async function showMenu(state: MenuState): Promise<void> {
  const chosen = await vscode.window.showQuickPick(rowsFor(state), {
    title: state.status,
    placeHolder: vscode.l10n.t('What shall Inkling do?'),
  });
  if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command);
}

function rowsFor(state: MenuState): Row[] {
  const rows: Row[] = [];
  if (state.languageId !== undefined) {
    rows.push({
      label: state.languageOn
        ? `$(circle-slash) ${vscode.l10n.t('Turn off for {0}', state.languageId)}`
        : `$(check) ${vscode.l10n.t('Turn on for {0}', state.languageId)}`,
      command: 'inkling.toggleLanguage',
    });
  }
  if (state.folder !== undefined) {
    rows.push({
      label: state.folderOn
        ? `$(circle-slash) ${vscode.l10n.t('Turn off in folder {0}', state.folder)}`
        : `$(check) ${vscode.l10n.t('Turn on in folder {0}', state.folder)}`,
      command: 'inkling.toggleFolder',
    });
  }
  rows.push(
    state.snoozed
      ? { label: `$(debug-start) ${vscode.l10n.t('Resume')}`, command: 'inkling.resume' }
      : { label: `$(debug-pause) ${vscode.l10n.t('Snooze…')}`, command: 'inkling.snooze' },
    { label: `$(server) ${vscode.l10n.t('Choose model…')}`, command: 'inkling.chooseModel' },
    { label: `$(pulse) ${vscode.l10n.t('Test connection')}`, command: 'inkling.testConnection' },
    { label: `$(question) ${vscode.l10n.t('Why?')}`, command: 'inkling.why' },
    { label: `$(graph) ${vscode.l10n.t('Usage')}`, command: 'inkling.usage' },
    { label: `$(refresh) ${vscode.l10n.t('Rebuild index')}`, command: 'inkling.rebuildIndex' },
    { label: `$(gear) ${vscode.l10n.t('Settings')}`, command: 'inkling.openSettings' },
    { label: `$(output) ${vscode.l10n.t('Show log')}`, command: 'inkling.showLog' },
  );
  return rows;
}

/** Asks for how long to be quiet. */
export async function askMinutes(): Promise<number | undefined> {
  const rows = [5, 30, 60].map(minutes => ({
    label: vscode.l10n.t('{0} minutes', minutes),
    minutes,
  }));
  const title = vscode.l10n.t('Inkling: pause for how long?');
  return (await vscode.window.showQuickPick(rows, { title }))?.minutes;
}
