// A model as an engine of ghost text: what is read of its answer, what is asked, and what failure looks like.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BackendError } from '../../../src/core/backend/errors.ts';
import { Circuit } from '../../../src/core/backend/sharing/circuit.ts';
import { FirstOf, ModelEngine } from '../../../src/core/completion/modelEngine.ts';
import type { EngineAnswer } from '../../../src/core/completion/types.ts';
import { windowAround } from '../../../src/core/completion/window.ts';
import { Gate, type SafeText } from '../../../src/core/gate/gate.ts';
import { type Act, END, FakeBackend, text } from '../../support/fakeBackend.ts';
import { at, engineSaying } from '../../support/snapshots.ts';
import { everyChunking } from '../../support/streams.ts';

const never = new AbortController().signal;

function engineOn(backend: FakeBackend, clock = () => 0): ModelEngine {
  return new ModelEngine({
    backend,
    tokens: ['<|end|>'],
    gate: new Gate(() => 'free'),
    rulesRead: async () => {},
    circuit: new Circuit(clock),
    window: { before: 1700, after: 430 },
    onDone: () => {},
  });
}

async function answer(
  engine: ModelEngine | FirstOf,
  picture: string,
  signal = never,
): Promise<EngineAnswer> {
  const { path, languageId, before, after } = at(picture);
  return engine.suggest({ path, languageId, before, after, boldness: 'calm', asked: true }, signal);
}

/** What is shown of an answer, for every way to cut it. */
async function check(picture: string, reply: string, shown: string | undefined): Promise<void> {
  for (const chunks of everyChunking(reply)) {
    const got = await answer(engineOn(new FakeBackend('m', [...chunks.map(text), END])), picture);
    assert.equal(got.kind === 'text' ? got.text : undefined, shown);
  }
}

test('the first line, and no more', () => check('const a =█', ' 1;\nconst b = 2;\n', ' 1;'));
test('blank lines before it do not count', () => check('f();\n█', '\n\n  g();\nh();', 'g();'));
test('after a space the answer brings none', () => check('const a = █', ' 1;', '1;'));
test('an answer ends at a special token', () => check('const a =█', ' 1;<|end|>junk', ' 1;'));
test('nothing is nothing', () => check('const a =█', '', undefined));

test('it stops reading when the line is whole, and the server hears of it', async () => {
  let read = 0;
  const backend = new FakeBackend('m');
  backend.stream = async function* () {
    for (;;) {
      read++;
      yield text('a;\n');
    }
  };
  await answer(engineOn(backend), 'x █');
  assert.ok(read <= 2, String(read));
});

test('three failures, and it is left alone; asked by key it is tried all the same', async () => {
  const failure: Act = [new BackendError('NET-REFUSED', { host: 'fake' })];
  const backend = new FakeBackend('m', failure);
  const engine = engineOn(backend);
  const query = { ...at('x█'), boldness: 'calm' as const, asked: false };
  for (let k = 0; k < 5; k++) {
    const got = await engine.suggest(query, never);
    assert.ok(got.kind === 'nothing' && got.why === 'failed');
  }
  assert.equal(backend.asked.length, 3);
  await answer(engine, 'x█');
  assert.equal(backend.asked.length, 4);
});

test('F72 another model is chosen while one is asked: the old question ends at once, and nobody is told of an abort', async () => {
  const backend = new FakeBackend('m');
  backend.stream = async function* (_question, signal) {
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    yield END;
  };
  const engine = engineOn(backend);
  const asking = answer(engine, 'x█');
  await new Promise(resolve => setTimeout(resolve, 5));
  engine.close();
  const got = await asking;
  assert.ok(got.kind === 'nothing' && got.why === 'failed');
});

test('the workspace engine answers where the model can not, and the answer says whose it is', async () => {
  const failing = engineOn(new FakeBackend('m', [new BackendError('SRV-5XX', { host: 'fake' })]));
  const got = await answer(new FirstOf([failing, engineSaying('foo()')]), 'x █');
  assert.ok(got.kind === 'text');
  assert.deepEqual([got.text, got.origin], ['foo()', 'workspace']);
  const silent = await answer(new FirstOf([failing, engineSaying('')]), 'x █');
  assert.ok(silent.kind === 'nothing' && silent.why === 'failed', 'the first reason counts');
});

test('the window: whole lines, within its size, and its start seldom moves', () => {
  const line = fc.string({ minLength: 0, maxLength: 60 }).map(text => text.replaceAll('\n', ' '));
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 120 }),
      fc.array(line),
      (above, below) => {
        const hole = {
          before: above.join('\n') as SafeText,
          after: `\n${below.join('\n')}` as SafeText,
        };
        const { before, after } = windowAround(hole, { before: 1700, after: 430 });
        assert.ok(hole.before.endsWith(before) && hole.after.startsWith(after));
        assert.ok(before.length <= 1700 && after.length <= 430);
        const cut = hole.before.length - before.length;
        assert.ok(cut === 0 || hole.before[cut - 1] === '\n');
      },
    ),
  );
  const starts = new Set<number>();
  let file = 'const a = 1;\n'.repeat(400);
  for (let key = 0; key < 300; key++) {
    file += key % 30 === 29 ? '\n' : 'x';
    const { before } = windowAround(
      { before: file as SafeText, after: '' as SafeText },
      { before: 1700, after: 430 },
    );
    starts.add(file.length - before.length);
  }
  assert.ok(starts.size <= 3, `${starts.size} starts in 300 keys`);
});
