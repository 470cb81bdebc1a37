// The faults that a network and a server can have, byte by byte: what comes out, and that nothing is left behind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { openaiCompletions } from '../../../src/core/backend/adapters/openaiCompletions.ts';
import type { Piece } from '../../../src/core/backend/backend.ts';
import { BackendError, explain } from '../../../src/core/backend/errors.ts';
import type { Limits } from '../../../src/core/backend/http/limits.ts';
import type { SafeText } from '../../../src/core/gate/gate.ts';
import {
  completion,
  event,
  type FaultyServer,
  faultyServer,
  head,
  type Step,
} from '../../support/faultyServer.ts';
import { realNet } from '../../support/net.ts';

const KEY = 'sk-canary-5b1f0c9d2e';
const CODE = 'codeCanary8812';
const LIMITS: Limits = { begin: 500, idle: 400, total: 1500, bytes: 2 * 1024 * 1024 };
const SHAPE = /^Inkling: [A-Z][^\n]{10,180}\. \([A-Z]{2,5}-[A-Z0-9]{2,12}\)$/;

interface Heard {
  readonly text: string;
  readonly end: string | undefined;
  readonly error: BackendError | undefined;
}

const HOLE = {
  kind: 'fim' as const,
  path: 'a.ts',
  languageId: 'typescript',
  before: CODE as SafeText,
  after: '' as SafeText,
  context: [],
  mostTokens: 16,
};

async function ask(
  port: number,
  signal = new AbortController().signal,
  net = realNet,
  scheme = 'http',
  host = '127.0.0.1',
): Promise<Heard> {
  const endpoint = { base: `${scheme}://${host}:${port}/v1`, key: KEY };
  const backend = openaiCompletions(
    { model: 'qwen2.5-coder', endpoint, net, limits: LIMITS },
    { fim: 'qwen' },
  );
  const pieces: Piece[] = [];
  let error: BackendError | undefined;
  try {
    for await (const piece of backend.stream(HOLE, signal)) pieces.push(piece);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    assert.ok(thrown instanceof BackendError, String(thrown));
    error = thrown;
  }
  const text = pieces.map(piece => (piece.kind === 'text' ? piece.text : '')).join('');
  const end = pieces.find(piece => piece.kind === 'end')?.why;
  return { text, end, error };
}

/** What holds after every row: one sentence of one shape, no canary in it, and no socket left. */
async function checkAfter(server: FaultyServer, { error }: Heard): Promise<void> {
  if (error !== undefined) {
    const sentence = explain(error);
    assert.match(sentence, SHAPE);
    assert.ok(sentence.length <= 200, sentence);
    for (const canary of [KEY, CODE]) {
      assert.ok(!`${sentence}${error.stack}${JSON.stringify(error)}`.includes(canary));
    }
  }
  const end = Date.now() + 1000;
  while (server.open.size > 0 && Date.now() < end) await sleep(5);
  assert.equal(server.open.size, 0, 'a socket is left');
}

const ANSWER = completion('a + ') + completion('b') + completion('', 'stop');

/** id, what the server does, and what comes out: a text, or a code. */
const ROWS: readonly (readonly [string, readonly Step[], { text: string } | { code: string }])[] = [
  ['F04 closes before headers', [{ fin: true }], { code: 'NET-RESET' }],
  ['F05 reset before headers', [{ reset: true }], { code: 'NET-RESET' }],
  ['F06 not HTTP', [{ write: 'SSH-2.0-OpenSSH_9.2\r\n' }, { hold: true }], { code: 'NET-PROTO' }],
  [
    'F07 headers drip for ever',
    [{ write: 'HTTP/1.1 200 OK\r\n' }, { repeat: 'x: y\r\n', times: 1000, pause: 20 }],
    { code: 'NET-SLOW' },
  ],
  [
    'F08 a header of 70 KB',
    [{ write: head('200 OK', `x: ${'y'.repeat(70_000)}`) }, { fin: true }],
    { code: 'NET-PROTO' },
  ],
  [
    'F16 reset in the middle',
    [{ write: head() + completion('a') }, { sleep: 30 }, { reset: true }],
    { code: 'NET-CUT' },
  ],
  [
    'F17 short of its length',
    [{ write: head('200 OK', 'content-length: 5000') + completion('a') }, { fin: true }],
    { code: 'NET-CUT' },
  ],
  [
    'F18 ends without saying so',
    [{ write: head() + completion('a') }, { fin: true }],
    { code: 'NET-CUT' },
  ],
  [
    'F20 withheld',
    [{ write: head() + completion('a', 'content_filter') }, { fin: true }],
    { code: 'OUT-FILTER' },
  ],
  ['F21 stalls', [{ write: head() + completion('a') }, { hold: true }], { code: 'NET-SLOW' }],
  [
    'F22 [DONE], and the socket is held',
    [{ write: head() + ANSWER + event('[DONE]') }, { hold: true }],
    { text: 'a + b' },
  ],
  [
    'F23 more after [DONE]',
    [{ write: head() + ANSWER + event('[DONE]') + completion('junk') }, { hold: true }],
    { text: 'a + b' },
  ],
  [
    'F25 CRLF, a BOM, no last blank line',
    [
      { write: `${head()}\ufeff${(ANSWER + event('[DONE]')).replaceAll('\n', '\r\n').trimEnd()}` },
      { fin: true },
    ],
    { text: 'a + b' },
  ],
  [
    'F26 comments, no space, other fields',
    [
      {
        write: `${head()}: ping\n\nevent: x\nid: 1\nretry: 5\n${ANSWER.replaceAll('data: ', 'data:')}data:[DONE]\n\n`,
      },
      { fin: true },
    ],
    { text: 'a + b' },
  ],
  [
    'F27 pings for ever',
    [{ write: head() }, { repeat: ': ping\n\n', times: 1000, pause: 50 }],
    { code: 'NET-SLOW' },
  ],
  [
    'F28 an event that is no JSON',
    [{ write: head() + completion('a') + event('{"choices": [') }, { hold: true }],
    { code: 'SRV-JSON' },
  ],
  [
    'F29 an error in the stream',
    [
      { write: head() + completion('a') + event({ error: { message: `no ${KEY}` } }) },
      { hold: true },
    ],
    { code: 'SRV-ERROR' },
  ],
  [
    'F30 strange shapes',
    [
      { write: head() + ['null', '[]', '7', '{"__proto__": {"a": 1}}'].map(event).join('') },
      { fin: true },
    ],
    { code: 'SRV-SHAPE' },
  ],
  [
    'F31 a login page',
    [
      { write: `${head('200 OK', 'content-type: text/html')}<!doctype html><p>Log in` },
      { fin: true },
    ],
    { code: 'SRV-HTML' },
  ],
  [
    'F32 plain JSON though a stream was asked for',
    [
      {
        write: `${head('200 OK', 'content-type: application/json')}{"choices": [\n{"text": "a + b",\n"finish_reason": "stop"}]}`,
      },
      { fin: true },
    ],
    { text: 'a + b' },
  ],
  ['F33 an empty 200', [{ write: head() }, { fin: true }], { code: 'SRV-EMPTY' }],
  ['F33 a 204', [{ write: head('204 No Content') }, { fin: true }], { code: 'SRV-EMPTY' }],
  [
    'F34 tokens for ever',
    [{ write: head() }, { repeat: completion('x'.repeat(1000)).repeat(50), times: 1000 }],
    { code: 'SRV-BIG' },
  ],
  [
    'F35 a line without end',
    [{ write: head() }, { repeat: 'data: '.repeat(200), times: 60_000 }],
    { code: 'SRV-BIG' },
  ],
  [
    'F36 fields without end',
    [{ write: head() }, { repeat: 'data: 1\n'.repeat(20), times: 50_000 }],
    { code: 'SRV-BIG' },
  ],
  [
    'F37 gzip, though nobody asked',
    [
      { write: head('200 OK', 'content-encoding: gzip') },
      { write: gzipSync(ANSWER) },
      { fin: true },
    ],
    { text: 'a + b' },
  ],
  [
    'F37 an unknown encoding',
    [{ write: `${head('200 OK', 'content-encoding: zz')}abc` }, { fin: true }],
    { code: 'SRV-ENC' },
  ],
  [
    'F40 a bomb',
    [
      { write: head('200 OK', 'content-encoding: gzip') },
      { write: gzipSync(completion('a') + `: ${'x'.repeat(1000)}\n\n`.repeat(30_000)) },
      { fin: true },
    ],
    { code: 'SRV-BIG' },
  ],
  [
    'F44 passed on to another host',
    [
      { write: head('307 Temporary Redirect', 'location: http://evil.example/v1/completions') },
      { fin: true },
    ],
    { code: 'NET-REDIRECT' },
  ],
  [
    'F45 passed on to the same host',
    [{ write: head('301 Moved', 'location: /v2/completions') }, { fin: true }],
    { code: 'NET-REDIRECT' },
  ],
  [
    'F46 passed on to nowhere',
    [{ write: head('302 Found', 'location: ::') }, { fin: true }],
    { code: 'NET-REDIRECT' },
  ],
  [
    'F51 too long',
    [
      {
        write: `${head('400 Bad Request')}{"error":{"type":"exceed_context_size_error","n_ctx":4096}}`,
      },
      { fin: true },
    ],
    { code: 'REQ-LONG' },
  ],
  [
    'F52 the key is wrong, and echoed',
    [{ write: `${head('401 Unauthorized')}{"error":{"message":"bad key ${KEY}"}}` }, { fin: true }],
    { code: 'AUTH-KEY' },
  ],
  [
    'F53 no credit',
    [{ write: head('402 Payment Required') }, { fin: true }],
    { code: 'AUTH-QUOTA' },
  ],
  ['F53 no permission', [{ write: head('403 Forbidden') }, { fin: true }], { code: 'AUTH-QUOTA' }],
  [
    'F54 no such model',
    [{ write: `${head('404 Not Found')}{"error":"model \\"x\\" not found"}` }, { fin: true }],
    { code: 'REQ-MODEL' },
  ],
  ['F55 busy', [{ write: head('409 Conflict') }, { fin: true }], { code: 'SRV-BUSY' }],
  [
    'F56 too large',
    [{ write: head('413 Payload Too Large') }, { fin: true }],
    { code: 'REQ-LONG' },
  ],
  [
    'F57 a pause',
    [{ write: head('429 Too Many Requests', 'retry-after: 30') }, { fin: true }],
    { code: 'RATE-WAIT' },
  ],
  [
    'F57 no money',
    [
      { write: `${head('429 Too Many Requests')}{"error":{"code":"insufficient_quota"}}` },
      { fin: true },
    ],
    { code: 'AUTH-QUOTA' },
  ],
  ['F60 a problem', [{ write: head('503 Unavailable') }, { fin: true }], { code: 'SRV-5XX' }],
  ['F62 a teapot', [{ write: head('418 Teapot') }, { fin: true }], { code: 'SRV-ERROR' }],
  ['F62 999', [{ write: head('999 Odd') }, { fin: true }], { code: 'SRV-ERROR' }],
  [
    'F63 a refusal of many megabytes',
    [
      { write: head('500 Oops', 'content-type: text/html') },
      { repeat: '<p>'.repeat(1000), times: 20_000 },
    ],
    { code: 'SRV-5XX' },
  ],
  [
    'F64 a refusal full of control characters',
    [{ write: `${head('500 Oops')}\u001b[31m\u202e[click](http://evil) ${KEY}` }, { fin: true }],
    { code: 'SRV-5XX' },
  ],
];

const GZIP = head('200 OK', 'content-encoding: gzip');
const CHUNKED = head('200 OK', 'transfer-encoding: chunked');
const MORE_ROWS: typeof ROWS = [
  [
    'F14 another service on the port',
    [
      { write: `${head('200 OK', 'content-type: text/plain')}Hello, this is a printer.` },
      { fin: true },
    ],
    { code: 'SRV-SHAPE' },
  ],
  [
    'F48 a token now and then, for ever',
    [{ write: head() }, { repeat: completion('x'), times: 1000, pause: 300 }],
    { code: 'NET-SLOW' },
  ],
  [
    'F39 gzip that is cut off',
    [{ write: GZIP }, { write: gzipSync(ANSWER.repeat(50)).subarray(0, 60) }, { fin: true }],
    { code: 'NET-CUT' },
  ],
  [
    'F41 a chunk size that is none',
    [{ write: `${CHUNKED}zz\r\nabc` }, { fin: true }],
    { code: 'NET-CUT' },
  ],
  [
    'F41 more than its length',
    [
      {
        write:
          head('200 OK', `content-length: ${Buffer.byteLength(ANSWER)}`) +
          ANSWER +
          'trailing garbage',
      },
      { fin: true },
    ],
    { text: 'a + b' },
  ],
  [
    'F42 interim answers first',
    [{ write: 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(10) + head() + ANSWER }, { fin: true }],
    { text: 'a + b' },
  ],
  [
    'F47 Ollama’s own format',
    [
      {
        write:
          head('200 OK', 'content-type: application/x-ndjson') +
          '{"response":"a","done":false}\n'.repeat(4),
      },
      { fin: true },
    ],
    { code: 'SRV-SHAPE' },
  ],
];

for (const [name, steps, expected] of [...ROWS, ...MORE_ROWS]) {
  test(name, async () => {
    await using server = await faultyServer(steps);
    const heard = await ask(server.port);
    if ('code' in expected) assert.equal(heard.error?.code, expected.code);
    else
      assert.deepEqual([heard.error, heard.text, heard.end], [undefined, expected.text, 'whole']);
    await checkAfter(server, heard);
  });
}

test('F01 nothing listens', async () => {
  const server = await faultyServer([]);
  await server[Symbol.asyncDispose]();
  const { error } = await ask(server.port);
  assert.equal(error?.code, 'NET-REFUSED');
});

test('F03 a connection that is never made', async () => {
  const timeout: typeof fetch = async () => {
    const cause = Object.assign(new Error('x'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
    throw new TypeError('fetch failed', { cause });
  };
  assert.equal(
    (await ask(1, undefined, { ...realNet, fetch: timeout })).error?.code,
    'NET-CONNECT',
  );
  const silence: typeof fetch = () => new Promise(() => {});
  assert.equal((await ask(1, undefined, { ...realNet, fetch: silence })).error?.code, 'NET-SLOW');
});

test('F11 a proxy that refuses: asked for a login, or broken', async () => {
  const script = `
    import { BackendError } from './src/core/backend/errors.ts';
    import { guardedFetch } from './src/core/backend/http/net.ts';
    import { PROBE } from './src/core/backend/http/limits.ts';
    import { realNet } from './test/support/net.ts';
    try {
      await guardedFetch(realNet, PROBE)('https://models.example.com/v1/models');
    } catch (error) {
      process.stdout.write(error instanceof BackendError ? error.code : 'strange');
    }`;
  for (const status of ['407 Proxy Authentication Required', '502 Bad Gateway']) {
    await using proxy = await faultyServer([{ write: head(status) }, { fin: true }]);
    const address = `http://127.0.0.1:${proxy.port}`;
    const env = {
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: address,
      https_proxy: address,
      NO_PROXY: '',
      no_proxy: '',
    };
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: path.join(import.meta.dirname, '..', '..', '..'),
      env: { ...process.env, ...env },
    });
    let told = '';
    for await (const piece of child.stdout) told += piece;
    assert.equal(told, 'NET-PROXY');
    assert.match(proxy.received.join(''), /^CONNECT models\.example\.com:443/);
  }
});

test('F02 a name that nobody knows', async () => {
  for (const code of ['ENOTFOUND', 'EAI_AGAIN']) {
    const unknown: typeof fetch = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(KEY), { code }) });
    };
    const { error } = await ask(1, undefined, { ...realNet, fetch: unknown });
    assert.equal(error?.code, 'NET-DNS');
    assert.ok(!explain(error).includes(KEY));
  }
});

test('F09, F10 certificates that nobody vouches for, and TLS where there is none', async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const server = createTlsServer({ cert, key }, socket => socket.end(head() + ANSWER));
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address !== 'string');
  const { error } = await ask(address.port, undefined, realNet, 'https');
  assert.equal(error?.code, 'NET-TLS');
  server.close();

  await using plain = await faultyServer([{ write: head() + ANSWER }, { fin: true }]);
  const reverse = await ask(plain.port, undefined, realNet, 'https');
  assert.ok(
    ['NET-TLS', 'NET-SLOW', 'NET-RESET'].includes(reverse.error?.code ?? ''),
    reverse.error?.code,
  );
  assert.ok(!plain.received.join('').includes(KEY));
});

/** A whole answer, after which the connection stays open. */
const KEPT: Step = {
  write: `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: ${Buffer.byteLength(ANSWER)}\r\n\r\n${ANSWER}`,
};

/** Asks twice; `then` is what the server does with the second question, on the connection that was kept and on those that are new. */
async function askAfterSleep(onKept: readonly Step[], onNew: readonly Step[]) {
  await using server = await faultyServer(connection =>
    connection === 0 ? [KEPT, { again: true }, ...onKept] : onNew,
  );
  const net = { ...realNet };
  assert.equal((await ask(server.port, undefined, net)).text, 'a + b');
  await sleep(20); // then the connection is free for the next
  const heard = await ask(server.port, undefined, net);
  return { got: heard.error?.code ?? heard.text, questions: server.received.length };
}

test('F12 a kept connection is dead after a sleep: asked once more, and nobody notices', async () => {
  for (const dead of [{ reset: true }, { fin: true }] as const) {
    assert.deepEqual(await askAfterSleep([dead], [KEPT]), { got: 'a + b', questions: 3 });
  }
});

test('F12 once more and not again; not where an answer had begun, nor for a refusal', async () => {
  const reset = { reset: true } as const;
  assert.deepEqual(await askAfterSleep([reset], [reset]), { got: 'NET-RESET', questions: 3 });
  const begun = [{ write: head() + completion('a') }, { sleep: 30 }, reset];
  assert.deepEqual(await askAfterSleep(begun, [KEPT]), { got: 'NET-CUT', questions: 2 });
  const refused = [{ write: head('503 Unavailable') }, { fin: true } as const];
  assert.deepEqual(await askAfterSleep(refused, [KEPT]), { got: 'SRV-5XX', questions: 2 });
});

test('F13 the address says localhost, the server is on 127.0.0.1 alone', async () => {
  await using server = await faultyServer([{ write: head() + ANSWER }, { fin: true }]);
  const heard = await ask(server.port, undefined, realNet, 'http', 'localhost');
  assert.equal(heard.text, 'a + b');
});

test('F19 cut by the length limit: the end says so', async () => {
  await using server = await faultyServer([
    { write: head() + completion('a', 'length') },
    { fin: true },
  ]);
  const heard = await ask(server.port);
  assert.deepEqual([heard.text, heard.end], ['a', 'length']);
});

test('F24 every way to cut the bytes gives the same text', async () => {
  const whole = Buffer.from(completion('é 𝒳 👩‍💻 ') + completion('b', 'stop') + event('[DONE]'));
  for (const size of [1, 2, 3, 5, 7]) {
    const steps: Step[] = [{ write: head() }];
    for (let at = 0; at < whole.length; at += size) {
      steps.push({ write: whole.subarray(at, at + size) });
      if (at % 20 < size) steps.push({ sleep: 1 });
    }
    await using server = await faultyServer([...steps, { fin: true }]);
    assert.equal((await ask(server.port)).text, 'é 𝒳 👩‍💻 b');
  }
});

test('F38 broken gzip that never settles: the watchdog ends it, and leaves nothing', async () => {
  const garbage = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
    Buffer.alloc(64, 0xff),
  ]);
  const steps: Step[] = [
    { write: head('200 OK', 'content-encoding: gzip') },
    { write: garbage },
    { hold: true },
  ];
  await using server = await faultyServer(steps);
  const heard = await ask(server.port);
  assert.ok(
    ['SRV-ENC', 'NET-SLOW', 'NET-RESET'].includes(heard.error?.code ?? ''),
    heard.error?.code,
  );
  await checkAfter(server, heard);
});

test('headers at once, the first byte much later: the server reads the prompt, and that is no stall', async () => {
  await using server = await faultyServer([
    { write: head() },
    { sleep: LIMITS.idle + 50 },
    { write: ANSWER },
    { fin: true },
  ]);
  assert.equal((await ask(server.port)).text, 'a + b');
});

test('F58 waits are between 1 and 300 s, whatever is asked', async () => {
  const seconds: (number | undefined)[] = [];
  for (const after of ['99999', '-1', 'abc', '1e309', 'Wed, 21 Oct 2015 07:28:00 GMT']) {
    await using server = await faultyServer([
      { write: head('429 Too Many Requests', `retry-after: ${after}`) },
      { fin: true },
    ]);
    seconds.push((await ask(server.port)).error?.facts.seconds);
  }
  assert.deepEqual(seconds, [300, 1, undefined, 300, 1]);
});

test('an abort closes the connection, and the server hears of it', async () => {
  await using server = await faultyServer([
    { write: head() },
    { repeat: completion('x'), times: 10_000, pause: 5 },
  ]);
  const controller = new AbortController();
  const asking = ask(server.port, controller.signal);
  setTimeout(() => controller.abort(), 50);
  await assert.rejects(asking, { name: 'AbortError' });
  const end = Date.now() + 1000;
  while (server.open.size > 0 && Date.now() < end) await sleep(2);
  assert.equal(server.open.size, 0);
});

test('a refused parameter is dropped, remembered, and asked for once more', async () => {
  const refusal = JSON.stringify({
    error: {
      message: "Unsupported parameter: 'stop' is not supported with this model.",
      param: 'stop',
      code: 'unsupported_parameter',
    },
  });
  await using server = await faultyServer([
    { write: `${head('400 Bad Request')}${refusal}` },
    { fin: true },
  ]);
  const heard = await ask(server.port);
  assert.equal(heard.error?.code, 'REQ-PARAM');
  assert.deepEqual(
    server.received.map(request => /"stop":/.test(request)),
    [true, false],
  );
});

/** Asks with a new adapter that knows what earlier ones learned; gives the stops of each request that came. */
async function stopsAsked(refusal: string, refuses: string[]): Promise<(number | undefined)[]> {
  await using server = await faultyServer([
    { write: `${head('400 Bad Request')}${refusal}` },
    { fin: true },
  ]);
  const endpoint = { base: `http://127.0.0.1:${server.port}/v1` };
  const learned = { refuses: [...refuses], onRefused: (name: string) => void refuses.push(name) };
  const wire = { model: 'qwen2.5-coder', endpoint, net: realNet, limits: LIMITS, learned };
  const backend = openaiCompletions(wire, { fim: 'qwen' });
  await assert.rejects(async () => {
    for await (const _ of backend.stream(HOLE, new AbortController().signal));
  });
  return server.received.map(
    request => JSON.parse(request.slice(request.indexOf('\r\n\r\n'))).stop?.length,
  );
}

test('what was refused is remembered for the next start; where fewer stops are taken, the first ones stay', async () => {
  const refuses: string[] = [];
  const tooMany =
    '{"error":{"message":"Invalid \'stop\': array too long. Expected an array with maximum length 2, but got one with length 4.","param":"stop","code":"array_above_max_length"}}';
  const never =
    '{"error":{"message":"Unsupported parameter: \'stop\' is not supported with this model.","param":"stop"}}';
  assert.deepEqual(await stopsAsked(tooMany, refuses), [4, 2]);
  assert.deepEqual(await stopsAsked(never, refuses), [2, undefined]);
  assert.deepEqual(refuses, ['stop:2', 'stop']);
  assert.deepEqual(await stopsAsked(never, refuses), [undefined]);
});

test('what is sent: the key once, in its header, and nothing about this machine', async () => {
  await using server = await faultyServer([{ write: head() + ANSWER }, { fin: true }]);
  await ask(server.port);
  const [request = ''] = server.received;
  assert.equal(request.split(KEY).length, 2);
  assert.match(request, /^authorization: Bearer /im);
  assert.match(request, /^accept-encoding: identity\r$/im);
  assert.doesNotMatch(request, /stainless|openai|linux|x64|node/i);
});
