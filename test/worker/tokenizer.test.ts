import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { get_encoding } from 'tiktoken';
import { Tokenizer } from '../../src/worker/tokenizer.ts';

const PACKAGE = path.join(import.meta.dirname, '..', '..', 'node_modules', 'tiktoken');
const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-tokens-'));
after(() => rmSync(folder, { recursive: true }));
for (const file of ['lite/tiktoken_bg.wasm', 'encoders/cl100k_base.json']) {
  copyFileSync(path.join(PACKAGE, file), path.join(folder, path.basename(file)));
}

const LINES = ['export function f(a: number) {\n', '  return "数量";\n', '<|endoftext|>\n', ''];

test('lines count as in tiktoken itself, and what looks like a special token is text', async () => {
  const whole = get_encoding('cl100k_base');
  const counts = await new Tokenizer(folder).count('cl100k_base', LINES);
  assert.deepEqual(
    counts,
    LINES.map(line => whole.encode_ordinary(line).length),
  );
  assert.ok((counts[2] ?? 0) > 3);
});

test('an encoding that is not there is an error, and takes no other with it', async () => {
  const tokenizer = new Tokenizer(folder);
  await assert.rejects(tokenizer.count('o200k_base', LINES), { code: 'ENOENT' });
  assert.equal((await tokenizer.count('cl100k_base', ['a\n'])).length, 1);
});
