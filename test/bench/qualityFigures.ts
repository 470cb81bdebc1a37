import { shareOf } from './restOfLine.ts';
import { randomFrom } from './split.ts';

/** How the model did at one place. */
export interface Scored {
  readonly right: boolean;
  /** 0…1 */
  readonly similarity: number;
  /** Of the prompt, as the server counted. */
  readonly tokens: number;
  readonly language: string;
  /** Nothing but indentation stands before the cursor. */
  readonly atStart: boolean;
}

const DRAWS = 2000;

/** The places of one line. */
type Line = readonly (Scored | undefined)[];

/** One row a variant; the comparison is over the places that both were asked at. */
export function summary(
  scores: ReadonlyMap<string, readonly Line[]>,
  baseline: string,
  without: Readonly<Record<string, string>>,
): string {
  const head =
    '| prompt | places | exactly right | 95 % interval | at line start | similarity | tokens | against the first | against the same without what it adds |\n|---|--:|--:|--:|--:|--:|--:|---|---|';
  const base = scores.get(baseline) ?? [];
  const rows = [...scores].map(([name, all]) => {
    const less = without[name] ?? baseline;
    const known = all.flat().filter(one => one !== undefined);
    const starts = known.filter(one => one.atStart);
    const { share, low, high } = shareOf(rightOf(known), known.length);
    return `| ${name} | ${known.length} | ${percent(share)} | ${percent(low)}–${percent(high)} | ${rightOf(starts)}/${starts.length} | ${mean(known.map(one => one.similarity)).toFixed(3)} | ${mean(known.map(one => one.tokens)).toFixed(0)} | ${name === baseline ? '' : compared(base, all)} | ${less === baseline ? '' : compared(scores.get(less) ?? [], all)} |`;
  });
  return [head, ...rows, '', byLanguage(scores)].join('\n');
}

function byLanguage(scores: ReadonlyMap<string, readonly Line[]>): string {
  const all = [...scores.values()].flatMap(lines => lines.flat()).filter(one => one !== undefined);
  const languages = [...new Set(all.map(one => one.language))];
  const rows = [...scores].map(([name, scored]) => {
    const cells = languages.map(language => {
      const here = scored
        .flat()
        .filter(one => one !== undefined)
        .filter(one => one.language === language);
      return `${rightOf(here)}/${here.length}`;
    });
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  return [
    `| prompt | ${languages.join(' | ')} |`,
    `|---${'|--:'.repeat(languages.length)}|`,
    ...rows,
  ].join('\n');
}

/** `+12 −5, +2.1 points (0.3 to 3.9), p 0.02`: places won and lost, the interval by drawing lines again, and McNemar's exact test. */
function compared(base: readonly Line[], all: readonly Line[]): string {
  const byLine = all.map((line, k) =>
    line.flatMap((one, j) => {
      const other = base[k]?.[j];
      return one && other ? [Number(one.right) - Number(other.right)] : [];
    }),
  );
  const pairs = byLine.flat();
  const won = pairs.filter(difference => difference > 0).length;
  const lost = pairs.filter(difference => difference < 0).length;
  const asked = byLine.filter(line => line.length > 0);
  const random = randomFrom(7);
  const draws = Array.from({ length: DRAWS }, () =>
    mean(asked.flatMap(() => asked[Math.floor(random() * asked.length)] as number[])),
  ).sort((a, b) => a - b);
  const [low, high] = [0.025, 0.975].map(part => points(draws[Math.floor(part * DRAWS)] as number));
  return `+${won} −${lost}, ${points(mean(pairs))} points (${low} to ${high}), p ${mcnemar(won, lost).toFixed(3)}`;
}

/** Two-sided exact test that wins and losses are as likely. */
export function mcnemar(won: number, lost: number): number {
  const changed = won + lost;
  let term = 0.5 ** changed;
  let tail = 0;
  for (let k = 0; k <= Math.min(won, lost); k++) {
    tail += term;
    term *= (changed - k) / (k + 1);
  }
  return Math.min(1, 2 * tail);
}

/** 1 − Levenshtein distance over the longer length. */
export function editSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return 1 - (row[b.length] as number) / Math.max(a.length, b.length);
}

function rightOf(all: readonly Scored[]): number {
  return all.filter(one => one.right).length;
}

function mean(all: readonly number[]): number {
  return all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function points(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`;
}
