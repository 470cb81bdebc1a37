import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodingOf } from '../../../../src/core/completion/budget/encoding.ts';

test('OpenAI’s newer models have an encoding of their own; Qwen’s is nearest to the older', () => {
  const models = ['gpt-4o-mini', 'o3', 'gpt-oss-20b', 'gpt-4-turbo', 'qwen2.5-coder-0.5b', 'olmo'];
  assert.deepEqual(
    models.filter(model => encodingOf(model) === 'o200k_base'),
    ['gpt-4o-mini', 'o3', 'gpt-oss-20b'],
  );
});
