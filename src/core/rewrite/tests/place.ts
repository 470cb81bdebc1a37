import { below, distance, endingOf, folderOf, isIn, joined, stemOf } from '../project/paths.ts';
import type { Framework } from './frameworks.ts';
import { isTestFile, sameFamily, testedBy } from './testFiles.ts';

/** Where tests go. */
export interface TestPlace {
  /** `existing`: into this file of tests; `new`: it is to be made; `inside`: into the source itself. */
  readonly kind: 'existing' | 'new' | 'inside';
  readonly path: string;
  /** A file of tests to take the style from; `undefined` where the project has none. */
  readonly model?: string | undefined;
}

/** A source and the file of its tests, as they are in the project: its convention by example. */
interface Pair {
  readonly source: string;
  readonly test: string;
}

/**
 * Where the tests of `path` go: into the file of tests that it has; else into a new one that lies and is named as those of its neighbours.
 *
 *     src/cart.ts, src/cart.test.ts                       ⇒   src/cart.test.ts, existing
 *     src/a.ts, src/__tests__/a.spec.ts; src/b.ts         ⇒   src/__tests__/b.spec.ts
 *     lib/x/a.py, tests/x/test_a.py; lib/y/b.py           ⇒   tests/y/test_b.py
 *
 * @param folder where the manifest of the framework lies; `sources` the package of the source, where that is another.
 */
export function placeTests(
  path: string,
  framework: Framework,
  { folder, sources = folder }: { readonly folder: string; readonly sources?: string },
  files: readonly string[],
): TestPlace {
  if (isTestFile(path, framework)) return { kind: 'existing', path, model: path };
  const inPackage = files.filter(file => isIn(file, folder) && sameFamily(file, path));
  const tests = surest(inPackage, framework);
  const existing = nearest(
    tests.filter(test => testedBy(test, framework)?.stem === stemOf(path)),
    path,
  );
  if (existing !== undefined) return { kind: 'existing', path: existing, model: existing };
  const model = nearest(tests, path);
  if (framework.home.kind === 'inside') return { kind: 'inside', path, model };
  const pairs = pairsOf(
    files.filter(file => sameFamily(file, path)),
    tests,
    framework,
  ).sort(
    (a, b) =>
      distance(folderOf(a.source), folderOf(path)) - distance(folderOf(b.source), folderOf(path)),
  );
  const example = pairs[0]?.test ?? model;
  const name = nameFor(path, framework, example);
  return {
    kind: 'new',
    path: joined(folderFor(path, framework, { folder, sources }, pairs, tests), name),
    model: example,
  };
}

/** The one that shares most of its path with `path`; of those, the first by name. */
export function nearest(candidates: readonly string[], path: string): string | undefined {
  const steps = (file: string): number => distance(folderOf(file), folderOf(path));
  const shared = (file: string): number => commonTail(folderOf(file), folderOf(path));
  return [...candidates].sort(
    (a, b) => shared(b) - shared(a) || steps(a) - steps(b) || (a < b ? -1 : 1),
  )[0];
}

/** How many folders two paths share at their ends: `lib/shop/cart` and `tests/shop/cart` two. */
function commonTail(one: string, other: string): number {
  const left = one.split('/').reverse();
  const right = other.split('/').reverse();
  let same = 0;
  while (same < left.length && left[same] === right[same]) same++;
  return same;
}

/** The tests whose source can be told, each with the nearest file of its name. */
export function pairsOf(
  files: readonly string[],
  tests: readonly string[],
  framework: Framework,
): Pair[] {
  const testSet = new Set(tests);
  return tests.flatMap(test => {
    const stem = testedBy(test, framework)?.stem;
    const sources = files.filter(file => !testSet.has(file) && stemOf(file) === stem);
    const source = nearest(sources, test);
    return source === undefined ? [] : [{ source, test }];
  });
}

/** `cart.ts` by the example of `user.spec.ts` ⇒ `cart.spec.ts` */
function nameFor(path: string, framework: Framework, example: string | undefined): string {
  const likeIt = example === undefined ? undefined : testedBy(example, framework)?.naming;
  const naming = likeIt ?? framework.namings[0];
  return (naming?.name ?? '*').replace('*', stemOf(path)) + endingOf(path);
}

/** The folder of a new file of tests: as a pair of the project shows, else where its tests are, else where the framework's tests usually are. */
function folderFor(
  path: string,
  framework: Framework,
  roots: Roots,
  pairs: readonly Pair[],
  tests: readonly string[],
): string {
  const source = folderOf(path);
  for (const { source: from, test } of pairs) {
    const mapped = mappedFolder(folderOf(from), folderOf(test), source);
    if (mapped !== undefined) return mapped;
  }
  const flat = pairs[0]?.test ?? nearest(tests, path);
  if (flat !== undefined && framework.home.kind !== 'mirror') return folderOf(flat);
  return homeOf(source, framework, roots);
}

/**
 * Where tests of `folder` go, when those of `from` are in `to`; `undefined` where the pair does not tell.
 *
 *     src/a, src/a             src/b   ⇒   src/b               beside
 *     src/a, src/a/__tests__   src/b   ⇒   src/b/__tests__     in a folder below
 *     lib/x, tests/x           lib/y   ⇒   tests/y             mirrored
 */
export function mappedFolder(from: string, to: string, folder: string): string | undefined {
  if (isIn(to, from) && from !== '') return joined(folder, below(to, from));
  if (from === to) return folder;
  const tail = commonTail(from, to);
  const fromRoot = withoutTail(from, tail);
  const toRoot = withoutTail(to, tail);
  return isIn(folder, fromRoot) && !isIn(toRoot, fromRoot)
    ? joined(toRoot, below(folder, fromRoot))
    : undefined;
}

function withoutTail(folder: string, parts: number): string {
  const names = folder.split('/');
  return names.slice(0, names.length - parts).join('/');
}

export interface Roots {
  readonly folder: string;
  readonly sources: string;
}

function homeOf(source: string, { home }: Framework, { folder, sources }: Roots): string {
  if (home.kind === 'flat') return joined(folder, home.folder);
  if (home.kind !== 'mirror') return source;
  for (const [from, to] of home.folders) {
    const root = joined(sources, from);
    if (isIn(source, root)) return joined(folder, to, below(source, root));
  }
  return folder;
}

/** The files of tests. Where some are named as such, those that are only in a folder of tests do not count: they help. */
export function surest(files: readonly string[], framework: Framework): string[] {
  const tests = files.filter(file => isTestFile(file, framework));
  const named = tests.filter(file => testedBy(file, framework)?.naming.within === undefined);
  return named.length > 0 ? named : tests;
}
