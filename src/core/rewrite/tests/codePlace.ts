import {
  below,
  endingOf,
  folderOf,
  isIn,
  joined,
  nameOf,
  resolved,
  stemOf,
} from '../project/paths.ts';
import type { Framework } from './frameworks.ts';
import { mappedFolder, nearest, pairsOf, type Roots, surest } from './place.ts';
import { sameFamily, testedBy } from './testFiles.ts';

/** Where the code is, or goes, that some tests are about. */
export interface CodePlace {
  /** `existing`: in this file; `new`: it is to be made; `inside`: the tests stand in the file of the code. */
  readonly kind: 'existing' | 'new' | 'inside';
  readonly path: string;
}

/**
 * The file that a file of tests is about: what it imports under its own name, else the file of that name, else a new one that lies where its tests lead to.
 *
 *     shop/cart.test.js imports './cart.js'                          ⇒   shop/cart.js
 *     tests/y/test_cart.py beside lib/x/user.py, tests/x/test_user.py  ⇒   lib/y/cart.py, new
 *
 * @param path of the file of tests, and `text` what it says.
 */
export function codePlace(
  path: string,
  text: string,
  framework: Framework,
  { folder, sources = folder }: { readonly folder: string; readonly sources?: string },
  files: readonly string[],
): CodePlace {
  const stem = testedBy(path, framework)?.stem;
  if (stem === undefined) return { kind: 'inside', path };
  const family = files.filter(file => sameFamily(file, path));
  const tests = surest(family, framework);
  const code = family.filter(file => !tests.includes(file) && file !== path);
  const imported = importedBy(path, text, stem, code);
  if (imported !== undefined)
    return { kind: code.includes(imported) ? 'existing' : 'new', path: imported };
  const existing = nearest(
    code.filter(file => stemOf(file) === stem),
    path,
  );
  if (existing !== undefined) return { kind: 'existing', path: existing };
  const home = folderFor(path, framework, { folder, sources }, family, code);
  return { kind: 'new', path: joined(home, stem + endingOf(path)) };
}

/** A module that is imported by a path: the one that is named like the tests, else the only one. */
function importedBy(
  path: string,
  text: string,
  stem: string,
  code: readonly string[],
): string | undefined {
  const found = /\.py$/.test(path) ? pythonImports(text, code) : relativeImports(path, text, code);
  const named = found.find(file => stemOf(file) === stem);
  return named ?? (found.length === 1 ? found[0] : undefined);
}

const RELATIVE = /\b(?:from|import|require\()\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** `./cart.js` ⇒ the file of that name, of whatever ending a script may have; where there is none, the one that is to be made. */
function relativeImports(path: string, text: string, code: readonly string[]): string[] {
  return [...text.matchAll(RELATIVE)].flatMap(([, specifier = '']) => {
    const wanted = resolved(folderOf(path), specifier);
    const base = wanted.replace(/\.[cm]?[jt]sx?$/, '');
    const there = code.find(
      file =>
        file === wanted || withoutEnding(file) === base || withoutEnding(file) === `${base}/index`,
    );
    if (there !== undefined) return [there];
    if (endingOf(wanted) !== '' && base === wanted) return []; // a style sheet, a picture
    return [
      base +
        (endingOf(path).startsWith('.t') ? endingOf(path) : endingOf(wanted) || endingOf(path)),
    ];
  });
}

function withoutEnding(path: string): string {
  return path.slice(0, path.length - endingOf(path).length);
}

/** `from shop.cart import total` ⇒ a file `…/shop/cart.py` that is there */
function pythonImports(text: string, code: readonly string[]): string[] {
  const modules = [...text.matchAll(/^\s*(?:from|import)\s+([\w.]+)/gm)].map(
    ([, name = '']) => name,
  );
  return modules.flatMap(name => {
    const tail = `${name.replaceAll('.', '/')}.py`;
    const there = code.find(file => file === tail || file.endsWith(`/${tail}`));
    return there === undefined ? [] : [there];
  });
}

/** The folder of new code: as a pair of the project shows, else as the framework's tests usually lie. */
function folderFor(
  path: string,
  framework: Framework,
  roots: Roots,
  files: readonly string[],
  code: readonly string[],
): string {
  const own = folderOf(path);
  const tests = surest(files, framework).filter(file => file !== path);
  for (const { source, test } of pairsOf([...files], tests, framework)) {
    const from = folderOf(source);
    const inner = isIn(folderOf(test), from) && from !== '' ? below(folderOf(test), from) : '';
    if (inner !== '' && nameOf(own) === inner) return folderOf(own);
    const mapped = mappedFolder(folderOf(test), from, own);
    if (mapped !== undefined) return mapped;
  }
  const { home } = framework;
  if (home.kind === 'mirror') {
    const options = home.folders.filter(([, to]) => isIn(own, joined(roots.folder, to)));
    const isUsed = (from: string): boolean =>
      code.some(file => isIn(file, joined(roots.sources, from)));
    const [from, to] = options.find(([one]) => isUsed(one)) ?? options.at(-1) ?? ['', ''];
    return joined(roots.sources, from, below(own, joined(roots.folder, to)));
  }
  if (home.kind === 'flat') return folderOf(nearest(code, path) ?? joined(roots.folder, 'x'));
  return /^(__tests__|tests?|spec)$/.test(nameOf(own)) ? folderOf(own) : own;
}
