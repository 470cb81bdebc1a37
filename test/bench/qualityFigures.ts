import { drawnAgain, mcnemar, mean, shareOf } from '../../src/core/compare/statistics.ts';

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
  const { low, high } = drawnAgain(byLine.filter(line => line.length > 0));
  return `+${won} −${lost}, ${points(mean(pairs))} points (${points(low)} to ${points(high)}), p ${mcnemar(won, lost).toFixed(3)}`;
}

function rightOf(all: readonly Scored[]): number {
  return all.filter(one => one.right).length;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function points(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`;
}
