import * as vscode from 'vscode';
import { valueOff } from '../../core/keys/completers.ts';
import type { KeyBinding, KeyConflict } from '../../core/keys/conflicts.ts';
import {
  type InstalledCompleter,
  installedCompleters,
  keyConflicts,
  keysOfVscode,
  titleOf,
} from './installed.ts';

interface Row extends vscode.QuickPickItem {
  readonly act?: () => Promise<unknown>;
}

/** `Inkling: Check Keys and Other Completers`: whoever else wants our keys or offers ghost text, each with a way out. */
export async function checkKeys(own: vscode.Extension<unknown>): Promise<void> {
  const conflicts = keyConflicts(own);
  const completers = installedCompleters();
  const found = conflicts.length + completers.length;
  const rows: Row[] = [
    ...group(
      vscode.l10n.t('keys that others want too'),
      conflicts.map(conflict => conflictRow(conflict, own.id)),
    ),
    ...group(vscode.l10n.t('others with ghost text'), completers.map(completerRow)),
    ...group(
      vscode.l10n.t('what VS Code does with our keys, where they do not count'),
      keysOfVscode(own).map(conflict => vscodeRow(conflict, own.id)),
    ),
    ...group(vscode.l10n.t('more'), [allKeysRow(own.id)]),
  ];
  const chosen = await vscode.window.showQuickPick(rows, {
    title:
      found === 0
        ? vscode.l10n.t('Inkling: nobody else is in the way')
        : vscode.l10n.t('Inkling: who else is in the way?'),
    placeHolder: vscode.l10n.t(
      'Your own keybindings, and extensions that Inkling does not know, can’t be seen from here',
    ),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await chosen?.act?.();
}

function group(label: string, rows: readonly Row[]): Row[] {
  return rows.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...rows];
}

function conflictRow({ key, command, owner, when, ours, kind }: KeyConflict, own: string): Row {
  const kinds: Readonly<Record<KeyConflict['kind'], string>> = {
    same: vscode.l10n.t('the same key'),
    'theirs-first': vscode.l10n.t('its key begins ours'),
    'ours-first': vscode.l10n.t('our key begins its'),
  };
  const facts = [
    vscode.l10n.t('with us: {0}', namesOf(ours, own)),
    ...(when === undefined ? [] : [vscode.l10n.t('with it when {0}', when)]),
  ];
  return {
    label: `$(keyboard) ${spoken(key)}`,
    description: `${owner.name}: ${titleOf(owner.id, command)} · ${kinds[kind]}`,
    detail: facts.join(' · '),
    act: () => openKeys(`"${key}"`),
  };
}

/** No conflict, but a key that people know from elsewhere. */
function vscodeRow({ key, command, ours }: KeyConflict, own: string): Row {
  const facts = [
    vscode.l10n.t('with us: {0}', namesOf(ours, own)),
    vscode.l10n.t('only when {0}', ours[0]?.when ?? ''),
  ];
  return {
    label: `$(info) ${spoken(key)}`,
    description: command,
    detail: facts.join(' · '),
    act: () => openKeys(`"${key}"`),
  };
}

function namesOf(ours: readonly KeyBinding[], own: string): string {
  return ours.map(({ command }) => nameOf(command, own)).join(', ');
}

/** What a key does with us, in words. */
function nameOf(command: string, own: string): string {
  const words: Readonly<Record<string, string>> = {
    'editor.action.inlineSuggest.commit': vscode.l10n.t('takes the suggestion'),
    'editor.action.inlineSuggest.acceptNextWord': vscode.l10n.t('takes its next word'),
    'editor.action.inlineSuggest.acceptNextLine': vscode.l10n.t('takes its next line'),
    'editor.emmet.action.expandAbbreviation': vscode.l10n.t('expands with Emmet'),
    jumpToNextSnippetPlaceholder: vscode.l10n.t('goes on in a snippet'),
    'editor.action.inlineSuggest.showNext': vscode.l10n.t('shows the next suggestion'),
    'editor.action.inlineSuggest.showPrevious': vscode.l10n.t('shows the suggestion before'),
  };
  return words[command] ?? titleOf(own, command);
}

/** `ctrl+alt+right` ⇒ `Ctrl+Alt+Right` */
function spoken(key: string): string {
  return key.replace(/(^|[+ ])(\w)/g, (_, before: string, letter: string) => {
    return before + letter.toUpperCase();
  });
}

function openKeys(query: string): Promise<unknown> {
  return Promise.resolve(
    vscode.commands.executeCommand('workbench.action.openGlobalKeybindings', query),
  );
}

function allKeysRow(own: string): Row {
  return {
    label: `$(keyboard) ${vscode.l10n.t('All keys of Inkling')}`,
    act: () => openKeys(`@ext:${own}`),
  };
}

function completerRow(completer: InstalledCompleter): Row {
  const { name, off, silent } = completer;
  return {
    label: `$(comment-unresolved) ${name}`,
    description: silent
      ? vscode.l10n.t('is silent here already')
      : vscode.l10n.t('offers ghost text at the same places'),
    ...(off === undefined ? {} : { detail: off.setting }),
    act: () => waysOut(completer),
  };
}

/** What can be done about another completer. Nothing of its is changed before the user has chosen that. */
async function waysOut(completer: InstalledCompleter): Promise<void> {
  const { id, name, off, silent } = completer;
  const rows: Row[] = [];
  if (off !== undefined && !silent && vscode.workspace.workspaceFolders !== undefined) {
    const value = valueOff(off, vscode.workspace.getConfiguration().get(off.setting));
    rows.push({
      label: `$(circle-slash) ${vscode.l10n.t('Turn off its ghost text in this workspace')}`,
      detail: `${off.setting}: ${JSON.stringify(value)}`,
      act: () => turnOff(name, off.setting, value),
    });
  }
  rows.push(
    {
      label: `$(gear) ${vscode.l10n.t('Open its settings')}`,
      act: async () =>
        vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${id}`),
    },
    {
      label: `$(extensions) ${vscode.l10n.t('Show the extension')}`,
      act: async () => vscode.commands.executeCommand('extension.open', id),
    },
  );
  const chosen = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Inkling: what shall be done about {0}?', name),
  });
  await chosen?.act?.();
}

async function turnOff(name: string, setting: string, value: unknown): Promise<void> {
  try {
    const target = vscode.ConfigurationTarget.Workspace;
    await vscode.workspace.getConfiguration().update(setting, value, target);
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('Inkling: {0} is silent in this workspace', name),
      5000,
    );
  } catch {
    await vscode.window.showWarningMessage(
      vscode.l10n.t('Inkling: {0} did not take the change. Change {1} by hand.', name, setting),
    );
  }
}
