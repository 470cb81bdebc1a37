import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { get_encoding } from 'tiktoken';
import { Tokenizer } from '../../src/worker/tokenizer.ts';

const PACKAGE = path.join(import.meta.dirname, '..', '..', 'node_modules', 'tiktoken');
const FILES: Record<string, string> = {
  'tiktoken_bg.wasm': 'lite/tiktoken_bg.wasm',
  'cl100k_base.json': 'encoders/cl100k_base.json',
};
const read = (file: string): Promise<Uint8Array> =>
  readFile(path.join(PACKAGE, FILES[file] ?? 'nothing'));

const LINES = ['export function f(a: number) {\n', '  return "数量";\n', '<|endoftext|>\n', ''];

test('lines count as in tiktoken itself, and what looks like a special token is text', async () => {
  const whole = get_encoding('cl100k_base');
  const counts = await new Tokenizer(read).count('cl100k_base', LINES);
  assert.deepEqual(
    counts,
    LINES.map(line => whole.encode_ordinary(line).length),
  );
  assert.ok((counts[2] ?? 0) > 3);
});

test('an encoding that is not there is an error, and takes no other with it', async () => {
  const tokenizer = new Tokenizer(read);
  await assert.rejects(tokenizer.count('o200k_base', LINES), { code: 'ENOENT' });
  assert.equal((await tokenizer.count('cl100k_base', ['a\n'])).length, 1);
});
