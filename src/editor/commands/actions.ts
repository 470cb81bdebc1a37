import * as vscode from 'vscode';
import { readModels } from '../models/choice.ts';

/** The commands where VS Code offers what can be done with code: in the menu of the light bulb. Nothing where no model is chosen. */
class Actions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite];

  provideCodeActions(
    _: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (Object.keys(readModels()).length === 0) return [];
    const fixes = diagnostics
      .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
      .map(problem => fixOf(problem));
    return (range.isEmpty ? fixes : [...fixes, refactoring()]).filter(
      ({ kind }) => only === undefined || (kind !== undefined && only.contains(kind)),
    );
  }
}

/** Offers them in every file. */
export function offerActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider({ pattern: '**' }, new Actions(), {
    providedCodeActionKinds: Actions.kinds,
  });
}

function fixOf(problem: vscode.Diagnostic): vscode.CodeAction {
  const title = vscode.l10n.t('Fix with Inkling');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [problem];
  action.command = { command: 'inkling.fix', title, arguments: [problem.range] };
  return action;
}

function refactoring(): vscode.CodeAction {
  const title = vscode.l10n.t('Refactor with Inkling…');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
  action.command = { command: 'inkling.refactor', title };
  return action;
}
