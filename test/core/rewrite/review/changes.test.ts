import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { isAdded, readChange } from '../../../../src/core/rewrite/review/changes.ts';

let folder: string;
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@x', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);

/** `name: from-to` with lines from 1, both inclusive. */
function told(diff: string): string[] {
  const { files, binary } = readChange(diff);
  const added = files.map(
    file => `${file.path}: ${file.added.map(({ from, to }) => `${from + 1}-${to}`).join(' ')}`,
  );
  return [...added, ...binary.map(name => `${name}: binary`)];
}

before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-diff-'));
  git('init', '--quiet');
  write('a.txt', 'one\ntwo\nthree\nfour\n');
  write('gone.txt', 'x\n');
  write('picture.png', '\0\u0001\u0002');
  write('old name.txt', 'a\nb\nc\nd\ne\n');
  write('moved.txt', 'same\nall\nthrough\n');
  write('mode.sh', '#!/bin/sh\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
  write('a.txt', 'one\n--- TWO\n+++ TWO\nthree\nfour\nfive');
  rmSync(path.join(folder, 'gone.txt'));
  write('picture.png', '\0\u0001\u0003');
  renameSync(path.join(folder, 'old name.txt'), path.join(folder, 'näme "neu".txt'));
  write('näme "neu".txt', 'a\nb\nC\nd\ne\n');
  renameSync(path.join(folder, 'moved.txt'), path.join(folder, 'elsewhere.txt'));
  chmodSync(path.join(folder, 'mode.sh'), 0o755);
  write('new.js', 'let a;\n');
  write('empty.js', '');
  git('add', '.');
});
after(() => rmSync(folder, { recursive: true, force: true }));

const EXPECTED = ['a.txt: 2-3 6-6', 'new.js: 1-1', 'näme "neu".txt: 3-3', 'picture.png: binary'];

for (const options of [
  ['-U0'],
  ['-U3'],
  ['-U0', '-M'],
  ['-U30', '--src-prefix=a/', '--dst-prefix=b/'],
]) {
  test(`the new lines of a real change, by git diff ${options.join(' ')}`, () => {
    const seen = told(git('diff', '--cached', '--no-color', '-M', ...options));
    assert.deepEqual(seen.sort(), EXPECTED);
  });
}

test('nothing changed: nothing to look at', () => {
  assert.deepEqual(readChange(''), { files: [], binary: [] });
});

test('what is no diff is refused', () => {
  assert.throws(() => readChange('--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\nwhat is this\n'));
});

test('a line is new when it lies in a run of new ones', () => {
  const file = { path: 'a', added: [{ from: 2, to: 4 }] };
  assert.deepEqual(
    [1, 2, 3, 4].map(line => isAdded(file, line)),
    [false, true, true, false],
  );
  assert.ok(isAdded(file, 0, 2) && isAdded(file, 3, 9) && !isAdded(file, 4, 9));
});
