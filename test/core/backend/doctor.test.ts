import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identify } from '../../../src/core/backend/detect.ts';
import { checkChat } from '../../../src/core/backend/doctor.ts';
import { BackendError } from '../../../src/core/backend/errors.ts';
import type { Net } from '../../../src/core/backend/http/net.ts';
import { type Act, END, FakeBackend, text } from '../../support/fakeBackend.ts';
import { faultyServer, head } from '../../support/faultyServer.ts';
import { realNet } from '../../support/net.ts';

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

test('a server is asked who it is with the key and the headers of the user', async () => {
  await using server = await faultyServer([
    { write: `${head('200 OK', 'content-type: application/json')}{"data": [{"id": "m"}]}` },
    { fin: true },
  ]);
  const base = `http://127.0.0.1:${server.port}/v1`;
  const own = { key: 'k-4711', headers: { 'x-team': 'blue' } };
  const found = await identify(base, realNet, new AbortController().signal, own);
  assert.deepEqual(found?.models, [{ id: 'm' }]);
  assert.ok(server.received.length >= 5);
  for (const request of server.received) {
    assert.match(request, /^authorization: Bearer k-4711\r$/im);
    assert.match(request, /^x-team: blue\r$/im);
  }
});

const KEY_HEADERS: readonly (readonly [base: string, header: string])[] = [
  ['https://team.openai.azure.com/openai/v1', 'api-key'],
  ['https://api.anthropic.com/v1', 'x-api-key'],
  ['https://api.mistral.ai/v1', 'authorization'],
];

test('a host that is known is asked for its models with the key where it reads keys, and only there', async () => {
  for (const [base, name] of KEY_HEADERS) {
    const sent: Headers[] = [];
    const net: Net = {
      ...realNet,
      async fetch(_, init) {
        sent.push(new Headers(init?.headers));
        return Response.json({ data: [{ id: 'm' }] });
      },
    };
    const found = await identify(base, net, new AbortController().signal, { key: 'k-4711' });
    assert.deepEqual(found?.models, [{ id: 'm' }], base);
    const [headers] = sent;
    const holding = [...(headers ?? [])].filter(([, value]) => value.includes('k-4711'));
    assert.deepEqual(
      holding.map(([header]) => header),
      [name],
    );
  }
});
