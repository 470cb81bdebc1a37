// Whatever runs on the remote side can call the companion's commands. What it gets by that: answers of model servers that the user allowed, and nothing else.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import type { Question as ModelQuestion } from '../../../../src/core/backend/backend.ts';
import { openChat, openFim } from '../../../../src/core/backend/open.ts';
import { Consents } from '../../../../src/core/backend/relay/consents.ts';
import { COMMANDS } from '../../../../src/core/backend/relay/protocol.ts';
import { readQuestion } from '../../../../src/core/backend/relay/rules.ts';
import { SERVERS } from '../../../../src/core/backend/tables/servers.ts';
import type { SafeText } from '../../../../src/core/gate/gate.ts';
import { crossing } from '../../../support/crossing.ts';
import { realNet } from '../../../support/net.ts';

interface Seen {
  readonly line: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A server of this machine that notes what reaches it. */
async function service(models: readonly object[], status = 200) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    seen.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    if (request.method === 'POST' && status !== 200) {
      response.writeHead(status, { location: '/elsewhere', 'set-cookie': 'a=b' }).end();
    } else response.end(JSON.stringify({ data: models, secret: 'of the service' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address !== 'string');
  return {
    port: address.port,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const MODELS = [{ id: 'starcoder2-3b' }];
const good = (port: number): Record<string, unknown> => {
  return { id: 'question-1', port, path: '/v1/completions', body: '{"model":"m"}' };
};

test('what is not a question to a model does not pass, and nothing is asked', async () => {
  await using server = await service(MODELS);
  const { call } = crossing();
  const { port } = server;
  const bent: Readonly<Record<string, unknown>> = {
    nothing: undefined,
    null: null,
    text: 'GET /v1/models',
    list: [good(port)],
    'no port': { ...good(port), port: undefined },
    'a port as text': { ...good(port), port: String(port) },
    'a port with a host': { ...good(port), port: `${port}@example.com` },
    'a port of the system': { ...good(port), port: 22 },
    'no port of this world': { ...good(port), port: 70_000 },
    'half a port': { ...good(port), port: port + 0.5 },
    'no id': { ...good(port), id: undefined },
    'an id that is none': { ...good(port), id: '../..' },
    'another path': { ...good(port), path: '/admin' },
    'a path to change the server': { ...good(port), path: '/api/pull' },
    'a path to delete': { ...good(port), path: '/api/delete' },
    'a path with a way up': { ...good(port), path: '/v1/completions/../../admin' },
    'a path with a query': { ...good(port), path: '/v1/models?x=1', body: undefined },
    'a path that is an address': { ...good(port), path: '//example.com/v1/models' },
    'a path that begins a host': { ...good(port), path: '.example.com/v1/models' },
    'a path in another case': { ...good(port), path: '/V1/completions' },
    'a path as a list': { ...good(port), path: ['/v1/completions'] },
    'a post to what is read': { ...good(port), path: '/v1/models' },
    'a read of what is posted to': { ...good(port), body: undefined },
    'a body that is no JSON': { ...good(port), body: 'a=b' },
    'a body that is a list': { ...good(port), body: '[]' },
    'a body as an object': { ...good(port), body: { model: 'm' } },
    'a body too large': { ...good(port), body: `{"a":"${'x'.repeat(5_000_000)}"}` },
  };
  for (const [what, question] of Object.entries(bent)) {
    const answer = await call(COMMANDS.open, question);
    assert.deepEqual(answer, { kind: 'refused', why: 'question' }, what);
  }
  assert.deepEqual(server.seen, []);
  assert.equal(((await call(COMMANDS.open, good(port))) as { status: number }).status, 200);
});

test('without the user’s word nothing is asked', async () => {
  await using server = await service(MODELS);
  const { call } = crossing({ mayAsk: port => port !== server.port });
  for (const question of [
    good(server.port),
    { ...good(server.port), path: '/v1/models', body: undefined },
  ]) {
    assert.deepEqual(await call(COMMANDS.open, question), { kind: 'refused', why: 'consent' });
  }
  assert.deepEqual(server.seen, []);
});

test('a service that is no model server is asked for no answer', async () => {
  await using stranger = await service([]);
  const { call } = crossing();
  const answer = await call(COMMANDS.open, good(stranger.port));
  assert.deepEqual(answer, { kind: 'refused', why: 'stranger' });
  assert.deepEqual(
    stranger.seen.filter(({ line }) => !line.startsWith('GET ')),
    [],
  );
});

test('host, method and headers are the companion’s own; what else is in a question is left behind', async () => {
  await using server = await service(MODELS);
  const { call } = crossing({ keyFor: async () => 'key-of-the-user' });
  await call(COMMANDS.open, {
    ...good(server.port),
    host: 'example.com',
    url: 'http://example.com/',
    method: 'DELETE',
    headers: { authorization: 'Bearer stolen', cookie: 'a=b', 'x-forwarded-for': '::1' },
    credentials: 'include',
  });
  const asked = server.seen.find(({ line }) => line.includes('completions'));
  assert.equal(asked?.line, 'POST /v1/completions');
  const { host, authorization, cookie, ...others } = asked?.headers ?? {};
  assert.deepEqual(
    [host, authorization, cookie],
    [`127.0.0.1:${server.port}`, 'Bearer key-of-the-user', undefined],
  );
  assert.equal(others['x-forwarded-for'], undefined);
  assert.equal(others['content-type'], 'application/json');
});

test('the key of a server reaches that server alone, and never the remote side', async () => {
  await using first = await service(MODELS);
  await using second = await service(MODELS);
  const { call } = crossing({
    keyFor: async port => (port === first.port ? 'key-of-the-first' : undefined),
  });
  const told: unknown[] = [];
  for (const { port } of [first, second]) {
    const question = { ...good(port), id: `question-${port}` };
    told.push(await call(COMMANDS.open, question), await call(COMMANDS.read, question.id));
  }
  assert.ok(first.seen.every(({ headers }) => headers.authorization === 'Bearer key-of-the-first'));
  assert.ok(second.seen.every(({ headers }) => headers.authorization === undefined));
  assert.doesNotMatch(JSON.stringify(told), /key-of/);
});

test('a redirect is told and not followed; its address and its cookies stay', async () => {
  await using server = await service(MODELS, 307);
  const { call } = crossing();
  const opened = (await call(COMMANDS.open, good(server.port))) as object;
  assert.deepEqual(opened, { kind: 'opened', status: 307, headers: {} });
  assert.ok(server.seen.every(({ line }) => !line.includes('elsewhere')));
});

test('one id is one question, and so many at once are enough', async () => {
  await using server = await service(MODELS);
  const { call, relay } = crossing();
  const open = (k: number) => call(COMMANDS.open, { ...good(server.port), id: `question-${k}` });
  for (let k = 0; k < 16; k++) assert.equal(((await open(k)) as { kind: string }).kind, 'opened');
  assert.deepEqual(await open(3), { kind: 'refused', why: 'question' }, 'the id of another');
  assert.deepEqual(await open(16), { kind: 'refused', why: 'busy' });
  relay.closeAll();
  assert.equal(((await open(17)) as { kind: string }).kind, 'opened');
});

test('consent is for one remote and for its ports, and can be taken back', async () => {
  let kept: unknown = { 'ssh-remote+old': [5001], broken: 'yes' };
  const consents = new Consents({
    get: () => kept,
    set: async value => {
      kept = value;
    },
  });
  assert.ok(consents.given('ssh-remote+old'));
  assert.ok(consents.given('ssh-remote+old', 5001), 'allowed by number');
  assert.ok(consents.given('ssh-remote+old', 11434), 'a usual one');
  assert.ok(!consents.given('ssh-remote+old', 5002));
  for (const other of ['ssh-remote+new', 'broken', 'constructor', undefined]) {
    assert.ok(!consents.given(other), other);
  }
  await consents.give('ssh-remote+new', 5002);
  await consents.give(undefined, 5003);
  assert.ok(consents.given('ssh-remote+new', 5002) && !consents.given('ssh-remote+new', 5003));
  assert.ok(consents.given(undefined, 5003), 'a window without a name');
  assert.doesNotMatch(JSON.stringify(kept), /5003/, 'is not remembered');
  await consents.take('ssh-remote+old');
  assert.ok(!consents.given('ssh-remote+old'));
  assert.deepEqual(consents.all(), [['ssh-remote+new', [5002]]]);
});

test('all that our own adapters ask of servers on one’s own machine passes', async () => {
  const asked = new Set<string>();
  const net = {
    ...realNet,
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      const { pathname, search } = new URL(String(input));
      const question = { id: 'question-1', port: 8080, path: pathname + search, body: init?.body };
      assert.ok(readQuestion(question), pathname);
      asked.add(pathname);
      return new Response('data: [DONE]\n\n', {
        headers: { 'content-type': 'text/event-stream' },
      });
    },
  };
  const safe = (text: string): SafeText => text as SafeText;
  const hole: ModelQuestion = {
    kind: 'fim',
    ...{ path: 'a.c', languageId: 'c', before: safe('a'), after: safe('b') },
    context: [],
    mostTokens: 1,
  };
  const chat: ModelQuestion = {
    kind: 'chat',
    system: 'Talk.',
    messages: [{ role: 'user', text: safe('a') }],
    mostTokens: 1,
  };
  const endpoint = { base: 'http://user.localhost:8080/v1' };
  for (const { kind, hosts, fim, chat: talks } of SERVERS) {
    if (hosts !== undefined) continue;
    for (const model of ['starcoder2-3b', 'unknown-model', 'gpt-5', 'claude-sonnet-4']) {
      const place = { model, endpoint, reach: 'local' as const, server: kind };
      const knows =
        model === 'starcoder2-3b' || (model === 'unknown-model' && fim !== 'completions');
      const backends = [
        ...(knows ? [[openFim(place, net).backend, hole] as const] : []),
        ...(talks === 'none' || model === 'starcoder2-3b'
          ? []
          : [[openChat(place, net), chat] as const]),
      ];
      for (const [backend, question] of backends) {
        await backend
          .stream(question, new AbortController().signal)
          .next()
          .catch(error => {
            assert.notEqual(error.name, 'AssertionError', error.message);
          });
      }
    }
  }
  assert.deepEqual([...asked].sort(), [
    '/api/generate',
    '/infill',
    '/v1/chat/completions',
    '/v1/completions',
  ]);
});
