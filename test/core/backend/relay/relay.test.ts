// A model server on the user's computer, asked from the remote side of a window: streams cross as they come, abort reaches the server, faults keep their codes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Backend, type Question, textOnly } from '../../../../src/core/backend/backend.ts';
import { detectLocal } from '../../../../src/core/backend/detect.ts';
import { checkFim } from '../../../../src/core/backend/doctor.ts';
import { reachOf, readAddress } from '../../../../src/core/backend/endpoint.ts';
import { BackendError } from '../../../../src/core/backend/errors.ts';
import type { Net } from '../../../../src/core/backend/http/net.ts';
import { openFim } from '../../../../src/core/backend/open.ts';
import { COMMANDS } from '../../../../src/core/backend/relay/protocol.ts';
import {
  fromUsersSide,
  isOnUsersSide,
  USERS_HOST,
} from '../../../../src/core/backend/relay/usersSide.ts';
import { verified } from '../../../../src/core/backend/sharing/verified.ts';
import type { SafeText } from '../../../../src/core/gate/gate.ts';
import { crossing } from '../../../support/crossing.ts';
import { realNet } from '../../../support/net.ts';
import { SCRIPTED_MODEL, scriptedModel } from '../../../support/scriptedModel.ts';

const never = new AbortController().signal;
const MODEL = 'starcoder2-3b';
const TEXT = ' return left + right; // é 👩‍💻 終';
const HOLE: Question = {
  kind: 'fim',
  path: 'a.js',
  languageId: 'javascript',
  before: 'function add(left, right) {\n' as SafeText,
  after: '}\n' as SafeText,
  context: [],
  mostTokens: 24,
};

/** What a server that fills holes is told to do with a question. */
type Play = (write: (bytes: Uint8Array | string) => void, gone: AbortSignal) => Promise<void>;

/** A server on this machine that says it has the model, and answers as it is told. */
async function modelServer(play: Play, status = 200) {
  const asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
  const state = { gone: 0 };
  const server = createServer(async (request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    for await (const _ of request);
    if (request.method === 'GET') {
      const models = { data: [{ id: MODEL }] };
      if (request.url === '/v1/models') response.end(JSON.stringify(models));
      else response.writeHead(404).end('{}');
      return;
    }
    const gone = new AbortController();
    response.on('close', () => {
      if (response.writableFinished) return;
      state.gone++;
      gone.abort();
    });
    if (status !== 200) {
      response.writeHead(status, { location: 'http://example.com/', 'retry-after': '7' }).end('{}');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    await play(bytes => response.write(bytes), gone.signal);
    if (!gone.signal.aborted) response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address !== 'string');
  return Object.assign(state, {
    port: address.port,
    base: `http://${USERS_HOST}:${address.port}/v1`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

const event = (text: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, text, finish_reason: finish }] })}\n\n`;
const ANSWER = `${event(TEXT.slice(0, 9))}${event(TEXT.slice(9))}${event('', 'stop')}data: [DONE]\n\n`;

function open(base: string, net: Net): Backend {
  const place = { model: MODEL, endpoint: { base }, reach: 'local' as const };
  return verified(openFim(place, net).backend, place, net);
}

async function heard(backend: Backend, signal = never): Promise<string> {
  let text = '';
  for await (const piece of textOnly(backend.stream(HOLE, signal))) text += piece;
  return text;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'fine';
  } catch (error) {
    return error instanceof BackendError ? error.code : String(error);
  }
}

async function eventually(what: string, isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (isSo()) return;
    await sleep(10);
  }
  assert.fail(what);
}

test('the same text comes, at every way to cut its bytes', async () => {
  const bytes = Buffer.from(ANSWER);
  for (const size of [1, 2, 3, 5, 8, 64, bytes.length]) {
    await using server = await modelServer(async write => {
      for (let at = 0; at < bytes.length; at += size) {
        write(bytes.subarray(at, at + size));
        await new Promise(setImmediate);
      }
    });
    assert.equal(await heard(open(server.base, crossing().net)), TEXT, `pieces of ${size}`);
  }
});

test('a piece is there before the server has the next', async () => {
  let go: () => void = () => {};
  const until = new Promise<void>(resolve => {
    go = resolve;
  });
  await using server = await modelServer(async write => {
    write(event('first'));
    await until;
    write(`${event(' second', 'stop')}data: [DONE]\n\n`);
  });
  const stream = textOnly(open(server.base, crossing().net).stream(HOLE, never));
  assert.equal((await stream.next()).value, 'first');
  go();
  assert.equal((await stream.next()).value, ' second');
});

test('abort closes the connection of the server: before its head came, and in the middle', async () => {
  for (const begins of [false, true]) {
    await using server = await modelServer(async (write, gone) => {
      if (begins) write(event('first'));
      await once(gone, 'abort');
    });
    const { net, relay } = crossing();
    const aborting = new AbortController();
    const answer = heard(open(server.base, net), aborting.signal);
    await eventually('it is asked', () =>
      server.asked.some(({ url }) => url === '/v1/completions'),
    );
    if (begins) await sleep(20);
    aborting.abort(new Error('no longer wanted'));
    await assert.rejects(answer, error => !(error instanceof BackendError));
    await eventually('the server sees it', () => server.gone === 1);
    assert.deepEqual(await relay.read('nobody-knows-it'), { text: '', state: 'cut' });
  }
});

test('whoever stops reading closes it too', async () => {
  await using server = await modelServer(async (write, gone) => {
    write(event('first'));
    await once(gone, 'abort');
  });
  const stream = open(server.base, crossing().net).stream(HOLE, never);
  for await (const piece of stream) if (piece.kind === 'text') break;
  await eventually('the server sees it', () => server.gone === 1);
});

test('a remote side that is gone without a word holds no server', async () => {
  await using server = await modelServer(async (write, gone) => {
    write(event('first'));
    await once(gone, 'abort');
  });
  const timers: { after: number; run: () => void }[] = [];
  const net: Net = {
    ...realNet,
    later(after, run) {
      const timer = { after, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  };
  const { call } = crossing({ net });
  const question = { id: 'somebody-1', port: server.port, path: '/v1/completions', body: '{}' };
  await call(COMMANDS.open, question);
  const patience = timers.filter(({ after }) => after === 30_000);
  assert.equal(patience.length, 1, 'somebody has to fetch the answer');
  patience[0]?.run();
  await eventually('the server is let go', () => server.gone === 1);
  assert.deepEqual(timers, [], 'and no timer is left');
});

test('a server is not read on while nobody fetches what it said', async () => {
  let written = 0;
  await using server = await modelServer(async (write, gone) => {
    for (; written < 400 && !gone.aborted; written++) {
      write('x'.repeat(256 * 1024));
      await sleep(1);
    }
  });
  const { call } = crossing();
  const question = { id: 'somebody-2', port: server.port, path: '/v1/completions', body: '{}' };
  await call(COMMANDS.open, question);
  await sleep(300);
  const { text } = (await call(COMMANDS.read, question.id)) as { text: string };
  assert.ok(text.length < 2 * 1024 * 1024, `${text.length} characters were held`);
  await call(COMMANDS.close, question.id);
});

test('faults keep their codes', async () => {
  const nobody = await modelServer(async () => {});
  await nobody[Symbol.asyncDispose]();
  assert.equal(await codeOf(heard(open(nobody.base, crossing().net))), 'NET-REFUSED');

  await using server = await modelServer(async write => write(ANSWER));
  const forbidden = crossing({ mayAsk: () => false }).net;
  assert.equal(await codeOf(heard(open(server.base, forbidden))), 'CFG-COMPANION');
  const path = server.base.replace('/v1', '/api/v1');
  assert.equal(await codeOf(heard(open(path, crossing().net))), 'CFG-ROUTE');

  const codes: Readonly<Record<number, string>> = {
    401: 'AUTH-KEY',
    429: 'RATE-WAIT',
    503: 'SRV-5XX',
    302: 'NET-REDIRECT',
    204: 'SRV-EMPTY',
  };
  for (const [status, code] of Object.entries(codes)) {
    await using refusing = await modelServer(async () => {}, Number(status));
    assert.equal(await codeOf(heard(open(refusing.base, crossing().net))), code, status);
  }
});

test('an answer that the server breaks off is cut off, and not taken for whole', async () => {
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    if (request.url === '/v1/models')
      return response.end(JSON.stringify({ data: [{ id: MODEL }] }));
    if (request.method === 'GET') return response.writeHead(404).end('{}');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(event('half'), () => response.socket?.resetAndDestroy());
    return response;
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address !== 'string');
  const base = `http://${USERS_HOST}:${address.port}/v1`;
  assert.equal(await codeOf(heard(open(base, crossing().net))), 'NET-CUT');
  server.close();
});

test('without a companion the reason is told', async () => {
  const { relayedFetch } = await import('../../../../src/core/backend/relay/relayedFetch.ts');
  const absent = relayedFetch(async command => {
    throw new Error(`command '${command}' not found`);
  });
  const net = { ...realNet, fetch: absent };
  assert.equal(await codeOf(heard(open(`http://${USERS_HOST}:11434/v1`, net))), 'CFG-COMPANION');
});

test('servers are found, and a model is tried, as on this machine', async () => {
  await using model = await scriptedModel({ 'return left +': [[5, ' right']] });
  const { net } = crossing();
  const port = Number(new URL(model.base).port);
  const nobody = [5001, 5003, 5005, 5007, 5009, 5011, 5013, 5015]; // all are asked at once
  const [found] = await detectLocal(net, never, USERS_HOST, [...nobody, port]);
  assert.deepEqual(found, {
    kind: 'openai-shaped',
    base: `http://${USERS_HOST}:${port}/v1`,
    models: [{ id: SCRIPTED_MODEL, window: 16_384 }],
  });
  const place = { model: SCRIPTED_MODEL, endpoint: { base: found?.base ?? '' } };
  const fim = openFim({ ...place, reach: 'local' }, net);
  assert.equal((await checkFim(fim, () => performance.now(), never)).right, true);
});

test('the user’s computer has an address of its own, which is as near as localhost', () => {
  const { base, reach, origin } = readAddress(`http://${USERS_HOST}:11434/v1`);
  assert.equal(base, `http://${USERS_HOST}:11434/v1`);
  assert.equal(reach, 'local');
  assert.notEqual(origin, readAddress('http://localhost:11434/v1').origin, 'keys are apart');
  assert.equal(fromUsersSide(base).href, 'http://127.0.0.1:11434/v1');
  assert.ok(isOnUsersSide(base));
  for (const other of ['http://localhost:1/v1', `http://${USERS_HOST}.example.com/v1`, 'nothing']) {
    assert.ok(!isOnUsersSide(other), other);
  }
  assert.equal(reachOf(`${USERS_HOST}.example.com`), 'cloud');
});
