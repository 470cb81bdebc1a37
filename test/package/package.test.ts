// What users install: made twice, in two places, by two users; and looked into.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { unzipSync } from 'fflate';
import { LANGUAGES } from '../../src/packaging/l10n.ts';
import { isFit } from '../../src/packaging/licences.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const SOURCES = [
  ...['src', 'media', 'l10n', 'test/bench/activate.cjs'],
  ...['package.json', 'package.nls.json', 'esbuild.config.mjs', '.vscodeignore'],
  ...LANGUAGES.map(language => `package.nls.${language}.json`),
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'SECURITY.md'],
];
const LARGEST_PACKAGE = 6e6;
const LARGEST_COMPANION = 60e3;
const MOST_AT_START = 500e3;

const home = mkdtempSync(path.join(os.tmpdir(), 'inkling-package-'));
after(() => rmSync(home, { recursive: true, force: true }));

/** Both packages. */
interface Made {
  readonly vsix: Buffer;
  readonly companion: Buffer;
}

/** The project in another place, and the packages that are made there. */
function packageIn(folder: string, timeZone: string, umask: string): Made {
  const place = path.join(home, folder);
  const wanted = new Set(SOURCES.map(file => path.join(ROOT, file)));
  mkdirSync(place);
  for (const source of wanted) {
    cpSync(source, path.join(place, path.relative(ROOT, source)), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(place, 'node_modules'));
  const environment = { ...process.env, TZ: timeZone, NODE: process.execPath };
  const script = `umask ${umask}; "$NODE" src/packaging/package.ts`;
  execFileSync('sh', ['-c', script], { cwd: place, env: environment, stdio: 'pipe' });
  const read = (file: string): Buffer => readFileSync(path.join(place, file));
  return { vsix: read('inkling.vsix'), companion: read('inkling-local-models.vsix') };
}

/** One of our own files, as they call each other in a browser. */
function isPart(module: string): boolean {
  return /^(extension\.js|parts\/[\w-]+-[A-Z\d]{8}\.js)$/.test(module);
}

/** A package as the notices name it. */
function nameOf({ group, name, version }: Record<string, string | undefined>): string {
  return `${group === undefined ? '' : `${group}/`}${name} ${version}`;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

describe('the package', () => {
  let vsix: Buffer;
  let companion: Buffer;
  let files: Record<string, Uint8Array>;

  before(() => {
    ({ vsix, companion } = packageIn('here', 'UTC', '022'));
    files = unzipSync(vsix);
  });

  test('is the same byte for byte, wherever and by whomever it is made; so is the companion', () => {
    const other = packageIn('a folder elsewhere', 'Asia/Tokyo', '077');
    assert.equal(sha256(other.vsix), sha256(vsix));
    assert.equal(sha256(other.companion), sha256(companion));
  });

  test('the companion is small, and holds these files and no others', () => {
    assert.ok(companion.length <= LARGEST_COMPANION, `${companion.length} bytes`);
    const inside = unzipSync(companion);
    assert.deepEqual(Object.keys(inside).sort(), [...COMPANION_FILES].sort());
    const manifest = JSON.parse(text(inside['extension/package.json']));
    const ours = JSON.parse(text(files['extension/package.json']));
    for (const shared of ['version', 'publisher', 'license', 'engines']) {
      assert.deepEqual(manifest[shared], ours[shared], shared);
    }
    const code = text(inside['extension/extension.js']);
    const wanted = [...code.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(wanted)], ['vscode'], 'it is for browsers too');
    const german = JSON.parse(text(inside['extension/l10n/bundle.l10n.de.json']));
    assert.equal(german.Allow, 'Erlauben');
  });

  test('is not larger than 6 MB', () => {
    assert.ok(vsix.length <= LARGEST_PACKAGE, `${vsix.length} bytes`);
  });

  test('holds these files and no others', () => {
    const names = Object.keys(files).map(name =>
      name.replace(/parts\/[\w-]+-[A-Z\d]{8}\.(c?js)$/, 'parts/….$1'),
    );
    assert.deepEqual([...new Set(names)].sort(), [...FILES].sort());
  });

  test('parses at most 500 KB when it starts', () => {
    const script = path.join(home, 'here', 'test', 'bench', 'activate.cjs');
    const { parsed } = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
    assert.ok(parsed > 50e3, 'something was parsed');
    assert.ok(parsed <= MOST_AT_START, `${parsed} bytes`);
  });

  test('so it does in a browser, whose host loads one file; all else is read when it is needed', () => {
    const entry = files['extension/dist/web/extension.js'];
    assert.ok(entry !== undefined && entry.length > 50e3);
    assert.ok(entry.length <= MOST_AT_START, `${entry.length} bytes`);
    const parts = Object.keys(files).filter(name => name.startsWith('extension/dist/web/parts/'));
    const named = new Set(text(entry).match(/parts\/[\w-]+-[A-Z\d]{8}\.js/g));
    const unknown = parts.filter(name => !named.has(name.slice('extension/dist/web/'.length)));
    assert.deepEqual(unknown, [], 'the entry knows each');
  });

  test('asks for nothing of Node in a browser', () => {
    // all but the first where tree-sitter finds itself in Node
    const fake = new Set(['vscode', 'fs', 'fs/promises', 'module', 'path', 'url']);
    const names = Object.keys(files).filter(name => name.startsWith('extension/dist/web/'));
    assert.ok(names.length > 10);
    for (const name of names) {
      const code = text(files[name]);
      const wanted = [...code.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(
        match => match[1],
      );
      assert.deepEqual(
        wanted.filter(module => !fake.has(module ?? '') && !isPart(module ?? '')),
        [],
        name,
      );
    }
  });

  test('names every package inside of it, with a licence that lets us ship it', () => {
    const { components } = JSON.parse(text(files['extension/dist/sbom.cdx.json']));
    const notices = text(files['extension/dist/packages.LEGAL.txt']);
    const told = notices.matchAll(/(?:^|-{80}\n\n)(\S+ \d\S*)\n\n/g);
    assert.deepEqual(
      [...told].map(match => match[1]).sort(),
      components.map(nameOf).sort(),
      'both name the same packages',
    );
    assert.ok(components.length >= 6);
    for (const component of components) {
      const [{ license, expression }] = component.licenses;
      assert.ok(isFit(expression ?? license.id), `${nameOf(component)} may be shipped`);
    }
  });

  test('tells nothing of the machine that it was made on', () => {
    const own = Object.entries(files).filter(([name]) => !name.endsWith('.wasm'));
    const telling = own.filter(([, bytes]) => text(bytes).includes(os.tmpdir() + path.sep));
    assert.deepEqual(
      telling.map(([name]) => name),
      [],
    );
  });

  test('brings what its manifest names', () => {
    const manifest = JSON.parse(text(files['extension/package.json']));
    const named = [manifest.main, manifest.browser, manifest.icon];
    assert.equal(manifest.type, undefined, 'a browser takes its entry for CommonJS');
    for (const file of named) {
      assert.ok(files[`extension/${file.replace(/^\.\//, '')}`] !== undefined, file);
    }
  });
});

test('a licence that asks for the source of what it is part of is not shipped', () => {
  for (const fit of ['MIT', 'Apache-2.0', '(MIT OR GPL-3.0)', 'MIT AND ISC'])
    assert.ok(isFit(fit), fit);
  for (const unfit of ['GPL-3.0-only', 'AGPL-3.0', 'MIT AND GPL-2.0', 'UNLICENSED', 'undefined']) {
    assert.ok(!isFit(unfit), unfit);
  }
});

const COMPANION_FILES = [
  ...['[Content_Types].xml', 'extension.vsixmanifest'],
  ...[
    ...['package.json', 'package.nls.json', 'extension.js', 'icon.png', 'LICENSE.txt', 'readme.md'],
    ...LANGUAGES.map(language => `package.nls.${language}.json`),
    ...LANGUAGES.map(language => `l10n/bundle.l10n.${language}.json`),
  ].map(file => `extension/${file}`),
];

const GRAMMARS = 'c-sharp cpp go java javascript php python ruby rust tsx typescript'.split(' ');
const FILES = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  ...[
    ...[
      'LICENSE.txt',
      'SECURITY.md',
      'changelog.md',
      'readme.md',
      'package.json',
      'media/icon.png',
    ],
    ...[
      'dist/extension.cjs',
      'dist/worker.cjs',
      'dist/regex.cjs',
      'dist/web/extension.js',
      'dist/web/worker.js',
    ],
    ...['dist/parts/….cjs', 'dist/web/parts/….js'],
    ...['usage', 'why'].flatMap(view => [`dist/views/${view}.js`, `dist/views/${view}.css`]),
    ...['type', 'model', 'command', 'why'].map(step => `media/walkthrough/${step}.svg`),
    'package.nls.json',
    ...LANGUAGES.map(language => `package.nls.${language}.json`),
    ...LANGUAGES.map(language => `l10n/bundle.l10n.${language}.json`),
    ...['dist/packages.LEGAL.txt', 'dist/sbom.cdx.json', 'dist/tree-sitter.wasm'],
    ...GRAMMARS.map(grammar => `dist/tree-sitter-${grammar}.wasm`),
    ...['cl100k_base.json', 'o200k_base.json', 'tiktoken_bg.wasm'].map(
      file => `dist/tokens/${file}`,
    ),
  ].map(file => `extension/${file}`),
];
