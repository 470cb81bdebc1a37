import * as vscode from 'vscode';
import type { ChangeKind, Repository } from './reviewGit.ts';

interface Row extends vscode.QuickPickItem {
  readonly choice: ChangeKind | 'another range' | 'forget';
}

/** Which changes are to be reviewed; or that what was said to be no problem is to count again. */
export async function askChange(
  repository: Repository,
  dismissed: number,
): Promise<ChangeKind | 'forget' | undefined> {
  const [staged, unstaged] = await Promise.all([
    repository.count('staged'),
    repository.count('unstaged'),
  ]);
  const rows: Row[] = [
    {
      choice: { kind: 'staged' },
      label: `$(git-commit) ${vscode.l10n.t('Staged changes')}`,
      description: vscode.l10n.t('{0} files', staged),
    },
    {
      choice: { kind: 'unstaged' },
      label: `$(edit) ${vscode.l10n.t('Unstaged changes')}`,
      description: vscode.l10n.t('{0} files', unstaged),
    },
    {
      choice: 'another range',
      label: `$(git-compare) ${vscode.l10n.t('A range of commits…')}`,
    },
  ];
  if (dismissed > 0) {
    const text = vscode.l10n.t('Show again what is not a problem');
    const description = vscode.l10n.t('{0} lines', dismissed);
    rows.push({ choice: 'forget', label: `$(eye) ${text}`, description });
  }
  const first = unstaged > 0 && staged === 0 ? [rows[1], rows[0], ...rows.slice(2)] : rows;
  const chosen = await vscode.window.showQuickPick(
    first.filter(row => row !== undefined),
    { title: vscode.l10n.t('Which changes shall be reviewed?') },
  );
  return chosen?.choice === 'another range' ? askRange(repository) : chosen?.choice;
}

/** A commit that is chosen, or a range that is typed. */
async function askRange(repository: Repository): Promise<ChangeKind | undefined> {
  const commits = await repository.commits();
  const rows = commits.map(({ id, title }) => ({ label: id, description: title, range: id }));
  const pick = vscode.window.createQuickPick<(typeof rows)[number]>();
  pick.title = vscode.l10n.t('Which commits?');
  pick.placeholder = vscode.l10n.t('One commit, or a range such as main..HEAD');
  pick.matchOnDescription = true;
  pick.items = rows;
  pick.onDidChangeValue(value => {
    const text = value.trim();
    const typed =
      text === '' ? [] : [{ label: text, description: '', range: text, alwaysShow: true }];
    const others = rows.filter(({ range }) => range !== text);
    pick.items = text.includes('..') ? [...typed, ...others] : [...others, ...typed];
  });
  return new Promise(resolve => {
    pick.onDidAccept(() => {
      const [row] = pick.activeItems;
      if (row !== undefined) resolve({ kind: 'range', range: row.range });
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
