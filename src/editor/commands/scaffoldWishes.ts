import * as vscode from 'vscode';
import type { Kind } from '../../core/rewrite/scaffold/kinds.ts';

interface KindRow extends vscode.QuickPickItem {
  readonly id: Kind;
}

/** What shall be scaffolded. @param withWhat what each kind is written with, for people. */
export async function askKind(withWhat: (kind: Kind) => string): Promise<Kind | undefined> {
  const rows: KindRow[] = [
    {
      id: 'crud',
      label: `$(server) ${vscode.l10n.t('Handlers: create, read, change, delete')}`,
      description: withWhat('crud'),
    },
    {
      id: 'client',
      label: `$(plug) ${vscode.l10n.t('Client of an API')}`,
      description: withWhat('client'),
    },
    {
      id: 'files',
      label: `$(file) ${vscode.l10n.t('File handlers')}`,
      description: withWhat('files'),
    },
  ];
  const title = vscode.l10n.t('What shall be scaffolded?');
  return (await vscode.window.showQuickPick(rows, { title }))?.id;
}

/** Of what, in the user's words. @param known the type that is selected, or at the cursor. */
export async function askWhat(kind: Kind, known: string): Promise<string | undefined> {
  const placeHolders: Readonly<Record<Kind, string>> = {
    crud: vscode.l10n.t('customer: name, email, credit limit'),
    client: vscode.l10n.t('GitHub issues: list, create, close'),
    files: vscode.l10n.t('invoice: PDF, at most 5 MB'),
  };
  const what = await vscode.window.showInputBox({
    title: vscode.l10n.t('Of what? A name, and what belongs to it'),
    placeHolder: placeHolders[kind],
    value: known,
  });
  return what?.trim() || undefined;
}

/** Where to: what is proposed, or another path. @param whyNot why a path can't be. */
export async function askPath(
  proposed: string,
  whyNot: (path: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const start = proposed.lastIndexOf('/') + 1;
  const path = await vscode.window.showInputBox({
    title: vscode.l10n.t('Where to?'),
    prompt: vscode.l10n.t('It is shown before it is made'),
    value: proposed,
    valueSelection: [start, proposed.length],
    validateInput: value => whyNot(value.trim()),
  });
  return path?.trim() || undefined;
}
