import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineCounts } from '../../../../src/core/completion/budget/lineCounts.ts';

/** A tokenizer for which every character is a token, and the lines that it was asked for. */
function characters() {
  const asked: string[][] = [];
  const counts = new LineCounts(async lines => {
    asked.push([...lines]);
    return lines.map(line => line.length);
  });
  return { asked, count: counts.count };
}

const answered = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

test('the ratio stands in until the tokenizer answers', async () => {
  const { count } = characters();
  assert.equal(count('12345678'), 2);
  await answered();
  assert.equal(count('12345678'), 8);
});

test('a key costs the counting of its own line only', async () => {
  const { asked, count } = characters();
  count('a\nb\nc');
  await answered();
  count('a\nb\nc');
  count('a\nb\ncd');
  await answered();
  assert.deepEqual(asked, [['a\n', 'b\n', 'c'], ['cd']]);
});

test('a tokenizer that fails is asked again', async () => {
  let tries = 0;
  const { count } = new LineCounts(async lines => {
    if (++tries === 1) throw new Error('gone');
    return lines.map(() => 7);
  });
  count('a');
  await answered();
  assert.equal(count('a'), 1);
  await answered();
  assert.equal(count('a'), 7);
});

test('a line of a megabyte is counted by its length', async () => {
  const { asked, count } = characters();
  assert.equal(count('x'.repeat(1e6)), Math.ceil(1e6 / 4.2));
  await answered();
  assert.deepEqual(asked, []);
});
