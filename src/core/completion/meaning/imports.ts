import { type Draft, restOfLine, startOfLine } from '../tidy/draft.ts';
import type { Snapshot } from '../types.ts';

/** A file that an import names, by its place relative to the document. */
export interface ImportedFile {
  /** `./` or `../model/` */
  readonly folder: string;
  /** The last part, as it is written: `basket.js` */
  readonly name: string;
}

const LANGUAGES = new Set(['typescript', 'typescriptreact', 'javascript', 'javascriptreact']);
const IMPORT = /(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\()\s*(["'])(\.\.?\/[^"'\n]+)\1/g;
/** Tools make these, or read more than a path out of them: they need not be there. */
const MADE = /[?#!*$+]|generated|(^|\/)(dist|build|out)\//i;
const ENDING = /\.[cm]?[jt]sx?$/;

/**
 * The file near by that the first line of a draft imports, if some of its path is in the draft:
 *
 *     import { Basket } from './ba█    + sket.js';   ⇒   `./` and `basket.js`
 */
export function importedBy({ text, replaces }: Draft, at: Snapshot): ImportedFile | undefined {
  if (!LANGUAGES.has(at.languageId)) return undefined;
  const start = startOfLine(at);
  const [first = ''] = text.split('\n', 1);
  const rest = first === text ? restOfLine(at).slice(replaces) : '';
  for (const match of (start + first + rest).matchAll(IMPORT)) {
    const path = match[2] ?? '';
    const end = match.index + match[0].length - 1;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (end <= start.length || /^\.*$/.test(name) || MADE.test(path)) continue;
    return { folder: path.slice(0, path.lastIndexOf('/') + 1), name };
  }
  return undefined;
}

/** Can an import mean one of these names, with an ending or without: `./basket.js` may be `basket.ts`. */
export function isAmong(names: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase();
  const stem = wanted.replace(ENDING, '');
  return names.some(each => {
    const known = each.toLowerCase();
    return known === wanted || known === stem || known.startsWith(`${stem}.`);
  });
}
