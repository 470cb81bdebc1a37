import * as vscode from 'vscode';
import { counterpartsOf } from '../../core/rewrite/across/counterparts.ts';
import { pathOf } from '../snapshot.ts';
import { codeFiles } from './projectFiles.ts';

/** More are not listed: whoever looks for one then opens it first. */
const MOST_LISTED = 3000;

interface Row extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

/** Which files are to be edited: those that are open, what goes with the active one, and all others. `undefined` where the user does not say. */
export async function askFiles(): Promise<readonly vscode.Uri[] | undefined> {
  const all = await codeFiles(MOST_LISTED);
  const active = vscode.window.activeTextEditor?.document.uri;
  const open = openFiles();
  const byPath = new Map(all.map(uri => [pathOf(uri), uri]));
  const together = active === undefined ? [] : counterpartsOf(pathOf(active), [...byPath.keys()]);
  const taken = new Set<string>();
  const rows = (uris: readonly (vscode.Uri | undefined)[], isPicked: boolean): Row[] =>
    uris.flatMap(uri => {
      if (uri === undefined || taken.has(uri.toString())) return [];
      taken.add(uri.toString());
      return [{ ...rowOf(uri), picked: isPicked && uri.toString() === active?.toString() }];
    });
  const section = (label: string, items: readonly Row[]): Row[] =>
    items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
  const chosen = await vscode.window.showQuickPick(
    [
      ...section(vscode.l10n.t('this file'), rows([active], true)),
      ...section(
        vscode.l10n.t('goes with it'),
        rows(
          together.map(path => byPath.get(path)),
          false,
        ),
      ),
      ...section(vscode.l10n.t('open'), rows(open, false)),
      ...section(vscode.l10n.t('others'), rows(all, false)),
    ],
    {
      canPickMany: true,
      matchOnDescription: true,
      title: vscode.l10n.t('Which files may be edited?'),
      placeHolder: vscode.l10n.t('No other file is changed'),
    },
  );
  return chosen?.flatMap(({ uri }) => uri ?? []);
}

/** What is to be done with them. */
export async function askInstruction(count: number): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('What shall be done in these {0} files?', count),
    placeHolder: vscode.l10n.t('add a due date to orders, and show it'),
  });
  return text?.trim() || undefined;
}

function rowOf(uri: vscode.Uri): Row {
  const path = pathOf(uri);
  const cut = path.lastIndexOf('/');
  return { uri, label: path.slice(cut + 1), description: path.slice(0, Math.max(0, cut)) };
}

function openFiles(): readonly vscode.Uri[] {
  return vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []))
    .filter(({ scheme }) => scheme === 'file' || scheme.startsWith('vscode-'));
}
