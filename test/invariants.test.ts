// The invariants of ARCHITECTURE.md that a machine can check.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { DEFAULTS_BY_KEY } from '../src/editor/defaults.ts';

const ROOT = path.join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json'));

function importsOf(pattern: string): { file: string; from: string }[] {
  return globSync(pattern, { cwd: ROOT }).flatMap(file =>
    [...read(file).matchAll(/\bfrom '([^']+)'|import\('([^']+)'\)/g)].map(match => ({
      file,
      from: match[1] ?? match[2] ?? '',
    })),
  );
}

test('A1: src/core imports neither vscode, nor the editor, nor the worker, nor Node', () => {
  const offenders = importsOf('src/core/**/*.ts').filter(({ from }) =>
    /^(vscode$|node:)|\/(editor|worker)\//.test(from),
  );
  assert.deepEqual(offenders, []);
});

test('A2: the worker does not import the editor', () => {
  const offenders = importsOf('src/worker/**/*.ts').filter(({ from }) =>
    /^vscode$|\/editor\//.test(from),
  );
  assert.deepEqual(offenders, []);
});

test('A3: no API proposal, and an engine range that our types do not exceed', () => {
  assert.equal(manifest.enabledApiProposals, undefined);
  assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
});

test('A4: the settings of the manifest are the settings of the code', () => {
  const properties: Record<string, { default: unknown }> =
    manifest.contributes.configuration.properties;
  const declared = Object.fromEntries(
    Object.entries(properties).map(([key, { default: value }]) => [key, value]),
  );
  assert.deepEqual(declared, DEFAULTS_BY_KEY);
});

test('A17: what decides where code goes is for the user alone to set', () => {
  const properties: Record<string, { scope: string }> =
    manifest.contributes.configuration.properties;
  const chooses = Object.entries(properties).filter(([key]) =>
    /completion|model|endpoint|key|proxy|header|cost/i.test(key),
  );
  assert.ok(chooses.length > 0);
  for (const [key, { scope }] of chooses) assert.equal(scope, 'application', key);
  // and where a VS Code lets a workspace through all the same, its value is not read
  assert.doesNotMatch(read('src/editor/models/choice.ts'), /getConfiguration\([^)]*\)\s*\.get\(/);
});

test('A5: every command of the manifest is registered, and the other way round', () => {
  const registered = [...read('src/extension.ts').matchAll(/^ {4}'(inkling\.\w+)':/gm)].map(
    match => match[1],
  );
  const declared = manifest.contributes.commands.map(
    (command: { command: string }) => command.command,
  );
  assert.deepEqual([...declared, 'inkling.accepted'].sort(), registered.sort());
});

test('A25: pages reach nothing, run one script, and put no text in as HTML', () => {
  const page = read('src/editor/views/page.ts');
  assert.match(
    page,
    /`default-src 'none'; script-src 'nonce-\$\{nonce\}'; style-src \$\{webview.cspSource\}`/,
  );
  const files = globSync('src/views/*.{ts,css}', { cwd: ROOT });
  assert.ok(files.length > 5);
  for (const file of files) {
    const code = read(file).replace(/^@import "(\.\/page|uplot\/dist\/uPlot\.min)\.css";$/gm, '');
    assert.doesNotMatch(
      code,
      /innerHTML|outerHTML|insertAdjacentHTML|\beval\(|fetch\(|XMLHttp|url\(|@import "/,
      file,
    );
  }
  const others = importsOf('src/views/**/*.ts').filter(({ from }) =>
    /^(vscode$|node:)|\/(editor|worker)\//.test(from),
  );
  assert.deepEqual(others, []);
});

test('A6: lock files name no addresses', () => {
  for (const lock of ['package-lock.json', 'test/workbench/kit/package-lock.json']) {
    assert.doesNotMatch(read(lock), /"resolved": "http/);
  }
});
