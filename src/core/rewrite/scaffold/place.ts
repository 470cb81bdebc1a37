import {
  distance,
  endingOf,
  folderOf,
  foldersUp,
  joined,
  nameOf,
  stemOf,
} from '../project/paths.ts';
import { sameFamily } from '../tests/testFiles.ts';
import { KIND_NAMES, type Kind } from './kinds.ts';
import { type Case, cased, caseOf, plural, singular, wordsIn } from './names.ts';
import type { Ground, Tool } from './tools.ts';

/** Where a new file goes. */
export interface ScaffoldPlace {
  readonly path: string;
  /** A file of the same kind, whose style is taken over; `undefined` where the project has none. */
  readonly model?: string | undefined;
}

/** What is wanted, before it is known where it goes. */
export interface ScaffoldWish {
  readonly kind: Kind;
  /** In the user's words: `customer: name, email, credit limit` */
  readonly what: string;
  readonly ground: Ground;
  /** What it is written with, the first before the others. */
  readonly tools: readonly Tool[];
  /** The file that the user is in, and the package that it belongs to. */
  readonly from: string;
  readonly folder: string;
}

/**
 * Where a new file goes: beside the nearest one of its kind, named as that one is; else where its framework has such files.
 *
 *     src/routes/orders.ts                       "customer: name"   ⇒   src/routes/customers.ts
 *     src/orders/orders.controller.ts            "customer"         ⇒   src/customers/customers.controller.ts
 *     app/Http/Controllers/OrderController.php   "credit note"      ⇒   app/Http/Controllers/CreditNoteController.php
 */
export function placeScaffold(wish: ScaffoldWish, files: readonly string[]): ScaffoldPlace {
  const { kind, ground, tools, folder, from } = wish;
  const words = subjectOf(wish);
  const model = nearestOf(kind, `x${ground.ending}`, folder, from, files);
  if (model !== undefined) return { path: besideOf(model, kind, words, ground), model };
  const home = tools.find(tool => tool.home !== undefined)?.home ?? ground.homes[kind];
  return { path: joined(folder, filled(home, words, ground)) };
}

/** `customer: name, email` ⇒ customer · `Stripe API client` ⇒ stripe */
function subjectOf({ what, kind }: ScaffoldWish): string[] {
  const words = wordsIn(what.split(/[:,(\n]/)[0] ?? '').filter(
    word => !/^(an?|the|of|for|with|and|to)$/.test(word),
  );
  while (words.length > 1 && KIND_NAMES[kind].test(words.at(-1) ?? '')) words.pop();
  return words.length > 0 ? words.slice(0, 4) : [kind];
}

const TESTS =
  /(^|\/)(tests?|__tests__|spec|e2e)\/|[._-](test|spec)\.\w+$|(^|\/)test_|(Tests?|Spec)\.\w+$/;
const NO_EXAMPLE = /^(index|__init__|mod|main|app|base|server|urls|lib)$/i;

/** The file of the kind that is nearest to where the user is. */
function nearestOf(
  kind: Kind,
  like: string,
  folder: string,
  from: string,
  files: readonly string[],
): string | undefined {
  const inPackage = (file: string): boolean => folder === '' || file.startsWith(`${folder}/`);
  return files
    .filter(file => sameFamily(file, like) && inPackage(file) && !TESTS.test(file))
    .filter(file => !NO_EXAMPLE.test(stemOf(file)) && isOfKind(file, kind))
    .map(file => ({ file, steps: distance(folderOf(file), folderOf(from)) }))
    .sort((a, b) => a.steps - b.steps || (a.file < b.file ? -1 : 1))[0]?.file;
}

/** By the last word of its name, or by its folder's. */
function isOfKind(file: string, kind: Kind): boolean {
  const last = wordsIn(stemOf(file)).at(-1) ?? '';
  return KIND_NAMES[kind].test(last) || KIND_NAMES[kind].test(nameOf(folderOf(file)));
}

/** The path of a new file, by the example of another. */
function besideOf(model: string, kind: Kind, words: readonly string[], ground: Ground): string {
  const stem = stemOf(model);
  const suffix = suffixOf(stem, kind);
  const name = stem.slice(0, stem.length - suffix.length);
  const folder = folderOf(model);
  const around = nameOf(folder);
  const ending = endingFor(model, ground);
  if (name === '' && !KIND_NAMES[kind].test(around))
    return joined(folderOf(folder), like(around, words, ground), stem + ending); // api/orders/route.ts
  const fresh = like(name, words, ground);
  const where = name !== '' && around === name ? joined(folderOf(folder), fresh) : folder;
  return joined(where, fresh + (name === '' ? '' : suffix) + ending);
}

/** A script in TypeScript beside one in JavaScript is still one. */
function endingFor(model: string, { ending }: Ground): string {
  return endingOf(model).endsWith('x') ? ending : endingOf(model) || ending;
}

/** `orders.controller` ⇒ .controller · `OrderController` ⇒ Controller · `orders` ⇒ nothing */
function suffixOf(stem: string, kind: Kind): string {
  const last = /[._-]?(?:[A-Z][a-z\d]*|[a-z\d]+)$/.exec(stem)?.[0] ?? '';
  return KIND_NAMES[kind].test(last.replace(/^[._-]/, '')) ? last : '';
}

/** The words written as another name is: as many, in its case. */
function like(name: string, words: readonly string[], ground: Ground): string {
  const isMany = name === '' || plural(name.toLowerCase()) === name.toLowerCase();
  return cased(numbered(words, isMany), caseOf(name) ?? ground.joined);
}

function numbered(words: readonly string[], many: boolean): string[] {
  const last = words.at(-1) ?? '';
  return [...words.slice(0, -1), many ? plural(last) : singular(last)];
}

/** `src/routes/{names}*` ⇒ `src/routes/customers.ts` */
function filled(home: string, words: readonly string[], { joined: how, ending }: Ground): string {
  const of = (many: boolean, one: Case): string => cased(numbered(words, many), one);
  return home
    .replaceAll('{names}', of(true, how))
    .replaceAll('{name}', of(false, how))
    .replaceAll('{Names}', of(true, 'Pascal'))
    .replaceAll('{Name}', of(false, 'Pascal'))
    .replace('*', ending);
}

/** The package of a file: the nearest folder with a manifest, else the outermost. */
export function packageOf(path: string, files: readonly string[]): string {
  const manifests = new Set(files.filter(file => MANIFEST.test(nameOf(file))).map(folderOf));
  return foldersUp(path).find(folder => manifests.has(folder)) ?? '';
}

const MANIFEST =
  /^(package\.json|pyproject\.toml|setup\.(py|cfg)|requirements\.txt|manage\.py|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|.+\.csproj|Gemfile|composer\.json)$/;
