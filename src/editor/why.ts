import * as vscode from 'vscode';
import type { Decided, Decisions } from './decisions.ts';

interface Row extends vscode.QuickPickItem {
  readonly decided: Decided;
}

/** The last decisions with their reasons; choosing one shows its stages, and leads to the setting that decides it. */
export async function showWhy(decisions: Decisions): Promise<void> {
  const rows = decisions.all.map(rowFor);
  const chosen = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Inkling: why was this shown, or not?'),
    placeHolder:
      rows.length === 0
        ? vscode.l10n.t('Nothing was asked yet. Type something in a document.')
        : vscode.l10n.t('The last decisions, newest first'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen !== undefined) await showStages(chosen.decided);
}

function rowFor(decided: Decided): Row {
  const { outcome } = decided;
  const shown = outcome.kind === 'shown';
  const clock = new Date(decided.when).toLocaleTimeString();
  return {
    decided,
    label: shown
      ? `$(check) ${outcome.suggestion.text.trim()}`
      : `$(circle-slash) ${outcome.reason}`,
    description: `${decided.path}:${decided.line}`,
    detail: `${clock} · ${milliseconds(decided)} ms · ${
      shown ? sourceOf(decided) : `${outcome.stage}: ${outcome.rule}`
    }`,
  };
}

function sourceOf(decided: Decided): string {
  if (decided.outcome.kind !== 'shown') return '';
  const { origin, confidence } = decided.outcome.suggestion;
  const names: Readonly<Record<string, string>> = {
    cache: vscode.l10n.t('typing along'),
    workspace: vscode.l10n.t('workspace engine'),
  };
  const source = names[origin] ?? origin;
  if (confidence === undefined) return source;
  return vscode.l10n.t('{0}, {1} % sure', source, Math.round(confidence * 100));
}

function milliseconds(decided: Decided): string {
  return decided.stages.reduce((sum, stage) => sum + stage.milliseconds, 0).toFixed(1);
}

async function showStages(decided: Decided): Promise<void> {
  const { outcome } = decided;
  const setting = outcome.kind === 'silent' ? outcome.setting : undefined;
  const stages: vscode.QuickPickItem[] = decided.stages.map(stage => ({
    label: stage.stage,
    description: `${stage.milliseconds.toFixed(2)} ms`,
    detail: stage.note,
  }));
  const open: vscode.QuickPickItem[] =
    setting === undefined
      ? []
      : [{ label: `$(gear) ${vscode.l10n.t('Open the setting {0}', setting)}` }];
  const chosen = await vscode.window.showQuickPick([...stages, ...open], {
    title: outcome.kind === 'shown' ? outcome.suggestion.text.trim() : outcome.reason,
  });
  if (setting !== undefined && chosen === open[0]) {
    await vscode.commands.executeCommand('workbench.action.openSettings', setting);
  }
}
