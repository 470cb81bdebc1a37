// What several questions, endpoints and days share: the scheduler, the pool, the ledger, the circuit.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backend, Question } from '../../../src/core/backend/backend.ts';
import type { Reach } from '../../../src/core/backend/endpoint.ts';
import { BackendError } from '../../../src/core/backend/errors.ts';
import { Circuit } from '../../../src/core/backend/sharing/circuit.ts';
import { Ledger, metered } from '../../../src/core/backend/sharing/ledger.ts';
import { type Member, Pool } from '../../../src/core/backend/sharing/pool.ts';
import { retrying } from '../../../src/core/backend/sharing/retrying.ts';
import { Scheduler, scheduled } from '../../../src/core/backend/sharing/scheduler.ts';
import { standingIn } from '../../../src/core/backend/sharing/standingIn.ts';
import { randomFrom } from '../../../src/core/base/random.ts';
import type { SafeText } from '../../../src/core/gate/gate.ts';
import { type Act, END, FakeBackend, text } from '../../support/fakeBackend.ts';

const never = new AbortController().signal;
const HOLE: Question = {
  kind: 'fim',
  path: 'a.ts',
  languageId: 'typescript',
  before: 'x'.repeat(420) as SafeText,
  after: '' as SafeText,
  context: [],
  mostTokens: 8,
};

async function ask(backend: Backend, signal = never): Promise<string> {
  let heard = '';
  for await (const piece of backend.stream(HOLE, signal))
    if (piece.kind === 'text') heard += piece.text;
  return heard;
}

const fault = new BackendError('NET-REFUSED', { host: 'fake' });
const fails: Act = [fault];
const says = (value: string): Act => [text(value), END];

function member(
  reach: Reach,
  clock: () => number,
  ...script: Act[]
): Member & { backend: FakeBackend } {
  return { backend: new FakeBackend('m', ...script), reach, circuit: new Circuit(clock) };
}

test('the pool goes on to the next before the first piece, and says what the last one failed with', async () => {
  const clock = (): number => 0;
  const pool = new Pool([member('lan', clock, fails), member('local', clock, says('b'))]);
  assert.equal(await ask(pool), 'b');
  await assert.rejects(ask(new Pool([member('local', clock, fails)])), { code: 'NET-REFUSED' });
});

test('never to a more public endpoint, unless the user says so', async () => {
  const clock = (): number => 0;
  for (const [from, to, allowed] of [
    ['local', 'lan', false],
    ['local', 'cloud', false],
    ['lan', 'cloud', false],
    ['lan', 'local', true],
    ['cloud', 'lan', true],
    ['cloud', 'cloud', true],
  ] as const) {
    const second = member(to, clock, says('b'));
    const pool = new Pool([member(from, clock, fails), second]);
    if (allowed) assert.equal(await ask(pool), 'b');
    else await assert.rejects(ask(pool), { code: 'NET-REFUSED' });
    assert.equal(second.backend.asked.length, allowed ? 1 : 0);
    const open = new Pool([member(from, clock, fails), member(to, clock, says('b'))], true);
    assert.equal(await ask(open), 'b');
  }
});

test('it stays with one while that answers, leaves it alone while it is ill, and comes back', async () => {
  let now = 0;
  const first = member('local', () => now, says('a'), fails, fails, fails, says('a'));
  const second = member('local', () => now, says('b'));
  const pool = new Pool([first, second]);
  const heard: string[] = [];
  for (let k = 0; k < 6; k++) heard.push(await ask(pool));
  assert.deepEqual(heard, ['a', 'b', 'b', 'b', 'b', 'b']);
  assert.equal(first.backend.asked.length, 4); // after three failures it is left alone
  now += 5000;
  assert.equal(await ask(pool), 'a');
});

test('what has begun is not begun again elsewhere', async () => {
  const second = member('local', () => 0, says('b'));
  const pool = new Pool([member('local', () => 0, [text('half'), fault]), second]);
  await assert.rejects(ask(pool), { code: 'NET-REFUSED' });
  assert.equal(second.backend.asked.length, 0);
});

test('the circuit: three failures, then pauses that double up to a minute, then well again', () => {
  let now = 0;
  const circuit = new Circuit(() => now);
  const pauses: number[] = [];
  for (let k = 0; k < 9; k++) {
    circuit.failed();
    pauses.push(circuit.closedFor);
    now += circuit.closedFor;
  }
  assert.deepEqual(pauses, [0, 0, 5000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
  circuit.succeeded();
  circuit.failed();
  assert.equal(circuit.closedFor, 0);
  circuit.rest(30);
  assert.equal(circuit.closedFor, 30_000);
});

test('F59 the circuit: a server that asks for quiet and does not say how long', () => {
  let now = 0;
  const circuit = new Circuit(
    () => now,
    () => 0.5,
  );
  const pauses: number[] = [];
  for (let k = 0; k < 7; k++) {
    circuit.rest();
    pauses.push(circuit.closedFor / 1000);
    now += circuit.closedFor;
  }
  assert.deepEqual(pauses, [2, 4, 8, 16, 32, 60, 60]);
});

test('the scheduler: so many at a time, typing first, prefetch last', async () => {
  const scheduler = new Scheduler(1);
  const order: string[] = [];
  const leave = await scheduler.enter('typing', never);
  const waits = (['prefetch', 'command', 'typing', 'prefetch', 'typing'] as const).map(
    async (priority, k) => {
      const out = await scheduler.enter(priority, never);
      order.push(`${priority} ${k}`);
      out();
    },
  );
  await Promise.resolve();
  assert.deepEqual(order, []);
  leave();
  leave(); // twice is once
  await Promise.all(waits);
  assert.deepEqual(order, ['typing 2', 'typing 4', 'command 1', 'prefetch 0', 'prefetch 3']);
});

test('the scheduler: whoever gives up leaves the queue, and a failing question its place', async () => {
  const scheduler = new Scheduler(1);
  const controller = new AbortController();
  const leave = await scheduler.enter('typing', never);
  const given = scheduler.enter('typing', controller.signal);
  controller.abort();
  await assert.rejects(given, { name: 'AbortError' });
  leave();
  const failing = scheduled(new FakeBackend('m', fails, says('b')), scheduler, 'typing');
  await assert.rejects(ask(failing), { code: 'NET-REFUSED' });
  assert.equal(await ask(failing), 'b');
});

test('the ledger: what the server counts wins, else ours; what was not whole is discarded', async () => {
  const ledger = new Ledger(() => '2026-11-25');
  const price = { input: 1, cached: 0.1, output: 10 };
  const usage = { kind: 'usage' as const, usage: { prompt: 1000, cached: 900, generated: 50 } };
  await ask(metered(new FakeBackend('told', [text('abc'), usage, END]), ledger, price));
  await ask(metered(new FakeBackend('untold', [text('x'.repeat(42)), END]), ledger, undefined));
  await assert.rejects(
    ask(metered(new FakeBackend('cut', [text('x'.repeat(42)), fault]), ledger, price)),
  );
  const { cost, ...told } = ledger.of('2026-11-25', 'told');
  assert.deepEqual(told, { requests: 1, prompt: 1000, cached: 900, generated: 50, discarded: 0 });
  assert.ok(Math.abs(cost - (100 * 1 + 900 * 0.1 + 50 * 10) / 1e6) < 1e-12);
  assert.deepEqual(ledger.of('2026-11-25', 'untold'), {
    requests: 1,
    prompt: 100,
    cached: 0,
    generated: 10,
    discarded: 0,
    cost: 0,
  });
  assert.equal(ledger.of('2026-11-25', 'cut').discarded, 10);
});

test('the ledger: the receipt of a question tells who answered, and how soon; a pool’s has one of each', async () => {
  const ledger = new Ledger(() => '2026-11-25');
  let now = 0;
  const clock = { now: () => (now += 100) };
  const told: string[] = [];
  ledger.onReceipt = ({ model, firstText }) => told.push(`${model} ${firstText}`);
  const asMember = (backend: FakeBackend): Member => ({
    backend: metered(backend, ledger, undefined, clock),
    reach: 'local',
    circuit: new Circuit(() => 0),
  });
  await ask(
    new Pool([asMember(new FakeBackend('a', fails)), asMember(new FakeBackend('b', says('x')))]),
  );
  assert.deepEqual(told, ['a undefined', 'b 100']);
  assert.deepEqual(
    ledger.receiptsOf(HOLE).map(({ model, languageId }) => `${model} ${languageId}`),
    ['a typescript', 'b typescript'],
  );
});

test('the ledger forgets what was before today, for the limit of today still holds', () => {
  let today = '2026-11-24';
  const ledger = new Ledger(() => today);
  ledger.add('m', { cost: 1 });
  today = '2026-11-25';
  ledger.add('m', { cost: 2 });
  ledger.forget();
  assert.equal(ledger.of('2026-11-24', 'm').cost, 0);
  assert.equal(ledger.spentToday, 2);
});

test('the ledger: a reader who leaves early is counted too', async () => {
  const ledger = new Ledger(() => '2026-11-25');
  for await (const piece of metered(
    new FakeBackend('m', [text('a'), text('b'), END]),
    ledger,
    undefined,
  ).stream(HOLE, never)) {
    if (piece.kind === 'text') break;
  }
  assert.equal(ledger.of('2026-11-25', 'm').requests, 1);
  assert.equal(ledger.of('2026-11-25', 'm').discarded, 1);
});

test('the ledger: a hard limit for the day, and a new day', async () => {
  let today = '2026-11-25';
  const ledger = new Ledger(() => today);
  ledger.limit = 0.001;
  const fake = new FakeBackend('m', [
    text('abc'),
    { kind: 'usage', usage: { prompt: 2000, generated: 1 } },
    END,
  ]);
  const backend = metered(fake, ledger, { input: 1, cached: 1, output: 1 });
  await ask(backend);
  await assert.rejects(ask(backend), { code: 'LIM-DAY' });
  assert.equal(fake.asked.length, 1);
  today = '2026-11-26';
  await ask(backend);
  assert.equal(fake.asked.length, 2);
});

test('the ledger is kept, and bad data in it is left out', () => {
  const ledger = new Ledger(() => '2026-11-25');
  ledger.add('m', { requests: 1, cost: 0.5 });
  const again = new Ledger(() => '2026-11-25');
  again.load(JSON.parse(JSON.stringify(ledger.save())));
  assert.deepEqual(again.of('2026-11-25', 'm'), ledger.of('2026-11-25', 'm'));
  for (const bad of [
    null,
    7,
    'x',
    [],
    { day: {} },
    { '2026-11-25': { m: { cost: -1, requests: 'a' } } },
  ]) {
    const other = new Ledger(() => '2026-11-25');
    other.load(bad);
    assert.equal(other.spentToday, 0);
  }
});

test('F60, F61 commands: asked up to twice more before the first piece, and 87.5 % succeed where half of the tries fail', async () => {
  const busy: Act = [new BackendError('SRV-5XX', { host: 'fake', status: 503 })];
  const quick = (fake: FakeBackend): Backend => retrying(fake, () => -0.499);
  const third = new FakeBackend('m', busy, busy, says('a'));
  assert.equal(await ask(quick(third)), 'a');
  const never3 = new FakeBackend('m', busy);
  await assert.rejects(ask(quick(never3)), { code: 'SRV-5XX' });
  assert.equal(never3.asked.length, 3);

  const random = randomFrom(3);
  let succeeded = 0;
  for (let k = 0; k < 400; k++) {
    const acts = [0, 0, 0].map(() => (random() < 0.5 ? busy : says('a')));
    succeeded += await ask(quick(new FakeBackend('m', ...acts))).then(
      () => 1,
      () => 0,
    );
  }
  assert.ok(Math.abs(succeeded / 400 - 0.875) < 0.05, String(succeeded));
});

test('what will not pass is not asked again, nor what has begun', async () => {
  for (const code of ['AUTH-KEY', 'REQ-MODEL', 'REQ-LONG', 'NET-TLS', 'NET-REDIRECT'] as const) {
    const fake = new FakeBackend('m', [new BackendError(code, { host: 'fake' })]);
    await assert.rejects(ask(retrying(fake)), { code });
    assert.equal(fake.asked.length, 1, code);
  }
  const begun = new FakeBackend('m', [
    text('half'),
    new BackendError('NET-RESET', { host: 'fake' }),
  ]);
  await assert.rejects(ask(retrying(begun)), { code: 'NET-RESET' });
  assert.equal(begun.asked.length, 1);
});

test('a model that is away before its first piece gives way to the next, who goes on answering', async () => {
  for (const code of ['NET-REFUSED', 'NET-SLOW', 'SRV-5XX', 'RATE-WAIT'] as const) {
    const first = new FakeBackend('first', [new BackendError(code, { host: 'fake' })]);
    const second = new FakeBackend('second', says('a'));
    const told: string[] = [];
    const backend = standingIn(first, async (away, question) => {
      assert.equal(question, HOLE);
      told.push(away.code);
      return second;
    });
    assert.equal(backend.model, 'first');
    assert.equal(await ask(backend), 'a');
    assert.equal(backend.model, 'second');
    assert.equal(await ask(backend), 'a');
    assert.deepEqual([told, first.asked.length, second.asked.length], [[code], 1, 2]);
  }
});

test('nobody stands in for what is the user’s to mend, for what has begun, or where nobody is left', async () => {
  const never3 = async (): Promise<Backend> => assert.fail('asked another');
  for (const code of [
    'AUTH-KEY',
    'AUTH-QUOTA',
    'REQ-LONG',
    'REQ-MODEL',
    'NET-TLS',
    'LIM-DAY',
  ] as const) {
    const fake = new FakeBackend('m', [new BackendError(code, { host: 'fake' })]);
    await assert.rejects(ask(standingIn(fake, never3)), { code });
  }
  const begun = new FakeBackend('m', [text('half'), new BackendError('NET-CUT', { host: 'fake' })]);
  await assert.rejects(ask(standingIn(begun, never3)), { code: 'NET-CUT' });
  const refused = new FakeBackend('m', fails);
  const alone = standingIn(refused, async () => undefined);
  await assert.rejects(ask(alone), { code: 'NET-REFUSED' });
  const both = standingIn(refused, async () => (refused.asked.length < 2 ? refused : undefined));
  await assert.rejects(ask(both), { code: 'NET-REFUSED' });
  const gone = new AbortController();
  gone.abort();
  await assert.rejects(ask(standingIn(refused, never3), gone.signal), { name: 'AbortError' });
});
