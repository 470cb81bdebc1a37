import * as vscode from 'vscode';
import { shortName } from '../../core/backend/tables/models.ts';
import type { Outcome, Stage, StageResult } from '../../core/completion/outcome.ts';
import type { Cause } from '../../core/why/decisions.ts';

/** The workspace engine by its name for people, or a model by its own. */
export function originInWords(origin: string): string {
  return origin === 'workspace' ? vscode.l10n.t('workspace engine') : shortName(origin);
}

export function causeInWords(cause: Cause): string {
  const words: Readonly<Record<Cause, string>> = {
    key: vscode.l10n.t('your key or command'),
    more: vscode.l10n.t('more of an answer under way'),
    typed: vscode.l10n.t('typing'),
    accepted: vscode.l10n.t('taking a suggestion'),
    deleted: vscode.l10n.t('deleting'),
    undone: vscode.l10n.t('undo or redo'),
    none: vscode.l10n.t('the editor, without a change of the text'),
  };
  return words[cause];
}

export function stageInWords(stage: Stage): string {
  const words: Readonly<Record<Stage, string>> = {
    trigger: vscode.l10n.t('Welcome here?'),
    cache: vscode.l10n.t('Known already?'),
    engine: vscode.l10n.t('Workspace engine'),
    model: vscode.l10n.t('Model'),
    tidy: vscode.l10n.t('Does it fit?'),
    meaning: vscode.l10n.t('Is it there?'),
  };
  return words[stage];
}

/** How a stage ended, in few words. Rules go by their names, as in reports and tests. */
export function resultInWords(result: StageResult): string {
  switch (result.kind) {
    case 'welcome':
      return result.by === 'key'
        ? vscode.l10n.t('yes: asked for by a key')
        : vscode.l10n.t('yes: typing');
    case 'unwelcome':
      return vscode.l10n.t('no: {0}', result.rule);
    case 'known':
      return vscode.l10n.t('yes: from {0}', originInWords(result.from));
    case 'unknown':
      return vscode.l10n.t('no');
    case 'text':
      return result.sure === undefined
        ? vscode.l10n.t('a text')
        : vscode.l10n.t('a text, {0} sure', percent(result.sure));
    case 'nothing':
      return result.best === undefined
        ? vscode.l10n.t('nothing: {0}', result.why)
        : vscode.l10n.t(
            'nothing: {0}; the best guess is {1} sure',
            result.why,
            percent(result.best),
          );
    case 'fits':
      return vscode.l10n.t('yes');
    case 'dropped':
      return vscode.l10n.t('no: {0}', result.rule);
  }
}

/** The sentence of a silence in the user's language, where there is one. */
export function reasonOf({ reason }: Extract<Outcome, { kind: 'silent' }>): string {
  return vscode.l10n.t(reason);
}

/** Where the shown text came from, and how sure it is. */
export function sourceOf({ suggestion }: Extract<Outcome, { kind: 'shown' }>): string {
  const { origin, confidence, recalled } = suggestion;
  return [
    recalled ? vscode.l10n.t('cache') : undefined,
    originInWords(origin),
    confidence === undefined ? undefined : vscode.l10n.t('{0} sure', percent(confidence)),
  ]
    .filter(word => word !== undefined)
    .join(', ');
}

/** As people there write it: `83 %`. */
export function percent(share: number): string {
  return share.toLocaleString(vscode.env.language, { style: 'percent' });
}

/** A time: `12.3 ms`. */
export function milliseconds(time: number): string {
  return `${number(time, time < 100 ? 1 : 0)} ms`;
}

export function number(value: number, digits = 0): string {
  return value.toLocaleString(vscode.env.language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** US dollars; small amounts keep their digits. */
export function dollars(value: number): string {
  return value.toLocaleString(vscode.env.language, {
    style: 'currency',
    currency: 'USD',
    maximumSignificantDigits: 3,
  });
}
