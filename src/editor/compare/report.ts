import * as vscode from 'vscode';
import { cellsOf, inCell, tableOf } from '../../core/compare/cells.ts';
import type { Compared } from '../../core/compare/compare.ts';
import { duelOf, type Figures, figuresOf } from '../../core/compare/figures.ts';
import type { Competitor } from '../../core/compare/replay.ts';

/** What was compared, and on what. */
export interface Comparison {
  readonly competitors: readonly Competitor[];
  readonly compared: readonly Compared[];
  /** Places that were to be compared: more than were, where it was ended early. */
  readonly wanted: number;
  readonly repository: string;
  readonly commits: number;
}

const EXAMPLES = 12;
/** Lines above the line that was written. */
const ABOVE = 3;

/** The comparison as Markdown: the table, what it means, by language, and places where they differ. */
export function reportOf(comparison: Comparison): string {
  const { competitors, compared, wanted, repository, commits } = comparison;
  const figures = competitors.map(({ name, spent }, k) => figuresOf(name, k, compared, spent?.()));
  const rows = figures.map((one, k) => cellsOf(one, k === 0 ? undefined : duelOf(k, 0, compared)));
  return [
    `# ${vscode.l10n.t('Models on my code')}`,
    `${vscode.l10n.t(
      '{0} places in lines that the last {1} commits of {2} wrote.',
      compared.length,
      commits,
      inCell(repository),
    )} ${compared.length < wanted ? vscode.l10n.t('It was ended before all {0} were asked.', wanted) : ''}`,
    tableOf(columns(), rows),
    ...failures(figures),
    meaning(),
    `## ${vscode.l10n.t('By language')}`,
    byLanguage(comparison),
    `## ${vscode.l10n.t('Examples')}`,
    ...examples(comparison),
  ].join('\n\n');
}

function columns(): string[] {
  return [
    vscode.l10n.t('who'),
    vscode.l10n.t('places'),
    vscode.l10n.t('exactly right (95 % interval)'),
    vscode.l10n.t('right where it spoke'),
    vscode.l10n.t('similarity'),
    vscode.l10n.t('shown after, p50 / p95'),
    vscode.l10n.t('whole after, p50 / p95'),
    vscode.l10n.t('tokens in + out'),
    vscode.l10n.t('cost'),
    vscode.l10n.t('against the first: won, lost, points (95 %), p'),
  ];
}

function failures(figures: readonly Figures[]): string[] {
  return figures
    .filter(({ failed }) => failed > 0)
    .map(({ name, failed, reason }) =>
      vscode.l10n.t(
        '**{0}** could not be asked at {1} places, which do not count for it: {2}',
        inCell(name),
        failed,
        inCell(reason ?? ''),
      ),
    );
}

function meaning(): string {
  return [
    vscode.l10n.t(
      'Each was asked at a random place of a line for the rest of it, as the key asks that asks for ghost text, through the same stages and with the same prompt. The text was as when the line was written: what was written below it in the same run was not there, and the repository was learned as it was before these commits.',
    ),
    vscode.l10n.t(
      'Right is only what is the same to the last character. Similarity is 1 less the share of characters that would have to be changed. Times are of a place where nobody typed before; while you type along, a server knows most of its prompt already and is faster.',
    ),
    vscode.l10n.t(
      'Intervals: where the true figure lies with 95 % certainty on code like this. A large p says that the difference may be chance. A model may have been trained on public code.',
    ),
  ].join('\n\n');
}

function byLanguage({ competitors, compared }: Comparison): string {
  const languages = [...new Set(compared.map(({ at }) => at.languageId))];
  const rows = languages.map(language => {
    const here = compared.filter(({ at }) => at.languageId === language);
    const cells = competitors.map(({ name }, k) => {
      const { right, places } = figuresOf(name, k, here, undefined);
      return `${Math.round(right.share * places)} / ${places}`;
    });
    return [inCell(language), ...cells];
  });
  return tableOf(
    [vscode.l10n.t('exactly right'), ...competitors.map(({ name }) => inCell(name))],
    rows,
  );
}

/** Places where they differ tell most; those where all were right or all wrong come after. */
function examples({ competitors, compared }: Comparison): string[] {
  const isRight = (one: Compared, k: number): boolean => {
    const said = one.said[k];
    return said?.kind === 'said' && said.text === one.rest;
  };
  const ranked = compared
    .map(one => {
      const right = competitors.filter((_, k) => isRight(one, k)).length;
      return { one, differs: right > 0 && right < competitors.length };
    })
    .sort((a, b) => Number(b.differs) - Number(a.differs))
    .slice(0, EXAMPLES);
  return ranked.map(({ one }) => {
    const { at, rest, said } = one;
    const lines = at.before.split('\n');
    const before = lines.slice(-1 - ABOVE).join('\n');
    const answers = competitors.map(({ name }, k) => {
      const mark = isRight(one, k) ? '✓' : '✗';
      const answer = said[k];
      const words =
        answer?.kind === 'said' ? answer.text.trimStart() : vscode.l10n.t('(could not be asked)');
      const time = answer?.kind === 'said' ? ` (${Math.round(answer.first)} ms)` : '';
      return `${mark} ${name}${time}: ${words === '' ? vscode.l10n.t('(nothing)') : words}`;
    });
    const written = vscode.l10n.t('written: {0}', rest.trimStart());
    return [
      `**${inCell(at.path)}:${at.line + 1}**`,
      fenced(`${before}█`, at.languageId),
      fenced([written, ...answers].join('\n'), 'text'),
    ].join('\n\n');
  });
}

/** A fence that no text inside can end. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
