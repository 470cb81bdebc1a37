import * as vscode from 'vscode';
import { PRESETS } from '../../core/rewrite/tasks/refactor.ts';

const HISTORY = 'inkling.wishes';
const MOST = 20;

interface Row extends vscode.QuickPickItem {
  readonly wish: string;
}

/**
 * What the user wants of a refactoring: own words, earlier ones, or a preset.
 *
 * @param checked where this fails, there is nothing to ask any more.
 */
export async function askRefactoring(
  memento: vscode.Memento,
  checked: Promise<unknown>,
): Promise<string | undefined> {
  const earlier = memento.get<readonly string[]>(HISTORY, []);
  const rows: Row[] = [
    ...presets(),
    ...earlier.map(wish => ({ wish, label: `$(history) ${wish}` })),
  ];
  const wish = await pickOrType(
    rows,
    vscode.l10n.t('What shall be done with the selected code?'),
    checked,
  );
  if (wish === undefined) return undefined;
  const whole = wish.includes('{case}') ? await askCase(wish) : wish;
  if (whole === undefined) return undefined;
  if (!rows.some(row => row.wish === whole && !earlier.includes(whole))) {
    await memento.update(HISTORY, [whole, ...earlier.filter(one => one !== whole)].slice(0, MOST));
  }
  return whole;
}

function presets(): Row[] {
  return [
    {
      wish: PRESETS.edgeCase,
      label: vscode.l10n.t('Handle an edge case, with the same interface…'),
    },
    { wish: PRESETS.extract, label: vscode.l10n.t('Extract') },
    { wish: PRESETS.simplify, label: vscode.l10n.t('Simplify') },
    { wish: PRESETS.modernise, label: vscode.l10n.t('Modernise') },
    { wish: PRESETS.rename, label: vscode.l10n.t('Rename for clarity') },
    { wish: PRESETS.faster, label: vscode.l10n.t('Make faster') },
  ];
}

async function askCase(wish: string): Promise<string | undefined> {
  const edge = await vscode.window.showInputBox({
    title: vscode.l10n.t('Which case is to be handled?'),
    placeHolder: vscode.l10n.t('an empty list, a negative amount…'),
  });
  return edge?.trim() ? wish.replace('{case}', edge.trim()) : undefined;
}

/** A list in which what is typed is a choice too. */
function pickOrType(
  rows: readonly Row[],
  title: string,
  checked: Promise<unknown>,
): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Say it in your own words, or choose');
  pick.items = rows;
  pick.onDidChangeValue(value => {
    const own: Row[] =
      value.trim() === ''
        ? []
        : [{ wish: value.trim(), label: `$(edit) ${value.trim()}`, alwaysShow: true }];
    pick.items = [...own, ...rows];
  });
  return new Promise(resolve => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.wish);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
    checked.catch(() => pick.hide());
  });
}

/** One sentence on what was wrong, or what else is to be known. */
export async function askFollowUp(isExplanation: boolean): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: isExplanation
      ? vscode.l10n.t('What else do you want to know?')
      : vscode.l10n.t('What was wrong, or is missing?'),
    placeHolder: vscode.l10n.t('One sentence; all that was said before goes with it'),
  });
  return text?.trim() || undefined;
}
