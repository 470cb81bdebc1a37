import * as vscode from 'vscode';
import {
  type Checked,
  type Example,
  isRight,
  quoted,
  type Verdict,
} from '../../core/rewrite/regex/examples.ts';

/** What shall be matched, in the user's words. */
export async function askWords(): Promise<string | undefined> {
  const words = await vscode.window.showInputBox({
    title: vscode.l10n.t('What shall the expression match?'),
    placeHolder: vscode.l10n.t('a date such as 2024-01-31, a version number, an IPv4 address…'),
  });
  return words?.trim() || undefined;
}

interface ExampleRow extends vscode.QuickPickItem {
  readonly act: 'go' | Example;
}

/** Examples, as many as the user likes. @param given those that were selected. */
export function askExamples(given: readonly Example[]): Promise<readonly Example[] | undefined> {
  const pick = vscode.window.createQuickPick<ExampleRow>();
  let examples = given;
  const refresh = (): void => {
    pick.items = pick.value === '' ? [goRow(examples), ...examples.map(kept)] : typed(pick.value);
  };
  pick.title = vscode.l10n.t('Texts that it must match, and texts that it must not');
  pick.placeholder = vscode.l10n.t('Type an example, or go on');
  pick.onDidChangeValue(refresh);
  pick.onDidTriggerItemButton(({ item }) => {
    examples = examples.filter(example => example !== item.act);
    refresh();
  });
  refresh();
  return new Promise(resolve => {
    pick.onDidAccept(() => {
      const act = pick.activeItems[0]?.act;
      if (act === 'go') {
        resolve(examples);
        pick.hide();
      } else if (act !== undefined && !examples.includes(act)) {
        examples = [...examples.filter(({ text }) => text !== act.text), act];
        pick.value = '';
        refresh();
      }
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function goRow(examples: readonly Example[]): ExampleRow {
  const label = `$(play) ${vscode.l10n.t('Write the expression')}`;
  return { label, description: vscode.l10n.t('{0} examples', examples.length), act: 'go' };
}

function typed(text: string): ExampleRow[] {
  return [
    { label: mustMatch(text), act: { text, wanted: true }, alwaysShow: true },
    { label: mustNotMatch(text), act: { text, wanted: false }, alwaysShow: true },
  ];
}

function mustMatch(text: string): string {
  return `$(add) ${vscode.l10n.t('It must match {0}', quoted(text))}`;
}

function mustNotMatch(text: string): string {
  return `$(remove) ${vscode.l10n.t('It must not match {0}', quoted(text))}`;
}

function kept(example: Example): ExampleRow {
  const { text, wanted } = example;
  return {
    label: wanted ? mustMatch(text) : mustNotMatch(text),
    act: example,
    buttons: [removal()],
  };
}

function removal(): vscode.QuickInputButton {
  return {
    iconPath: new vscode.ThemeIcon('trash'),
    tooltip: vscode.l10n.t('Remove this example'),
  };
}

/** An expression, and how it did. */
export interface Outcome {
  /** As JavaScript's literal, and as code of the document's language. */
  readonly literal: string;
  readonly code: string;
  readonly checked: readonly Checked[];
  /** What speaks against it besides. */
  readonly warnings: readonly string[];
}

/** What the user does with an expression. */
export type Choice =
  | { readonly kind: 'insert' | 'copy' | 'again' }
  | { readonly kind: 'say'; readonly words: string }
  | { readonly kind: 'add' | 'remove'; readonly example: Example };

interface ChoiceRow extends vscode.QuickPickItem {
  readonly choice?: Choice;
}

/**
 * Shows the expression with its examples. What is typed is tried at once, and can be told to the model, or be an example more.
 *
 * @param attempt tries a text.
 */
export function askChoice(
  outcome: Outcome,
  attempt: (text: string) => Promise<Verdict>,
): Promise<Choice | undefined> {
  const pick = vscode.window.createQuickPick<ChoiceRow>();
  pick.title = outcome.literal;
  pick.placeholder = vscode.l10n.t('Type a text to try it, or what is wrong');
  pick.items = rowsOf(outcome);
  pick.onDidChangeValue(async text => {
    if (text === '') {
      pick.items = rowsOf(outcome);
      return;
    }
    const verdict = await attempt(text);
    if (pick.value === text) pick.items = triedRows(text, verdict);
  });
  return new Promise(resolve => {
    const end = (choice: Choice | undefined): void => {
      resolve(choice);
      pick.hide();
    };
    pick.onDidAccept(() => {
      const choice = pick.activeItems[0]?.choice;
      if (choice !== undefined && choice.kind !== 'remove') end(choice);
    });
    pick.onDidTriggerItemButton(({ item }) => end(item.choice));
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function rowsOf({ code, checked, warnings }: Outcome): ChoiceRow[] {
  const failing = checked.filter(one => !isRight(one)).length + warnings.length;
  const insert = { label: `$(insert) ${vscode.l10n.t('Insert')}`, description: code };
  const copy = { label: `$(copy) ${vscode.l10n.t('Copy')}`, description: code };
  const again = {
    label: `$(refresh) ${vscode.l10n.t('Try again, with what is wrong')}`,
    description: vscode.l10n.t('{0} wrong', failing),
  };
  const uses: ChoiceRow[] = [
    { ...insert, choice: { kind: 'insert' } },
    { ...copy, choice: { kind: 'copy' } },
  ];
  const retry: ChoiceRow[] = failing > 0 ? [{ ...again, choice: { kind: 'again' } }] : [];
  const told = [...checked].sort((a, b) => Number(isRight(a)) - Number(isRight(b)));
  return [
    ...(failing > 0 ? [...retry, ...uses] : uses),
    separator(
      vscode.l10n.t(
        '{0} of {1} examples are right',
        checked.filter(isRight).length,
        checked.length,
      ),
    ),
    ...warnings.map(text => ({ label: `$(warning) ${text}` })),
    ...told.map(checkedRow),
  ];
}

function separator(label: string): ChoiceRow {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function checkedRow(checked: Checked): ChoiceRow {
  const { example, verdict } = checked;
  return {
    label: `${isRight(checked) ? '$(pass)' : '$(error)'} ${quoted(example.text)}`,
    description: isRight(checked)
      ? verdictTold(verdict)
      : `${verdictTold(verdict)}; ${example.wanted ? vscode.l10n.t('it must match') : vscode.l10n.t('it must not')}`,
    choice: { kind: 'remove', example },
    buttons: [removal()],
  };
}

function verdictTold(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'matches':
      return vscode.l10n.t('matches {0}', quoted(verdict.part));
    case 'none':
      return vscode.l10n.t('does not match');
    case 'slow':
      return vscode.l10n.t('takes too long');
  }
}

function triedRows(text: string, verdict: Verdict): ChoiceRow[] {
  const told = verdictTold(verdict);
  const add = (wanted: boolean): ChoiceRow => {
    const example = { text, wanted };
    return {
      label: wanted ? mustMatch(text) : mustNotMatch(text),
      description: `${isRight({ example, verdict }) ? '$(pass)' : '$(error)'} ${told}`,
      alwaysShow: true,
      choice: { kind: 'add', example },
    };
  };
  const say: ChoiceRow = {
    label: `$(comment) ${vscode.l10n.t('Say this to the model')}`,
    description: text,
    alwaysShow: true,
    choice: { kind: 'say', words: text },
  };
  return [add(true), add(false), say]; // VS Code puts those first whose label has what was typed
}
