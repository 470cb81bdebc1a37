import { folderOf, foldersUp, nameOf, resolved as pathFrom } from '../project/paths.ts';
import { type Projects, projectOf, seenFrom } from './dotnetProjects.ts';
import type { Link } from './link.ts';

/** The files of a project, to be found by what imports say. */
export interface ProjectPaths {
  has(path: string): boolean;
  /** Paths that end with `/` and this, or are it. */
  endingWith(end: string): readonly string[];
  /** Folders by the name under which other packages import them: of a monorepo's packages, of a Go module. */
  readonly packages: ReadonlyMap<string, string>;
  readonly declared: Declared;
}

/** What is found by its full name and not by its path. */
export interface Declared {
  /** By namespace and name, the files that declare it: of a partial type there are several. */
  readonly spaces: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  readonly projects: Projects;
}

export function projectPathsOf(
  paths: readonly string[],
  packages: ReadonlyMap<string, string>,
  declared: Declared,
): ProjectPaths {
  const known = new Set(paths);
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    const name = nameOf(path);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return {
    packages,
    declared,
    has: path => known.has(path),
    endingWith: end =>
      (byName.get(nameOf(end)) ?? []).filter(path => path === end || path.endsWith(`/${end}`)),
  };
}

/** The files of the project that a link of a file means. None where it means a library, or where its language does not tell. */
export function resolved(
  link: Link,
  path: string,
  languageId: string,
  paths: ProjectPaths,
): readonly string[] {
  const found = RESOLVERS[languageId]?.(link, path, paths) ?? [];
  return [...new Set(found)].filter(other => other !== path);
}

/** Do imports of this language tell which file they mean? */
export function canBeRead(languageId: string): boolean {
  return Object.hasOwn(RESOLVERS, languageId);
}

type Resolver = (link: Link, path: string, paths: ProjectPaths) => readonly string[];

const RESOLVERS: Readonly<Record<string, Resolver>> = {
  typescript: ecmascript,
  typescriptreact: ecmascript,
  javascript: ecmascript,
  javascriptreact: ecmascript,
  python,
  rust,
  go: (link, _, paths) => goPackage(link, paths),
  java: (link, _, paths) => java(link, paths),
  c: include,
  cpp: include,
  csharp: (link, path, { declared }) => csharp(link, path, declared),
  ruby: (link, path, paths) =>
    firstOf([`${pathFrom(folderOf(path), link.from)}.rb`, `lib/${link.from}.rb`], paths),
  php: (link, path, paths) => php(link, path, paths),
};

const ENDINGS = [
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.vue',
  '.svelte',
  '.json',
];

/** `./money`, `./money.js` for `money.ts`, `@/money` for `src/money`, `@scope/package/money`. */
function ecmascript({ from }: Link, path: string, paths: ProjectPaths): readonly string[] {
  if (from.startsWith('.')) return firstOf(scriptsAt(pathFrom(folderOf(path), from)), paths);
  const alias = /^[@~]\/(.+)$/.exec(from)?.[1];
  if (alias !== undefined)
    return firstOf([`src/${alias}`, alias, `app/${alias}`].flatMap(scriptsAt), paths);
  for (const [name, folder] of paths.packages) {
    if (from !== name && !from.startsWith(`${name}/`)) continue;
    const inside = from.slice(name.length + 1);
    const bases = [pathFrom(folder, inside), pathFrom(folder, `src/${inside}`)];
    return firstOf(bases.flatMap(scriptsAt), paths);
  }
  return [];
}

function scriptsAt(base: string): readonly string[] {
  const bare = base.replace(/\.[cm]?jsx?$/, '');
  const index = base === '' ? 'index' : `${base}/index`;
  return [
    base,
    ...[base, bare].flatMap(one => ENDINGS.map(ending => one + ending)),
    ...ENDINGS.map(ending => index + ending),
  ];
}

/** `.money`, `..shop.money`, `shop.money`: from the folder of the file, or from one above it. */
function python({ from, names }: Link, path: string, paths: ProjectPaths): readonly string[] {
  const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(from) ?? [];
  const inside = rest.replaceAll('.', '/');
  const roots =
    dots === '' ? [...foldersUp(path), 'src', 'lib'] : [above(folderOf(path), dots.length - 1)];
  for (const root of roots) {
    const base = pathFrom(root, inside);
    const modules = names.flatMap(name => firstOf(pythonAt(pathFrom(base, name)), paths));
    const own = firstOf(pythonAt(base), paths);
    const found = modules.length > 0 && own.every(isPackage) ? modules : [...own, ...modules];
    if (found.length > 0) return found;
  }
  return [];
}

function pythonAt(base: string): readonly string[] {
  return [`${base}.py`, `${base}/__init__.py`, `${base}.pyi`];
}

function isPackage(path: string): boolean {
  return path.endsWith('/__init__.py');
}

/** `crate::store::orders`, `super::money`. A name at the end may be a file or stand in one. */
function rust({ from, names }: Link, path: string, paths: ProjectPaths): readonly string[] {
  const root = /^(.*?\bsrc)\//.exec(path)?.[1] ?? folderOf(path);
  const own = /\/?(mod|lib|main)\.rs$/.test(path) ? folderOf(path) : path.replace(/\.rs$/, '');
  return names.flatMap(name => {
    const parts = (from === '' ? name : `${from}::${name}`).split('::');
    let base: string | undefined;
    while (/^(crate|self|super)$/.test(parts[0] ?? '')) {
      const word = parts.shift();
      base = word === 'crate' ? root : word === 'self' ? (base ?? own) : above(base ?? own, 1);
    }
    if (base === undefined) return [];
    for (let length = parts.length; length > 0; length--) {
      const at = pathFrom(base, parts.slice(0, length).join('/'));
      const found = firstOf([`${at}.rs`, `${at}/mod.rs`], paths);
      if (found.length > 0) return found;
    }
    return [];
  });
}

/** In Go a folder is the unit: `internal/money/`. */
function goPackage({ from }: Link, { packages, has }: ProjectPaths): readonly string[] {
  for (const [name, folder] of packages) {
    if (from !== name && !from.startsWith(`${name}/`)) continue;
    const unit = `${pathFrom(folder, from.slice(name.length + 1))}/`;
    return has(unit) ? [unit] : [];
  }
  return [];
}

function java({ from, names }: Link, paths: ProjectPaths): readonly string[] {
  const folder = from.replaceAll('.', '/');
  const found = names.flatMap(name => onlyOne(paths.endingWith(`${folder}/${name}.java`)));
  return found.length > 0 ? found : onlyOne(paths.endingWith(`${folder}.java`)); // a static import
}

/** Of what is named, the files that declare it: in the file's own project, else in one of those that it refers to. */
function csharp(
  { from, names }: Link,
  path: string,
  { spaces, projects }: Declared,
): readonly string[] {
  const space = spaces.get(from);
  if (space === undefined) return [];
  const own = projectOf(path, projects);
  const seen = own === undefined ? undefined : seenFrom(own, projects);
  return names.flatMap(name => {
    const byProject = new Map<string | undefined, string[]>();
    for (const file of space.get(name) ?? []) {
      const project = projectOf(file, projects);
      if (seen !== undefined && project !== undefined && !seen.has(project)) continue;
      byProject.set(project, [...(byProject.get(project) ?? []), file]);
    }
    const found = byProject.get(own) ?? onlyOne([...byProject.values()])[0] ?? [];
    return found.includes(path) ? [] : found; // a part of a type does not need the other parts
  });
}

function include({ from }: Link, path: string, paths: ProjectPaths): readonly string[] {
  const beside = firstOf([pathFrom(folderOf(path), from), pathFrom('include', from)], paths);
  return beside.length > 0 ? beside : onlyOne(paths.endingWith(from));
}

/** `App\Models` + `Order`: the first part is no folder more often than not. */
function php({ from, names }: Link, path: string, paths: ProjectPaths): readonly string[] {
  if (/\.php$/.test(from))
    return firstOf([pathFrom(folderOf(path), from.replace(/^\//, ''))], paths);
  return names.flatMap(name => {
    const parts = [...from.split('\\').filter(part => part !== ''), name];
    for (let at = 0; at < parts.length; at++) {
      const found = onlyOne(paths.endingWith(`${parts.slice(at).join('/')}.php`));
      if (found.length > 0) return found;
    }
    return [];
  });
}

function firstOf(candidates: readonly string[], paths: ProjectPaths): readonly string[] {
  const found = candidates.find(candidate => paths.has(candidate));
  return found === undefined ? [] : [found];
}

/** What could be either is neither. */
function onlyOne<T>(found: readonly T[]): readonly T[] {
  return found.length === 1 ? found : [];
}

function above(folder: string, levels: number): string {
  return levels <= 0 ? folder : above(folderOf(folder), levels - 1);
}
