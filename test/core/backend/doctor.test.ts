import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkChat } from '../../../src/core/backend/doctor.ts';
import { BackendError } from '../../../src/core/backend/errors.ts';
import { type Act, END, FakeBackend, text } from '../../support/fakeBackend.ts';

async function checked(...act: Act) {
  let now = 0;
  const clock = (): number => (now += 10);
  const backend = new FakeBackend('m', act);
  const { right, begin, error } = await checkChat(backend, clock, new AbortController().signal);
  assert.ok(backend.asked.every(({ kind }) => kind === 'chat'));
  return { right, begin, error: error?.code };
}

test('a model that talks is known by its answer, however it is worded and cut', async () => {
  for (const answer of [['3'], ['3.'], ['The array has ', '3', ' elements.'], ['**3**']]) {
    const heard = await checked(...answer.map(text), END);
    assert.deepEqual(heard, { right: true, begin: 10, error: undefined });
  }
});

test('another answer, silence and a failure are not right', async () => {
  for (const answer of [['33'], ['I like arrays'], []]) {
    assert.equal((await checked(...answer.map(text), END)).right, false);
  }
  const thought = { kind: 'reasoning' as const, text: '3' };
  assert.equal((await checked(thought, END)).right, false);
  const failed = await checked(text('3'), new BackendError('NET-CUT', { host: 'h' }));
  assert.deepEqual([failed.right, failed.error], [false, 'NET-CUT']);
});
