import { readdirSync, readFileSync } from 'node:fs';

/** Licences that let us ship a package inside of ours, by their SPDX names. None asks for the source of what it is part of. */
const FIT = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Unlicense',
]);

/** A package that is inside of ours. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Its licence as it has to go along. */
  readonly text: string;
}

/** The packages that some files are from, by name. @throws where one has no licence, or one that we can't ship under. */
export function packagesOf(files: readonly string[]): readonly Bundled[] {
  const folders = files.map(file => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  const bundled = [...new Set(folders.filter(folder => folder !== undefined))].sort().map(read);
  const unfit = bundled.filter(({ licence }) => !isFit(licence));
  if (unfit.length === 0) return bundled;
  const names = unfit.map(({ name, licence }) => `${name} (${licence})`).join(', ');
  throw new Error(`packages that can't be shipped, by their licences: ${names}`);
}

/** An SPDX expression: any of its alternatives is enough, all parts of one are needed. */
export function isFit(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some(all => all.split(' AND ').every(name => FIT.has(name.trim())));
}

/** Name, version and licence of every package, as one text. */
export function noticesOf(bundled: readonly Bundled[]): string {
  return bundled
    .map(({ name, version, text }) => `${name} ${version}\n\n${text}`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function read(folder: string): Bundled {
  const { name, version, license, repository } = JSON.parse(
    readFileSync(`${folder}/package.json`, 'utf8'),
  );
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined
      ? `${license}, as its package says; ${repository?.url}\n`
      : readFileSync(`${folder}/${file}`, 'utf8');
  return { name, version, licence: String(license), text };
}
