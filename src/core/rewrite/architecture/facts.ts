import { folderOf } from '../project/paths.ts';
import {
  cycleIn,
  graphOf,
  type ImportGraph,
  type LinkedFile,
  type Packages,
  tangles,
} from './graph.ts';

/** A file, and how many. */
export interface Counted {
  readonly path: string;
  readonly count: number;
}

/** Two folders that need each other: the weaker direction is against the order. */
export interface AgainstOrder {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** How many links there are in the other direction. */
  readonly back: number;
  /** Which file needs which, of the weaker direction. */
  readonly examples: readonly (readonly [from: string, to: string])[];
}

/** What can be told of a project's structure without a model: all of it counted, none of it judged. */
export interface Facts {
  readonly files: number;
  readonly lines: number;
  /** Language ids, most files first. */
  readonly languages: readonly Counted[];
  /** Mentions of files by files. */
  readonly links: number;
  /** Each needs the next, the last the first; with how many files are tangled up in it. */
  readonly cycles: readonly { readonly around: readonly string[]; readonly tangled: number }[];
  readonly mostNeeded: readonly Counted[];
  readonly neediest: readonly Counted[];
  /** Folders, those that nothing needs first: what stands in a row needs only what stands below, or tangled beside it. */
  readonly layers: readonly (readonly string[])[];
  readonly against: readonly AgainstOrder[];
  /** No other file needs them: where something begins, or ends. */
  readonly unneeded: readonly string[];
  readonly longest: readonly Counted[];
}

const MOST = 8;
const MOST_FOLDERS = 24;
const LONG = 400;

export function factsOf(files: readonly LinkedFile[], packages: Packages = {}): Facts {
  const graph = graphOf(files, packages);
  const { nodes, needs, neededBy } = graph;
  const counted = (of: ReadonlyMap<string, ReadonlySet<string>>, least: number): Counted[] =>
    most(
      nodes.map(path => ({ path, count: of.get(path)?.size ?? 0 })),
      least,
    );
  const languages = new Map<string, number>();
  for (const { languageId } of files)
    languages.set(languageId, (languages.get(languageId) ?? 0) + 1);
  return {
    files: files.length,
    lines: files.reduce((sum, file) => sum + file.lines, 0),
    languages: most([...languages].map(([path, count]) => ({ path, count }))),
    links: [...needs.values()].reduce((sum, { size }) => sum + size, 0),
    cycles: cyclesIn(graph),
    mostNeeded: counted(neededBy, 2),
    neediest: counted(needs, 5),
    ...foldersIn(graph),
    unneeded: nodes.filter(path => neededBy.get(path)?.size === 0 && needs.get(path)?.size !== 0),
    longest: most(
      files.map(({ path, lines }) => ({ path, count: lines })),
      LONG,
    ),
  };
}

function most(all: readonly Counted[], least = 1): Counted[] {
  return all
    .filter(({ count }) => count >= least)
    .sort((one, other) => other.count - one.count || one.path.localeCompare(other.path))
    .slice(0, MOST);
}

function cyclesIn({ nodes, runs }: ImportGraph): Facts['cycles'] {
  return tangles(nodes, runs)
    .filter(group => group.length > 1)
    .map(group => ({ around: cycleIn(group, runs), tangled: group.length }))
    .sort((one, other) => other.tangled - one.tangled)
    .slice(0, MOST);
}

function foldersIn(graph: ImportGraph): Pick<Facts, 'layers' | 'against'> {
  const nameOf = folderNames(graph.nodes);
  const needs = new Map<string, Map<string, [string, string][]>>();
  for (const node of graph.nodes) needs.set(nameOf(node), new Map());
  for (const [from, others] of graph.needs)
    for (const to of others) {
      const [here, there] = [nameOf(from), nameOf(to)];
      if (here === there) continue;
      const all = needs.get(here);
      all?.set(there, [...(all.get(there) ?? []), [from, to]]);
    }
  return { layers: layersIn(needs), against: againstIn(needs) };
}

type FolderNeeds = ReadonlyMap<string, ReadonlyMap<string, readonly (readonly [string, string])[]>>;

/** The folder of a file, cut to as many levels as make a picture that can be overseen. */
function folderNames(nodes: readonly string[]): (node: string) => string {
  const cut = (node: string, levels: number): string =>
    folderOf(node).split('/').slice(0, levels).join('/') || '.';
  const deepest = Math.max(1, ...nodes.map(node => node.split('/').length));
  let levels = deepest;
  while (levels > 1 && new Set(nodes.map(node => cut(node, levels))).size > MOST_FOLDERS) levels--;
  return node => cut(node, levels);
}

/** A folder stands one row above the highest that it needs; folders that need each other stand in one row. */
function layersIn(needs: FolderNeeds): readonly (readonly string[])[] {
  const plain = new Map([...needs].map(([folder, others]) => [folder, new Set(others.keys())]));
  const level = new Map<string, number>();
  const rows: string[][] = [];
  for (const group of tangles([...needs.keys()], plain)) {
    const below = group
      .flatMap(folder => [...(plain.get(folder) ?? [])])
      .filter(folder => !group.includes(folder))
      .map(folder => level.get(folder) ?? 0);
    const own = below.length === 0 ? 0 : Math.max(...below) + 1;
    for (const folder of group) level.set(folder, own);
    rows[own] = [...(rows[own] ?? []), ...group];
  }
  return rows.map(row => row.sort()).reverse();
}

function againstIn(needs: FolderNeeds): readonly AgainstOrder[] {
  const found: AgainstOrder[] = [];
  for (const [from, others] of needs)
    for (const [to, links] of others) {
      const back = needs.get(to)?.get(from)?.length ?? 0;
      const isWeaker = links.length < back || (links.length === back && from < to);
      if (isWeaker)
        found.push({ from, to, count: links.length, back, examples: links.slice(0, 3) });
    }
  return found.sort((one, other) => other.back - one.back).slice(0, MOST);
}
