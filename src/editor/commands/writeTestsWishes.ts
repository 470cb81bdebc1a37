import * as vscode from 'vscode';
import type { Case } from '../../core/rewrite/tests/cases.ts';
import type { Framework } from '../../core/rewrite/tests/frameworks.ts';

interface Row extends vscode.QuickPickItem {
  readonly id: Case['id'];
}

/** Which cases, in the user's choice. */
export interface CasesChosen {
  readonly cases: readonly Case['id'][];
  readonly worry: string;
}

/** What the user decides before tests are written: `other framework` where the one that was found is not the one that is meant. */
export async function askCases(
  title: string,
): Promise<CasesChosen | 'other framework' | undefined> {
  const chosen = await checklist(title);
  if (chosen === undefined || chosen === 'other framework') return chosen;
  if (!chosen.includes('worry')) return { cases: chosen, worry: '' };
  const worry = await vscode.window.showInputBox({
    title: vscode.l10n.t('Which case do you worry about?'),
    placeHolder: vscode.l10n.t('two orders at the same moment, a price of zero…'),
  });
  return worry?.trim() ? { cases: chosen, worry: worry.trim() } : undefined;
}

function checklist(title: string): Promise<readonly Case['id'][] | 'other framework' | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Which cases? Enter writes the tests');
  pick.canSelectMany = true;
  pick.items = rows();
  pick.selectedItems = pick.items.filter(({ picked }) => picked === true);
  pick.buttons = [
    {
      iconPath: new vscode.ThemeIcon('beaker'),
      tooltip: vscode.l10n.t('Another framework…'),
    },
  ];
  return new Promise(resolve => {
    pick.onDidTriggerButton(() => {
      resolve('other framework');
      pick.hide();
    });
    pick.onDidAccept(() => {
      if (pick.selectedItems.length === 0) return;
      resolve(pick.selectedItems.map(({ id }) => id));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function rows(): Row[] {
  return [
    { id: 'happy', label: vscode.l10n.t('Happy path'), picked: true },
    { id: 'empty', label: vscode.l10n.t('Empty input'), picked: true },
    { id: 'errors', label: vscode.l10n.t('Error conditions'), picked: true },
    { id: 'limits', label: vscode.l10n.t('Limits: first, last, one less, one more') },
    { id: 'worry', label: vscode.l10n.t('The case you worry about…') },
  ];
}

/** Asked once for a package, where its manifests leave it open. */
export async function askFramework(
  candidates: readonly Framework[],
): Promise<Framework | undefined> {
  const rows = candidates.map(framework => ({ label: framework.id, framework }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Which framework do these tests use?'),
    placeHolder: vscode.l10n.t('The manifests leave it open. It is remembered for this package'),
  });
  return chosen?.framework;
}
