import { folderOf } from '../project/paths.ts';
import { type Projects, projectOf } from './dotnetProjects.ts';
import type { Link } from './link.ts';
import { type Declared, projectPathsOf, resolved } from './resolve.ts';

/** A file of a project, as the graph of its imports needs it. */
export interface LinkedFile {
  readonly path: string;
  readonly languageId: string;
  readonly lines: number;
  readonly links: readonly Link[];
  /** The full names of what it declares, where others find it by these. */
  readonly declares?: readonly string[];
}

/** What manifests say of a project. */
export interface Packages {
  /** Folders by the names that other packages import them by. */
  readonly names?: ReadonlyMap<string, string>;
  /** Projects of .NET. */
  readonly projects?: Projects;
}

/** Who needs whom. A node is a file; in Go a folder, `internal/money/`. */
export interface ImportGraph {
  readonly nodes: readonly string[];
  /** All that a node needs. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  /** The same without what only the compiler needs. */
  readonly runs: ReadonlyMap<string, ReadonlySet<string>>;
  readonly neededBy: ReadonlyMap<string, ReadonlySet<string>>;
}

export function graphOf(
  files: readonly LinkedFile[],
  { names = new Map(), projects = new Map() }: Packages = {},
): ImportGraph {
  const nodes = [...new Set(files.map(nodeOf))];
  const paths = projectPathsOf(nodes, names, { spaces: spacesOf(files), projects });
  const linksOf = withThoseForAll(files, projects);
  const needs = empty(nodes);
  const runs = empty(nodes);
  const neededBy = empty(nodes);
  for (const file of files) {
    const node = nodeOf(file);
    for (const link of linksOf(file))
      for (const other of resolved(link, file.path, file.languageId, paths)) {
        if (other === node) continue;
        needs.get(node)?.add(other);
        neededBy.get(other)?.add(node);
        if (!link.isType) runs.get(node)?.add(other);
      }
  }
  return { nodes, needs, runs, neededBy };
}

function spacesOf(files: readonly LinkedFile[]): Declared['spaces'] {
  const spaces = new Map<string, Map<string, string[]>>();
  for (const { path, declares = [] } of files)
    for (const full of declares) {
      const cut = full.lastIndexOf('.');
      const from = full.slice(0, Math.max(0, cut));
      const name = full.slice(cut + 1);
      const space = spaces.get(from) ?? new Map<string, string[]>();
      spaces.set(from, space.set(name, [...(space.get(name) ?? []), path]));
    }
  return spaces;
}

/** The links of a file, and those that any file of its project makes for all; each of these with the names that stand in this file. */
function withThoseForAll(
  files: readonly LinkedFile[],
  projects: Projects,
): (file: LinkedFile) => readonly Link[] {
  const forAll = new Map<string | undefined, Link[]>();
  for (const { path, links } of files)
    for (const link of links) {
      if (link.forAll === undefined) continue;
      const project = projectOf(path, projects);
      forAll.set(project, [...(forAll.get(project) ?? []), link]);
    }
  return ({ path, languageId, links }) => {
    const [own] = links.slice(-1); // where it stands itself
    if (forAll.size === 0 || languageId !== 'csharp' || own === undefined) return links;
    const more = forAll.get(projectOf(path, projects)) ?? [];
    return [...links, ...more.map(link => ({ ...link, names: own.names }))];
  };
}

function nodeOf({ path, languageId }: LinkedFile): string {
  return languageId === 'go' ? `${folderOf(path)}/` : path;
}

function empty(nodes: readonly string[]): Map<string, Set<string>> {
  return new Map(nodes.map(node => [node, new Set<string>()]));
}

/**
 * Groups of nodes that need each other, by Tarjan's algorithm (1972), without recursion: a node alone is a group too. What a group needs comes before it.
 */
export function tangles(
  nodes: readonly string[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly string[])[] {
  const groups: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const lower = (node: string, to: number): void => {
    low.set(node, Math.min(low.get(node) ?? to, to));
  };
  const enter = (node: string): { node: string; next: Iterator<string> } => {
    index.set(node, index.size);
    lower(node, index.get(node) ?? 0);
    open.push(node);
    isOpen.add(node);
    return { node, next: (needs.get(node) ?? new Set<string>())[Symbol.iterator]() };
  };
  for (const root of nodes) {
    const path = index.has(root) ? [] : [enter(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { value: other, done } = top.next.next();
      if (done !== true) {
        if (!index.has(other)) path.push(enter(other));
        else if (isOpen.has(other)) lower(top.node, index.get(other) ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.node;
      if (parent !== undefined) lower(parent, low.get(top.node) ?? 0);
      if (low.get(top.node) !== index.get(top.node)) continue;
      const group = open.splice(open.lastIndexOf(top.node));
      for (const one of group) isOpen.delete(one);
      groups.push(group);
    }
  }
  return groups;
}

/** The shortest way around inside of a tangle: each needs the next, the last the first. */
export function cycleIn(
  group: readonly string[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const inside = new Set(group);
  let best: readonly string[] = [];
  for (const start of group.slice(0, 50)) {
    const from = new Map<string, string>();
    const queue = [start];
    search: for (const node of queue) {
      for (const other of needs.get(node) ?? []) {
        if (other === start) {
          const way: string[] = [];
          for (let at: string | undefined = node; at !== undefined; at = from.get(at))
            way.unshift(at);
          if (best.length === 0 || way.length < best.length) best = way;
          break search;
        }
        if (!inside.has(other) || from.has(other)) continue;
        from.set(other, node);
        queue.push(other);
      }
    }
  }
  return best;
}
