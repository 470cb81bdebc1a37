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
  const { origin, confidence, recalled } = decided.outcome.suggestion;
  const source = origin === 'workspace' ? vscode.l10n.t('workspace engine') : origin;
  const along = recalled ? [vscode.l10n.t('typing along')] : [];
  const sure =
    confidence === undefined ? [] : [vscode.l10n.t('{0} % sure', Math.round(confidence * 100))];
  return [...along, source, ...sure].join(', ');
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
