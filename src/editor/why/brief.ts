import * as vscode from 'vscode';
import { type Decided, type Decisions, durationOf } from '../../core/why/decisions.ts';
import { titleOf } from './describe.ts';
import { milliseconds, reasonOf, resultInWords, sourceOf, stageInWords } from './words.ts';

interface Row extends vscode.QuickPickItem {
  readonly decided: Decided;
}

/** The quick way: the last decisions in a list to pick from; choosing one shows its stages, and leads to the setting that decides it. */
export async function showWhyBriefly(decisions: Decisions): Promise<void> {
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
      : `$(circle-slash) ${reasonOf(outcome)}`,
    description: `${decided.path}:${decided.line}`,
    detail: `${clock} · ${milliseconds(durationOf(decided))} · ${
      shown ? sourceOf(outcome) : `${outcome.stage}: ${outcome.rule}`
    }`,
  };
}

async function showStages(decided: Decided): Promise<void> {
  const { outcome } = decided;
  const setting = outcome.kind === 'silent' ? outcome.setting : undefined;
  const stages: vscode.QuickPickItem[] = decided.stages.map(stage => ({
    label: stageInWords(stage.stage),
    description: milliseconds(stage.milliseconds),
    detail: resultInWords(stage.result),
  }));
  const more: vscode.QuickPickItem = { label: `$(list-tree) ${vscode.l10n.t('All of it…')}` };
  const open: vscode.QuickPickItem[] =
    setting === undefined
      ? []
      : [{ label: `$(gear) ${vscode.l10n.t('Open the setting {0}', setting)}` }];
  const title = titleOf(decided);
  const chosen = await vscode.window.showQuickPick([...stages, ...open, more], { title });
  if (chosen === more) await vscode.commands.executeCommand('inkling.why');
  if (setting !== undefined && chosen === open[0]) {
    await vscode.commands.executeCommand('workbench.action.openSettings', setting);
  }
}
