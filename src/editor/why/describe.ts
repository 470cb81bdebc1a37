import * as vscode from 'vscode';
import type { Receipt } from '../../core/backend/sharing/ledger.ts';
import { shortName } from '../../core/backend/tables/models.ts';
import type { Sent } from '../../core/completion/types.ts';
import { type Decided, durationOf } from '../../core/why/decisions.ts';
import { piecesOf } from '../../core/why/pieces.ts';
import type { WhyBlock, WhyRow } from '../../views/whyMessages.ts';
import {
  causeInWords,
  dollars,
  milliseconds,
  number,
  reasonOf,
  resultInWords,
  sourceOf,
  stageInWords,
} from './words.ts';

/** What came of the questions that were sent. */
type ReceiptsOf = (sent: Sent) => readonly Receipt[];

/** A decision as one row of the list. */
export function rowOf(decided: Decided): WhyRow {
  const { outcome, id, path, line, when } = decided;
  const shown = outcome.kind === 'shown';
  const clock = new Date(when).toLocaleTimeString(vscode.env.language);
  const source = shown ? sourceOf(outcome) : vscode.l10n.t('silent: {0}', outcome.rule);
  return {
    id,
    shown,
    title: titleOf(decided),
    where: `${path.slice(path.lastIndexOf('/') + 1)}:${line}`,
    note: [clock, milliseconds(durationOf(decided)), source].join(' · '),
  };
}

/** What was shown, or why nothing was. */
export function titleOf({ outcome }: Decided): string {
  return outcome.kind === 'shown' ? outcome.suggestion.text.trim() : reasonOf(outcome);
}

/** All that is told of a decision. */
export function blocksOf(decided: Decided, receiptsOf: ReceiptsOf): WhyBlock[] {
  const { sent } = decided;
  const nothing = vscode.l10n.t('Nothing left this machine for it: no model was asked.');
  return [
    { kind: 'facts', facts: factsOf(decided) },
    { kind: 'act', act: 'copyReport', text: vscode.l10n.t('Copy Report (without Code)') },
    stagesOf(decided),
    { kind: 'heading', text: vscode.l10n.t('What was sent') },
    ...(sent.length === 0 ? [{ kind: 'note' as const, text: nothing }] : []),
    ...sent.flatMap(one => [receiptBlock(one, receiptsOf(one)), ...sentBlocks(one)]),
  ];
}

function factsOf(decided: Decided): Extract<WhyBlock, { kind: 'facts' }>['facts'] {
  const { outcome, path, line, languageId, cause } = decided;
  const where = { value: `${path}:${line}`, act: 'goThere' as const };
  const start = [
    { name: vscode.l10n.t('Where'), ...where },
    { name: vscode.l10n.t('Language'), value: languageId },
    { name: vscode.l10n.t('Started by'), value: causeInWords(cause) },
    { name: vscode.l10n.t('Took'), value: milliseconds(durationOf(decided)) },
  ];
  if (outcome.kind === 'shown') {
    return [...start, { name: vscode.l10n.t('Text from'), value: sourceOf(outcome) }];
  }
  const rule = { name: vscode.l10n.t('Rule'), value: `${outcome.stage}: ${outcome.rule}` };
  const { setting } = outcome;
  if (setting === undefined) return [...start, rule];
  const link = { name: vscode.l10n.t('Setting'), value: setting, act: 'openSetting' as const };
  return [...start, rule, link];
}

function stagesOf({ stages }: Decided): WhyBlock {
  return {
    kind: 'table',
    title: vscode.l10n.t('Stages'),
    head: [vscode.l10n.t('Stage'), vscode.l10n.t('Outcome'), vscode.l10n.t('Time')],
    rows: stages.map(({ stage, result, milliseconds: time }) => [
      stageInWords(stage),
      resultInWords(result),
      `${number(time, 2)} ms`,
    ]),
  };
}

/** What the question cost, or that it is still under way. */
function receiptBlock({ host }: Sent, receipts: readonly Receipt[]): WhyBlock {
  if (receipts.length === 0) {
    return { kind: 'note', text: vscode.l10n.t('Under way to {0}.', host) };
  }
  return {
    kind: 'table',
    title: vscode.l10n.t('What it took'),
    head: [
      vscode.l10n.t('Model'),
      vscode.l10n.t('Server'),
      vscode.l10n.t('Tokens read'),
      vscode.l10n.t('from its cache'),
      vscode.l10n.t('Tokens written'),
      vscode.l10n.t('First text'),
      vscode.l10n.t('Cost'),
    ],
    rows: receipts.map(({ model, host: server, account, firstText }) => [
      shortName(model),
      server,
      number(account.prompt),
      number(account.cached),
      number(account.generated),
      firstText === undefined ? vscode.l10n.t('none') : milliseconds(firstText),
      account.cost === 0 ? vscode.l10n.t('none known') : dollars(account.cost),
    ]),
  };
}

/** The texts of a question as the gate let them through, and what became of every offer of context. */
export function sentBlocks(sent: Sent): WhyBlock[] {
  const { tokens, hidden, notes } = sent;
  const about = vscode.l10n.t('About {0} tokens of prompt.', number(tokens));
  const secrets =
    hidden === 0
      ? vscode.l10n.t('No secret was found around the cursor.')
      : vscode.l10n.t('Secrets hidden around the cursor: {0}.', hidden);
  const pieces = piecesOf(sent).map(({ path, why, stretches }) => ({
    kind: 'code' as const,
    title: why === undefined ? path : `${path}: ${vscode.l10n.t(why)}`,
    stretches: stretches.map(stretch =>
      stretch.kind === 'cursor' ? { ...stretch, text: vscode.l10n.t('cursor') } : stretch,
    ),
  }));
  return [{ kind: 'note', text: `${about} ${secrets}` }, ...pieces, ...notesBlock(notes)];
}

function notesBlock(notes: Sent['notes']): WhyBlock[] {
  if (notes.length === 0) return [];
  return [
    {
      kind: 'table',
      title: vscode.l10n.t('Context that was offered'),
      head: [
        vscode.l10n.t('Source'),
        vscode.l10n.t('File'),
        vscode.l10n.t('Why'),
        vscode.l10n.t('Worth'),
        vscode.l10n.t('Outcome'),
      ],
      rows: notes.map(({ source, path, why, worth, tokens, dropped }) => [
        source,
        path,
        why,
        worth.toFixed(3),
        dropped === undefined
          ? vscode.l10n.t('went along, {0} tokens', number(tokens))
          : vscode.l10n.t('left out: {0}', dropped),
      ]),
    },
  ];
}
