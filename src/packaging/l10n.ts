// `npm run l10n`: tells which strings of the code and of the manifest lack a translation; ends with 1 where some do.
// `npm run l10n -- --take` first moves strings that are new in package.json into package.nls.json.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import treeSitter, { type Node } from '@vscode/tree-sitter-wasm';
import { FAULTS } from '../core/backend/errors.ts';
import { ENGINE_SILENCES } from '../core/completion/complete.ts';
import { RULES } from '../core/flaws/rules/index.ts';
import { REASONS } from '../core/gate/gate.ts';
import { WORDS } from '../core/rewrite/architecture/report.ts';
import { REWRITE_FAULTS } from '../core/rewrite/faults.ts';
import { WARNINGS } from '../core/rewrite/guards/warning.ts';

const ROOT = path.join(import.meta.dirname, '../..');
/** A manifest, and where its strings stand. */
interface Extension {
  readonly manifest: string;
  /** What the names of the bundles begin with. */
  readonly strings: string;
}
const OURS: Extension = { manifest: 'package.json', strings: 'package.nls' };
/** The one for the user's side of remote windows. */
const COMPANION: Extension = {
  manifest: 'src/companion/manifest.json',
  strings: 'src/companion/package.nls',
};
export const LANGUAGES = ['de', 'es', 'fr', 'ja', 'zh-cn'] as const;

/** Texts by key: for the code the key is the English text itself. */
type Bundle = Readonly<Record<string, string>>;

/** Sentences that the core keeps in tables, and the editor translates when it shows one. */
const TABLES: readonly Bundle[] = [
  FAULTS,
  REWRITE_FAULTS,
  WARNINGS,
  WORDS,
  ENGINE_SILENCES,
  REASONS,
  Object.fromEntries(
    RULES.flatMap(({ id, says, remedy }) => [
      [id, says],
      [`${id}, remedy`, remedy],
    ]),
  ),
];
/** Where the core and the worker tell people something, by the name of a property. */
const TOLD = {
  'src/core/completion/**/*.ts': 'reason',
  'src/{worker,editor}/*.ts': 'message',
};
/** Where the editor shows text: calls and properties of VS Code's API. */
const SHOWS = /\.(show\w+Message|setStatusBarMessage)$/;
const SHOWN = /^(title|placeHolder|placeholder|prompt|label|detail|description|tooltip)$/;

/** What is wrong with the translations, a line each. */
export async function missing(): Promise<readonly string[]> {
  const ofCode = await stringsOfCode();
  return [
    ...(await untranslated()),
    ...missingIn(OURS),
    ...missingIn(COMPANION),
    ...LANGUAGES.flatMap(language => wrongIn(`l10n/bundle.l10n.${language}.json`, ofCode)),
  ];
}

function missingIn({ manifest, strings }: Extension): readonly string[] {
  const english = readBundle(`${strings}.json`);
  const read = readManifest(manifest);
  return [
    ...literalsOf(read).map(({ where, text }) => `${manifest}, ${where}: ${text}`),
    ...unusedOrUnknown(read, english, `${strings}.json`),
    ...LANGUAGES.flatMap(language => wrongIn(`${strings}.${language}.json`, english)),
  ];
}

/** The companion's part of a translation. */
export async function companionBundle(language: (typeof LANGUAGES)[number]): Promise<Bundle> {
  const parse = await parser();
  const own = new Set(filesOf('src/companion/**/*.ts').flatMap(file => translatedIn(parse(file))));
  const all = Object.entries(readBundle(`l10n/bundle.l10n.${language}.json`));
  return Object.fromEntries(all.filter(([text]) => own.has(text)));
}

/** Every text that goes through `vscode.l10n.t`, by the syntax of the code, and those of the core's tables. */
export async function stringsOfCode(): Promise<Bundle> {
  const parse = await parser();
  const found = TABLES.flatMap(table => Object.values(table));
  for (const file of filesOf('src/**/*.ts')) found.push(...translatedIn(parse(file)));
  for (const file of filesOf('src/core/completion/**/*.ts')) found.push(...silencesIn(parse(file)));
  for (const [files, property] of Object.entries(TOLD)) {
    for (const file of filesOf(files)) found.push(...toldIn(parse(file), property));
  }
  return Object.fromEntries([...new Set(found)].sort().map(text => [text, text]));
}

/** Texts that the editor shows, and that go through nothing. */
async function untranslated(): Promise<string[]> {
  const parse = await parser();
  return filesOf('src/{editor,companion}/**/*.ts').flatMap(file =>
    shownIn(parse(file)).map(text => `${file} shows untranslated: ${text}`),
  );
}

/** Reads a file of the project as a syntax tree. */
async function parser(): Promise<(file: string) => Node | undefined> {
  await treeSitter.Parser.init();
  const wasm = 'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm';
  const typescript = new treeSitter.Parser();
  typescript.setLanguage(await treeSitter.Language.load(readFileSync(path.join(ROOT, wasm))));
  return file => typescript.parse(readFileSync(path.join(ROOT, file), 'utf8'))?.rootNode;
}

function filesOf(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT }).sort();
}

/** { label: 'Stop' }, showErrorMessage('No disk')      ⇒      Stop, No disk */
function shownIn(root: Node | undefined): string[] {
  const calls = (root?.descendantsOfType('call_expression') ?? [])
    .filter(call => SHOWS.test(call?.childForFieldName('function')?.text ?? ''))
    .flatMap(call => call?.childForFieldName('arguments')?.namedChildren ?? []);
  const values = (root?.descendantsOfType('pair') ?? [])
    .filter(pair => SHOWN.test(pair?.childForFieldName('key')?.text ?? ''))
    .map(pair => pair?.childForFieldName('value'));
  return [...calls, ...values].flatMap(textOf).filter(isProse);
}

/** Icons, marks, addresses and names that are the same in every language are no prose. */
function isProse(text: string): boolean {
  if (text.startsWith('https://')) return false;
  return /\p{L}{2}/u.test(text.replaceAll(/\$\([\w-]+\)/g, '').replaceAll('Inkling', ''));
}

/** vscode.l10n.t('Snooze…')      ⇒      Snooze… */
function translatedIn(root: Node | undefined): string[] {
  const calls = root?.descendantsOfType('call_expression') ?? [];
  return calls
    .filter(call => call?.childForFieldName('function')?.text.endsWith('l10n.t'))
    .map(call => call?.childForFieldName('arguments')?.namedChild(0))
    .flatMap(textOf);
}

/** { reason: 'Text is selected.' }      ⇒      Text is selected. */
function toldIn(root: Node | undefined, property: string): string[] {
  const pairs = root?.descendantsOfType('pair') ?? [];
  return pairs
    .filter(pair => pair?.childForFieldName('key')?.text === property)
    .map(pair => pair?.childForFieldName('value'))
    .flatMap(textOf);
}

/** silent('model', 'empty', 'Nothing to add.')      ⇒      Nothing to add. */
function silencesIn(root: Node | undefined): string[] {
  const calls = root?.descendantsOfType('call_expression') ?? [];
  return calls
    .filter(call => call?.childForFieldName('function')?.text === 'silent')
    .map(call => call?.childForFieldName('arguments')?.namedChild(2))
    .flatMap(textOf);
}

/** The text of a literal; of a choice between literals, both. */
function textOf(node: Node | null | undefined): string[] {
  if (node?.type === 'ternary_expression') {
    return ['consequence', 'alternative'].flatMap(branch => textOf(node.childForFieldName(branch)));
  }
  if (node?.type === 'binary_expression') {
    const parts = ['left', 'right'].flatMap(side => textOf(node.childForFieldName(side)));
    return parts.length > 0 ? [parts.join('')] : [];
  }
  const literal = node?.type === 'string' || node?.type === 'template_string';
  if (!literal || node.descendantsOfType('template_substitution').length > 0) return [];
  // the language's own reading of quotes and escapes
  return [String(new Function(`return ${node.text}`)())];
}

/** Keys that are missing, left over or empty, and texts with other places to fill in than the English one. */
function wrongIn(file: string, english: Bundle): string[] {
  const bundle = readBundle(file);
  const absent = Object.keys(english).filter(key => !bundle[key]);
  const extra = Object.keys(bundle).filter(key => !(key in english));
  const bent = Object.keys(english).filter(
    key => bundle[key] && placesIn(bundle[key]) !== placesIn(english[key] ?? ''),
  );
  return [
    ...absent.map(key => `${file} lacks: ${key}`),
    ...extra.map(key => `${file} has, and nothing uses: ${key}`),
    ...bent.map(key => `${file} fills in otherwise: ${key}`),
  ];
}

/** What is filled in, the icons, the commands and the settings that a text names: the same in all languages. */
function placesIn(text: string): string {
  const places = text.match(/\{\w+\}|\$\([\w-]+\)|\]\(command:[\w.]+\)|`[^`]+`/g) ?? [];
  return places.sort().join(' ');
}

interface Literal {
  readonly where: string;
  readonly text: string;
}

/** Properties of a manifest whose values people read. */
const READ = new Set(
  [
    ...['title', 'displayName', 'label', 'name', 'description', 'markdownDescription', 'altText'],
    ...['category', 'enumDescriptions', 'markdownEnumDescriptions', 'shortTitle', 'contents'],
    ...['deprecationMessage', 'enumItemLabels', 'patternErrorMessage'],
  ].sort(),
);
/** Names that stay as they are in every language, and the package's own. */
const SAME = new Set(['Inkling', 'Inkling Local Models']);

/** Strings for people that stand in the manifest itself, instead of a key. */
function literalsOf(manifest: Manifest): Literal[] {
  const found: Literal[] = [];
  visit(manifest, (where, text) => {
    if (!/^%.+%$/.test(text) && !SAME.has(text)) found.push({ where, text });
    return undefined;
  });
  return found;
}

interface Manifest {
  readonly [key: string]: unknown;
}

/** Goes to every string for people; what `change` gives takes its place. */
function visit(
  manifest: Manifest,
  change: (where: string, text: string) => string | undefined,
): void {
  const walk = (value: unknown, where: string, read: boolean): unknown => {
    if (typeof value === 'string') return read ? (change(where, value) ?? value) : value;
    if (typeof value !== 'object' || value === null) return value;
    const inside = value as Record<string, unknown>;
    for (const [key, child] of Object.entries(inside)) {
      const name = Array.isArray(value) ? nameOf(child, key) : key;
      inside[key] = walk(child, `${where}.${name}`, Array.isArray(value) ? read : READ.has(key));
    }
    return value;
  };
  walk(manifest.contributes, 'contributes', false);
  walk(manifest.capabilities, 'capabilities', false);
  const top = manifest as Record<string, unknown>;
  top.description = walk(manifest.description, 'description', true);
}

/** An item of a list by what it calls itself. */
function nameOf(item: unknown, index: string): string {
  const { command, id } = (item ?? {}) as Record<string, unknown>;
  return String(command ?? id ?? index).replace(/^inkling\./, '');
}

/** Moves strings that are new in the manifest into package.nls.json. */
function take(): void {
  const manifest = readManifest(OURS.manifest);
  const taken: Record<string, string> = { ...readBundle('package.nls.json') };
  const keyFor = (where: string, text: string): string => {
    const key = where.replace(/^contributes\./, '').replace(/\.inkling\./, '.');
    const free = (name: string): boolean => taken[name] === undefined || taken[name] === text;
    for (let n = 1; ; n++) {
      const name = n === 1 ? key : `${key}.${n}`;
      if (free(name)) return name;
    }
  };
  visit(manifest, (where, text) => {
    if (/^%.+%$/.test(text) || SAME.has(text)) return undefined;
    const key = keyFor(where, text);
    taken[key] = text;
    return `%${key}%`;
  });
  writeJson('package.json', manifest);
  const used = keysIn(manifest);
  const kept = Object.entries(taken).filter(([key]) => used.has(key));
  writeJson('package.nls.json', Object.fromEntries(kept.sort()));
}

/** Keys that a manifest names and its strings lack, and the other way round. */
function unusedOrUnknown(manifest: Manifest, english: Bundle, file: string): string[] {
  const named = keysIn(manifest);
  return [
    ...[...named].filter(key => !(key in english)).map(key => `${file} lacks: ${key}`),
    ...Object.keys(english)
      .filter(key => !named.has(key))
      .map(key => `${file} has, and nothing uses: ${key}`),
  ];
}

/** The keys of texts that a manifest names. */
function keysIn(manifest: Manifest): Set<string> {
  const named = JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g);
  return new Set([...named].map(match => match[1] ?? ''));
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
}

function readBundle(file: string): Bundle {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
  } catch {
    return {};
  }
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(path.join(ROOT, file), `${JSON.stringify(value, null, 2)}\n`);
}

if (import.meta.main) {
  if (process.argv.includes('--take')) take();
  const lines = await missing();
  console.log(lines.join('\n') || 'Every string is translated.');
  process.exitCode = lines.length > 0 ? 1 : 0;
}
