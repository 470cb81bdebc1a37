// README's promises that a machine can check.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { DEFAULTS_BY_KEY } from '../src/editor/defaults.ts';

const ROOT = path.join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const readme = read('README.md');

test('the table of settings is that of the code', () => {
  const rows = [...readme.matchAll(/^\| `(inkling\.[\w.]+)` \| `(.+?)` \|/gm)];
  const told = Object.fromEntries(rows.map(([, key, value]) => [key, plain(value ?? '')]));
  assert.deepEqual(told, DEFAULTS_BY_KEY);
});

/** `calm` or `{ "*": true }` as it stands in a table. */
function plain(value: string): unknown {
  return /^\w+$/.test(value) && !/^(true|false|null|\d+)$/.test(value) ? value : JSON.parse(value);
}

test('every command that it names is there', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = [...readme.matchAll(/npm (?:run )?([\w:]+)/g)].map(match => match[1] ?? '');
  const missing = named.filter(name => !['ci', 'packages'].includes(name) && !(name in scripts));
  assert.ok(named.length > 5);
  assert.deepEqual(missing, []);
});

test('every picture, document and file that README and ARCHITECTURE link or name is there', () => {
  const linked = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(match => match[1] ?? '');
  const named = [...read('ARCHITECTURE.md').matchAll(/`((?:src|test)\/[\w./]+)`/g)].map(
    match => match[1] ?? '',
  );
  assert.ok(linked.length > 2 && named.length > 20);
  const missing = [...linked, ...named].filter(file => !existsSync(path.join(ROOT, file)));
  assert.deepEqual(missing, []);
});
