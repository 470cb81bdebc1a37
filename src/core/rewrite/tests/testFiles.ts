import { endingOf, stemOf } from '../project/paths.ts';
import type { Framework, Naming } from './frameworks.ts';

/** The endings of files that test each other, by the first language of their frameworks. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  javascript: /^\.[cm]?[jt]sx?$/,
  python: /^\.py$/,
  go: /^\.go$/,
  rust: /^\.rs$/,
  java: /^\.(java|kt)$/,
  csharp: /^\.cs$/,
  ruby: /^\.rb$/,
  php: /^\.php$/,
};

/** Is it a file of tests, by its name? */
export function isTestFile(path: string, framework: Framework): boolean {
  return testedBy(path, framework) !== undefined;
}

/** A name of what a file of tests is about, and how it was formed: `cart.test.ts` ⇒ `cart`, `*.test`. */
export interface Tested {
  readonly stem: string;
  readonly naming: Naming;
}

/** What a file of tests is about, by its name; `undefined` where it is none. */
export function testedBy(path: string, { namings, languages }: Framework): Tested | undefined {
  if (!FAMILIES[languages[0] ?? '']?.test(endingOf(path))) return undefined;
  const stem = stemOf(path);
  for (const naming of namings) {
    if (naming.within !== undefined && !naming.within.test(path)) continue;
    const [before = '', after = ''] = naming.name.split('*');
    if (stem.length <= before.length + after.length) continue;
    if (stem.startsWith(before) && stem.endsWith(after)) {
      return { stem: stem.slice(before.length, stem.length - after.length), naming };
    }
  }
  return undefined;
}

/** May the two hold tests and code of each other? */
export function sameFamily(one: string, other: string): boolean {
  return Object.values(FAMILIES).some(
    family => family.test(endingOf(one)) && family.test(endingOf(other)),
  );
}
