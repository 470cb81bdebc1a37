import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

const ROOT = path.join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-cli-'));
cpSync(path.join(ROOT, 'test', 'fixtures', 'sample-project'), folder, { recursive: true });
after(() => rmSync(folder, { recursive: true, force: true }));

function run(...commandLine: string[]): { code: number | null; out: string; err: string } {
  const command = [path.join(ROOT, 'src', 'cli', 'complete.ts'), ...commandLine];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

test('prints the ghost text of the project around the file', () => {
  const file = path.join(folder, 'src', 'new.ts');
  writeFileSync(file, 'const price = multiplyMoney(line.pr\n');
  const { code, out, err } = run(`${file}:1:36`);
  assert.equal(code, 0, err);
  assert.match(out, /^oduct\.price/);
  assert.match(err, /% sure/);
  assert.match(err, /files learned/);
});

test('says why it is silent', () => {
  const file = path.join(folder, 'src', 'word.ts');
  writeFileSync(file, 'const price = 1;\n');
  const { code, out, err } = run(`${file}:1:9`, '--typing');
  assert.deepEqual({ code, out }, { code: 1, out: '' });
  assert.match(err, /inside a word/);
});

test('a place that is none is an error, told in one line', () => {
  const file = path.join(folder, 'src', 'money.ts');
  assert.equal(run('nonsense').code, 2);
  assert.match(run('nonsense').err, /^usage:/);
  assert.match(run(`${file}:9999:1`).err, /has no line 9999/);
  assert.match(run(path.join(folder, 'absent.ts:1:1')).err, /ENOENT/);
});

test('a lone file in an empty folder is enough', () => {
  const alone = path.join(folder, 'alone');
  mkdirSync(alone);
  const file = path.join(alone, 'a.py');
  writeFileSync(file, 'warehouse_location = 1\nprint(warehouse_location)\nprint(warehouse_lo');
  const { out } = run(`${file}:3:99`, '--folder', alone);
  assert.match(out, /^cation/);
});
