import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineIndex } from '../../../../src/core/completion/context/alike/lineIndex.ts';
import { termsOf, tokensOf } from '../../../../src/core/completion/context/alike/terms.ts';
import {
  findAlike,
  surroundingsOf,
} from '../../../../src/core/completion/context/sources/alike.ts';
import { at } from '../../../support/snapshots.ts';

const LOG = `import { open, read } from './disk';

export function loadLog(name: string): Log {
  const file = open(name);
  const bytes = read(file);
  file.close();
  return parseLog(bytes);
}
`;

const MENU = `export function drawMenu(items: Item[]): void {
  for (const item of items) {
    paint(item.label);
  }
}
`;

function indexOf(files: Readonly<Record<string, string>>): LineIndex {
  const index = new LineIndex();
  for (const [path, text] of Object.entries(files)) index.learn(path, text);
  return index;
}

/** What is found for the place, as `path: the line that corresponds to the cursor's`, best first. */
function found(index: LineIndex, picture: string, windowLines = 100): string[] {
  const snapshot = at(picture);
  const before = snapshot.before.split('\n').slice(-windowLines).join('\n');
  const place = { ...snapshot, window: { before, after: snapshot.after } };
  return findAlike(index, surroundingsOf(place)).map(
    ({ path, focus }) => `${path}: ${focus?.split('\n')[0]?.trim()}`,
  );
}

test('a line is found by its words and the parts of its words', () => {
  assert.deepEqual(
    [...termsOf('const userName = load(user_id)')],
    ['const', 'userName', '~user', '~name', 'load', 'user_id', '~id'],
  );
  assert.deepEqual(tokensOf('a.b(12, "ä")'), ['a', '.', 'b', '(', '12', ',', '"', 'ä', '"', ')']);
});

test('the place that reads like this one is found, and what follows it', () => {
  const index = indexOf({ 'log.ts': LOG, 'menu.ts': MENU });
  const picture = 'function loadConfig(name: string): Config {\n  const file = open(name);\n  █\n}';
  assert.equal(found(index, picture)[0], 'log.ts: const bytes = read(file);');
});

test('what stands above it counts more than where it stands in the file', () => {
  const index = indexOf({ 'log.ts': LOG });
  const picture = '  const bytes = read(file);\n  file.close();\n  █';
  assert.equal(found(index, picture)[0], 'log.ts: return parseLog(bytes);');
});

test('the file itself is not found, but what the prompt does not hold of it is', () => {
  const index = indexOf({ 'a.ts': LOG, 'menu.ts': MENU });
  const picture = `${LOG}\nfunction loadConfig(name: string) {\n  const file = open(name);\n  █`;
  assert.ok(!found(index, picture).some(line => line.startsWith('a.ts')));
  assert.equal(found(index, picture, 3)[0], 'a.ts: const bytes = read(file);');
});

test('a long file that is open does not crowd out the others', () => {
  const own = '  const file = open(name);\n  read(file);\n'.repeat(500);
  const index = indexOf({ 'log.ts': LOG, 'a.ts': own });
  assert.ok(
    found(index, '  const file = open(name);\n  █').includes('log.ts: const bytes = read(file);'),
  );
});

test('what is forgotten is not found, and what is learned anew is found as it is now', () => {
  const index = indexOf({ 'log.ts': LOG });
  const picture = '  const file = open(name);\n  █';
  index.learn('log.ts', LOG.replace('read(file)', 'slurp(file)'));
  assert.equal(found(index, picture)[0], 'log.ts: const bytes = slurp(file);');
  index.forget('log.ts');
  assert.deepEqual(found(index, picture), []);
});

test('after much was forgotten, the rest is still found', () => {
  const index = indexOf({ 'log.ts': LOG });
  for (let k = 0; k < 5; k++) index.learn('long.ts', 'paint(item.label);\n'.repeat(10_000));
  index.forget('long.ts');
  assert.equal(
    found(index, '  const file = open(name);\n  █')[0],
    'log.ts: const bytes = read(file);',
  );
});
