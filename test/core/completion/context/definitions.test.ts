import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineIndex } from '../../../../src/core/completion/context/alike/lineIndex.ts';
import {
  definitionsSource,
  findDefinitions,
} from '../../../../src/core/completion/context/sources/definitions.ts';
import { at } from '../../../support/snapshots.ts';

async function defined(
  files: Readonly<Record<string, string>>,
  picture: string,
): Promise<string[]> {
  const index = new LineIndex();
  for (const [path, text] of Object.entries(files)) index.learn(path, text);
  const source = definitionsSource(used => findDefinitions(index, used));
  const snapshot = at(picture);
  const signal = new AbortController().signal;
  const snippets = await source.offer({ ...snapshot, window: snapshot }, signal);
  return snippets.map(({ path, text }) => `${path}: ${text.replaceAll('\n', ' / ')}`);
}

test('a type with its first members, a function with its signature', async () => {
  const files = {
    'user.ts': 'export interface User {\n  name: string;\n  age: number;\n}\n',
    'load.ts':
      'export async function loadUser(\n  id: string,\n): Promise<User> {\n  return read(id);\n}\n',
  };
  assert.deepEqual(await defined(files, 'const user: User = await loadUser(█'), [
    'load.ts: export async function loadUser( /   id: string, / ): Promise<User> {',
    'user.ts: export interface User { /   name: string; /   age: number; / }',
  ]);
});

test('in the words of other languages too', async () => {
  const files = {
    'a.py': 'class Store(Base):\n    def get(self, key: str) -> bytes:\n        return b""\n',
    'b.go': 'func (r *Reader) ReadAll(path string) error {\n\treturn nil\n}\n',
    'c.rs': 'pub(crate) fn walk_parallel(root: &Path) -> Walk {\n    Walk\n}\n',
  };
  assert.deepEqual(await defined(files, 'Store ReadAll walk_parallel█'), [
    'c.rs: pub(crate) fn walk_parallel(root: &Path) -> Walk {',
    'b.go: func (r *Reader) ReadAll(path string) error {',
    'a.py: class Store(Base): /     def get(self, key: str) -> bytes: /         return b""',
  ]);
});

test('what the prompt defines, what many files define, and what only prose calls so is left out', async () => {
  const files = {
    'a.ts': 'export class Shape {}\n',
    'b.ts': '/** A class Widget would be too much. */\n',
    'c1.ts': 'function main() {}\n',
    'c2.ts': 'function main() {}\n',
    'c3.ts': 'function main() {}\n',
    'c4.ts': 'function main() {}\n',
  };
  assert.deepEqual(await defined(files, 'class Shape {}\nShape Widget main█'), []);
});
