// The page of `Inkling: Usage`: the same figures as charts and as a table, by day, language or model.
import { percentile } from '../core/usage/histogram.ts';
import { costPerLine, type Tally } from '../core/usage/tally.ts';
import { type Chart, drawChart, type Series } from './charts.ts';
import { hear, tell } from './editor.ts';
import { byId, element, table } from './elements.ts';
import { type Choice, chosenOf, type Group, groupsOf, totalOf } from './usageFigures.ts';
import type { FromUsage, ToUsage, UsageWord } from './usageMessages.ts';

const language = document.documentElement.lang;
const selects = {
  days: byId<HTMLSelectElement>('days'),
  by: byId<HTMLSelectElement>('by'),
  languageId: byId<HTMLSelectElement>('languageId'),
  model: byId<HTMLSelectElement>('model'),
};
let told: ToUsage | undefined;

hear<ToUsage>(message => {
  told = message;
  fill(selects.languageId, [...new Set(message.rows.map(row => row.languageId))]);
  fill(selects.model, [...new Set(message.rows.map(row => row.model))]);
  show();
});
for (const select of Object.values(selects)) select.addEventListener('change', show);
byId('refresh').addEventListener('click', () => tell<FromUsage>({ kind: 'refresh' }));
byId('csv').addEventListener('click', () => tell<FromUsage>({ kind: 'export', as: 'csv' }));
byId('json').addEventListener('click', () => tell<FromUsage>({ kind: 'export', as: 'json' }));
byId('delete').addEventListener('click', () => tell<FromUsage>({ kind: 'delete' }));
// a canvas keeps its colours when the theme changes
new MutationObserver(show).observe(document.body, { attributeFilter: ['class'] });
tell<FromUsage>({ kind: 'ready' });

function show(): void {
  if (told === undefined) return;
  const choice = choiceNow();
  const rows = chosenOf(told.rows, choice, told.today);
  const groups = groupsOf(rows, choice, told.today);
  byId('empty').hidden = rows.length > 0;
  byId('charts').hidden = rows.length === 0;
  byId('totals').replaceChildren(...totalsOf(totalOf(rows)));
  if (rows.length > 0) byId('charts').replaceChildren(...chartsOf(groups, choice).map(drawChart));
  byId('table').replaceChildren(tableOf(groups, totalOf(rows), choice));
}

function choiceNow(): Choice {
  const { days, by, languageId, model } = selects;
  const chosen = ({ value, selectedIndex }: HTMLSelectElement): string | undefined =>
    selectedIndex <= 0 ? undefined : value;
  return {
    days: Number(days.value),
    by: by.value as Choice['by'],
    languageId: chosen(languageId),
    model: chosen(model),
  };
}

/** Puts the names into a list to choose from, below `all`. What was chosen stays chosen. */
function fill(select: HTMLSelectElement, names: readonly string[]): void {
  const { value, selectedIndex } = select;
  const options = names
    .toSorted()
    .map(name => element('option', { value: name }, nameInWords(name)));
  select.replaceChildren(element('option', { value: '' }, word('all')), ...options);
  const again = names.indexOf(value);
  select.selectedIndex = selectedIndex > 0 && again >= 0 ? again + 1 : 0;
}

const MOST_GROUPS = 90;

function chartsOf(groups: readonly Group[], { by }: Choice): Chart[] {
  const shown = groups.slice(0, by === 'day' ? MOST_GROUPS : 8);
  const labels = shown.map(([name]) => (by === 'day' ? dayInWords(name) : nameInWords(name)));
  const series = (name: UsageWord, value: (tally: Tally) => number | undefined): Series => ({
    name: word(name),
    values: shown.map(([, tally]) => value(tally)),
  });
  const chart = (
    title: UsageWord,
    inWords: (value: number) => string,
    ...all: readonly Series[]
  ): Chart => ({ title: word(title), labels, series: all, inWords });
  return [
    chart(
      'requests',
      compact,
      series('requests', tally => tally.requests),
    ),
    chart(
      'suggestions',
      compact,
      series('offered', tally => tally.offered),
      series('accepted', tally => tally.accepted),
      series('stayed', tally => tally.stayed),
    ),
    chart(
      'latency',
      milliseconds,
      series('median', tally => percentile(tally.latency, 0.5)),
      series('slowest', tally => percentile(tally.latency, 0.95)),
    ),
    chart(
      'saved',
      compact,
      series('saved', tally => tally.saved),
    ),
    chart(
      'tokens',
      compact,
      series('read', tally => tally.prompt),
      series('written', tally => tally.generated),
    ),
    chart(
      'cost',
      dollars,
      series('cost', tally => tally.cost),
    ),
  ];
}

function totalsOf(total: Tally): HTMLElement[] {
  const share = (part: number, whole: number): string =>
    whole === 0 ? '' : ` (${(part / whole).toLocaleString(language, { style: 'percent' })})`;
  const facts: readonly (readonly [UsageWord, string])[] = [
    ['requests', count(total.requests)],
    ['offered', count(total.offered)],
    ['ofOffered', count(total.accepted) + share(total.accepted, total.offered)],
    ['ofLooked', `${count(total.stayed)} / ${count(total.looked)}`],
    ['saved', count(total.saved)],
    ['tokens', count(total.prompt + total.generated)],
    ['cost', dollars(total.cost)],
    ['costPerLine', perLine(total)],
  ];
  return facts.map(([name, value]) =>
    element('div', {}, element('dt', {}, word(name)), element('dd', {}, value)),
  );
}

const COLUMNS: readonly (readonly [UsageWord, (tally: Tally) => string])[] = [
  ['requests', tally => count(tally.requests)],
  ['offered', tally => count(tally.offered)],
  ['accepted', tally => count(tally.accepted)],
  ['looked', tally => count(tally.looked)],
  ['stayed', tally => count(tally.stayed)],
  ['saved', tally => count(tally.saved)],
  ['lines', tally => count(tally.lines)],
  ['median', tally => time(tally, 0.5)],
  ['slowest', tally => time(tally, 0.95)],
  ['read', tally => count(tally.prompt)],
  ['written', tally => count(tally.generated)],
  ['cost', tally => dollars(tally.cost)],
  ['costPerLine', perLine],
];

/** By day the newest stands first, and days on which nothing was counted are left out. */
function tableOf(groups: readonly Group[], total: Tally, { by }: Choice): HTMLTableElement {
  const names = { day: 'day', languageId: 'language', model: 'model' } as const;
  const counted =
    by === 'day'
      ? groups.filter(([, tally]) => tally.requests + tally.accepted > 0).toReversed()
      : groups;
  const line = (name: string, tally: Tally): string[] => [
    name,
    ...COLUMNS.map(([, value]) => value(tally)),
  ];
  const rows = counted.map(([name, tally]) =>
    line(by === 'day' ? dayInWords(name) : nameInWords(name), tally),
  );
  const head = [word(names[by]), ...COLUMNS.map(([name]) => word(name))];
  return table(word('tableOf'), head, [...rows, line(word('total'), total)]);
}

function word(name: UsageWord): string {
  return told?.words[name] ?? name;
}

function nameInWords(name: string): string {
  if (name === '') return word('commands');
  if (name === 'workspace') return word('workspace');
  return name.split(/[\\/]/).at(-1) ?? name;
}

function dayInWords(day: string): string {
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Date(`${day}T12:00:00Z`).toLocaleDateString(language, options);
}

function count(value: number): string {
  return value.toLocaleString(language, { maximumFractionDigits: 0 });
}

function compact(value: number): string {
  return value.toLocaleString(language, { notation: 'compact' });
}

function milliseconds(value: number): string {
  const digits = value < 10 ? 1 : 0;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })} ms`;
}

function time({ latency }: Tally, share: number): string {
  const found = percentile(latency, share);
  return found === undefined ? word('tooFew') : milliseconds(found);
}

function dollars(value: number): string {
  const options = { style: 'currency', currency: 'USD', maximumSignificantDigits: 3 } as const;
  return value.toLocaleString(language, options);
}

function perLine(tally: Tally): string {
  const cost = costPerLine(tally);
  return cost === undefined ? word('none') : dollars(cost);
}
