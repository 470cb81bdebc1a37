import type { Receipt } from '../backend/sharing/ledger.ts';
import { shortName } from '../backend/tables/models.ts';
import type { StageResult } from '../completion/outcome.ts';
import type { Sent } from '../completion/types.ts';
import { type Decided, durationOf } from './decisions.ts';

/** What a report says besides the decision. */
export interface ReportFrame {
  /** Versions: one line each. */
  readonly about: readonly string[];
  receiptsOf(sent: Sent): readonly Receipt[];
}

/**
 * A decision as text for whoever is asked about it: rules, times and counts. It holds no code, no path, no address and no name of the user's. In English, as
 * it is for an issue.
 */
export function reportOf(decided: Decided, { about, receiptsOf }: ReportFrame): string {
  const { outcome, languageId, cause, stages, sent } = decided;
  return [
    'Inkling: why?',
    ...about,
    '',
    `language: ${languageId}`,
    `started by: ${cause}`,
    ...endOf(outcome),
    `took: ${durationOf(decided).toFixed(1)} ms`,
    '',
    ...stages.map(
      ({ stage, milliseconds, result }) =>
        `${stage}: ${resultInWords(result)}, ${milliseconds.toFixed(2)} ms`,
    ),
    ...sent.flatMap(one => ['', ...sentLines(one, receiptsOf(one))]),
    '',
  ].join('\n');
}

function endOf(outcome: Decided['outcome']): string[] {
  if (outcome.kind === 'silent') {
    const setting = outcome.setting === undefined ? [] : [`setting: ${outcome.setting}`];
    return [`silent: ${outcome.stage}, ${outcome.rule}`, ...setting];
  }
  const { text, origin, recalled, replaces, confidence } = outcome.suggestion;
  const sure = confidence === undefined ? [] : [`sure: ${percent(confidence)}`];
  return [
    `shown: ${text.length} characters, ${text.split('\n').length} lines, in place of ${replaces}`,
    `from: ${shortName(origin)}${recalled ? ', typed along' : ''}`,
    ...sure,
  ];
}

function sentLines(sent: Sent, receipts: readonly Receipt[]): string[] {
  const { question, tokens, hidden, notes } = sent;
  const { before, after, context } = question;
  return [
    `sent: ${tokens} tokens; ${before.length} characters before, ${after.length} after, ${context.length} pieces of other files; ${hidden} secrets hidden`,
    ...receipts.map(
      ({ model, account: { prompt, cached, generated, cost }, firstText }) =>
        `${shortName(model)}: ${prompt} tokens read (${cached} from its cache), ${generated} written, ${cost} $, first text ${
          firstText === undefined ? 'never' : `after ${Math.round(firstText)} ms`
        }`,
    ),
    ...notes.map(
      ({ source, worth, tokens: size, dropped }) =>
        `context: ${source}, worth ${worth.toFixed(3)}, ${dropped ?? `${size} tokens`}`,
    ),
  ];
}

/** How a stage ended, in few words. */
export function resultInWords(result: StageResult): string {
  switch (result.kind) {
    case 'welcome':
      return `welcome, by ${result.by}`;
    case 'unwelcome':
    case 'dropped':
      return `${result.kind}, ${result.rule}`;
    case 'known':
      return `known from ${shortName(result.from)}`;
    case 'unknown':
      return 'nothing known';
    case 'text':
      return `text${result.sure === undefined ? '' : `, ${percent(result.sure)} sure`}`;
    case 'nothing':
      return `nothing, ${result.why}${result.best === undefined ? '' : `, the best ${percent(result.best)} sure`}`;
    case 'fits':
      return 'fits';
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
