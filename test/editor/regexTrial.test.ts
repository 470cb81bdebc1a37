// Expressions are tried in JavaScript's own engine, and none holds anybody up.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pumps } from '../../src/core/rewrite/regex/examples.ts';
import { firstSlow, tried } from '../../src/editor/commands/regexTrial.ts';

const FILE = path.join(import.meta.dirname, '../../src/worker/regex.ts');
const { signal } = new AbortController();
const told = async (source: string, texts: readonly string[], flags = ''): Promise<string[]> =>
  (await tried({ source, flags }, texts, FILE, signal)).map(verdict =>
    verdict.kind === 'matches' ? `matches ${verdict.part}` : verdict.kind,
  );

test('each text gets its verdict, in its order', async () => {
  assert.deepEqual(await told('\\d+', ['a1b22', 'x', '']), ['matches 1', 'none', 'none']);
  assert.deepEqual(await told('^$', ['', 'a'], 'u'), ['matches ', 'none']);
  assert.deepEqual(await told('a', []), []);
});

test('a text that takes forever is told of, and those after it are still tried', async () => {
  const endless = `${'a'.repeat(60)}!`;
  assert.deepEqual(await told('^(a+)+$', ['aaa', endless, 'b']), ['matches aaa', 'slow', 'none']);
});

/** Expressions by whether they go back again and again on some long text. */
const SLOW: readonly (readonly [source: string, slow: boolean])[] = [
  ['^(a+)+$', true],
  ['^(\\w+\\s?)*$', true],
  ['(x+x+)+y', true],
  ['(q+q+)+y', false], // it would, on a text that no example speaks of
  ['^\\d{4}-\\d{2}-\\d{2}$', false],
  ['^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$', false],
  ['"(?:\\\\.|[^"\\\\])*"', false],
  ['^\\s+|\\s+$', false],
];
for (const [source, slow] of SLOW) {
  test(`${source} ${slow ? 'takes forever on a pumped text' : 'is through with all of them'}`, async () => {
    const texts = pumps([{ text: 'ab 12-x@y.z', wanted: true }]);
    assert.equal((await firstSlow({ source, flags: '' }, texts, FILE, signal)) !== undefined, slow);
  });
}

test('who cancels does not wait for it', async () => {
  const controller = new AbortController();
  const trying = tried(
    { source: '^(a+)+$', flags: '' },
    [`${'a'.repeat(60)}!`],
    FILE,
    controller.signal,
  );
  controller.abort();
  await assert.rejects(trying, { name: 'AbortError' });
  await assert.rejects(
    told('a', ['a']).then(() => controller.signal.throwIfAborted()),
    { name: 'AbortError' },
  );
});
