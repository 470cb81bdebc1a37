import type { Counted, Facts } from './facts.ts';

/** How a path is written: as a link in the view, plain for a model. */
export type WritePath = (path: string) => string;
/** Says a template in the user's language; `{name}` is filled in. */
export type Say = (template: string, facts?: Readonly<Record<string, string | number>>) => string;

/** What the report says; the editor translates it. */
export const WORDS = {
  head: '{files} files, {lines} lines ({languages}); {links} times one needs another.',
  cycles: 'Cycles',
  layers: 'Layers, from the top',
  against: 'Against the order of layers',
  mostNeeded: 'Most depended on',
  neediest: 'Depend on most',
  longest: 'Longest files',
  unneeded: 'Nothing depends on',
  none: 'None.',
  neededBy: 'needed by {count}',
  needs: 'needs {count}',
  lines: '{count} lines',
  tangled: '{tangled} files in all',
  back: '{count} links; {back} go the other way',
  more: 'and {left} more',
} as const;

const SHOWN_UNNEEDED = 12;

/** The facts as Markdown: what is not there is not spoken of, save cycles. */
export function reportOf(facts: Facts, write: WritePath, say: Say): string {
  const { files, lines, languages, links } = facts;
  const spoken = languages.map(({ path, count }) => `${path} ${count}`).join(', ');
  const head = say(WORDS.head, {
    files,
    lines,
    languages: spoken,
    links,
  });
  const rows = (all: readonly Counted[], template: string): string[] =>
    all.map(({ path, count }) => `- ${write(path)}: ${say(template, { count })}`);
  const sections: (readonly [string, readonly string[]])[] = [
    [say(WORDS.cycles), cyclesOf(facts, write, say)],
    [say(WORDS.layers), layersOf(facts, write)],
    [say(WORDS.against), againstOf(facts, write, say)],
    [say(WORDS.mostNeeded), rows(facts.mostNeeded, WORDS.neededBy)],
    [say(WORDS.neediest), rows(facts.neediest, WORDS.needs)],
    [say(WORDS.longest), rows(facts.longest, WORDS.lines)],
    [say(WORDS.unneeded), unneededOf(facts, write, say)],
  ];
  const shown = sections.filter(([, list]) => list.length > 0);
  return [head, ...shown.map(([title, list]) => `## ${title}\n\n${list.join('\n')}`)].join('\n\n');
}

function cyclesOf({ cycles }: Facts, write: WritePath, say: Say): string[] {
  if (cycles.length === 0) return [say(WORDS.none)];
  return cycles.map(({ around, tangled }) => {
    const way = [...around, ...around.slice(0, 1)].map(write).join(' → ');
    const more = tangled > around.length ? ` (${say(WORDS.tangled, { tangled })})` : '';
    return `- ${way}${more}`;
  });
}

function layersOf({ layers }: Facts, write: WritePath): string[] {
  if (layers.length < 2) return [];
  return layers.map((row, k) => `${k + 1}. ${row.map(write).join(', ')}`);
}

function againstOf({ against }: Facts, write: WritePath, say: Say): string[] {
  return against.map(({ from, to, count, back, examples }) => {
    const shown = examples.map(([one, other]) => `${write(one)} → ${write(other)}`).join(', ');
    const counts = say(WORDS.back, { count, back });
    return `- ${write(from)} → ${write(to)}: ${counts}: ${shown}`;
  });
}

function unneededOf({ unneeded }: Facts, write: WritePath, say: Say): string[] {
  const shown = unneeded.slice(0, SHOWN_UNNEEDED).map(path => `- ${write(path)}`);
  const left = unneeded.length - shown.length;
  return left === 0 ? shown : [...shown, `- ${say(WORDS.more, { left })}`];
}
