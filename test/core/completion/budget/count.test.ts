import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countByRatio } from '../../../../src/core/completion/budget/count.ts';

test('without a tokenizer, 4.2 characters of code are a token, and a sign that is not ASCII is one', () => {
  assert.equal(countByRatio('const total = 0; return'), 6);
  assert.equal(countByRatio('数量'), 2);
  assert.equal(countByRatio(''), 0);
});
