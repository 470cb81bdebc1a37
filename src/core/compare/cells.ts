import type { Duel, Figures, Times } from './figures.ts';
import type { Interval } from './statistics.ts';

/** The figures of one competitor as they stand in a table, in the order of `COLUMNS`. */
export function cellsOf(figures: Figures, duel: Duel | undefined): string[] {
  const { name, places, right, rightOfSaid, similarity, first, whole, spent } = figures;
  return [
    inCell(name),
    String(places),
    `**${percent(right.share)}** (${number(right.low)} … ${number(right.high)})`,
    rightOfSaid.places === 0 ? '–' : `${percent(rightOfSaid.share)} (${rightOfSaid.places})`,
    `${similarity.mean.toFixed(2)} (${range(similarity)})`,
    times(first),
    times(whole),
    spent === undefined ? '–' : `${spent.prompt} + ${spent.generated}`,
    spent === undefined ? '–' : dollars(spent.cost),
    duel === undefined ? '' : duelWords(duel),
  ];
}

/** The columns of the table in English; the editor has them in the user's language. */
export const COLUMNS: readonly string[] = [
  'who',
  'places',
  'exactly right (95 % interval)',
  'right where it spoke',
  'similarity',
  'shown after, p50 / p95',
  'whole after, p50 / p95',
  'tokens in + out',
  'cost',
  'against the first: won, lost, points (95 %), p',
];

/** A Markdown table. */
export function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = `|---${'|--:'.repeat(columns.length - 1)}|`;
  return [line(columns), rule, ...rows.map(line)].join('\n');
}

/** A name as it may stand in a cell: it is no markup there. */
export function inCell(text: string): string {
  return text.replace(/[|\\`*_[\]<>&]/g, found => `&#${found.charCodeAt(0)};`).replace(/\s+/g, ' ');
}

/** `+12 −5, +2.1 (0.3 … 3.9), p 0.020`: a head of the column says what is what. */
function duelWords({ won, lost, difference, low, high, p }: Duel): string {
  return `+${won} −${lost}, ${points(difference)} (${points(low)} … ${points(high)}), p ${p.toFixed(3)}`;
}

function range({ low, high }: Interval): string {
  return `${low.toFixed(2)} … ${high.toFixed(2)}`;
}

function times({ p50, p95 }: Times): string {
  return p50 === undefined || p95 === undefined ? '–' : `${ms(p50)} / ${ms(p95)} ms`;
}

function ms(milliseconds: number): string {
  return milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0);
}

function dollars(cost: number): string {
  return cost === 0 ? '$0' : `$${cost.toFixed(cost < 0.1 ? 4 : 2)}`;
}

function percent(share: number): string {
  return `${number(share)} %`;
}

function number(share: number): string {
  return (100 * share).toFixed(1);
}

function points(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`;
}
