// A model as the pipeline sees it: what is read of its answer, what is asked, and what failure looks like.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendError } from '../../../src/core/backend/errors.ts';
import { Circuit } from '../../../src/core/backend/sharing/circuit.ts';
import { packAlone } from '../../../src/core/completion/context/packer.ts';
import { HoleModel } from '../../../src/core/completion/holeModel.ts';
import { NoAnswer } from '../../../src/core/completion/types.ts';
import { Gate } from '../../../src/core/gate/gate.ts';
import { type Act, END, FakeBackend, text } from '../../support/fakeBackend.ts';
import { at } from '../../support/snapshots.ts';
import { everyChunking, read } from '../../support/streams.ts';

const never = new AbortController().signal;

function modelOn(backend: FakeBackend): HoleModel {
  return new HoleModel({
    backend,
    tokens: ['<|end|>'],
    gate: new Gate(() => 'free'),
    rulesRead: async () => {},
    circuit: new Circuit(() => 0),
    pack: packAlone,
    goesOn: true,
    metered: false,
    onDone: () => {},
  });
}

function ask(model: HoleModel, picture: string, asked = false): AsyncGenerator<string> {
  return model.ask({ at: at(picture), asked, mostTokens: 64 }, never);
}

/** What is read of an answer, for every way to cut it. */
async function check(picture: string, reply: string, kept: string): Promise<void> {
  for (const chunks of everyChunking(reply)) {
    const model = modelOn(new FakeBackend('m', [...chunks.map(text), END]));
    assert.equal(await read(ask(model, picture)), kept);
  }
}

test('the answer as it is', () => check('const a =█', ' 1;\nconst b', ' 1;\nconst b'));
test('after a space the answer brings none', () => check('const a = █', ' 1;', '1;'));
test('blank lines before it are taken off', () => check('f();\n█', '\n\ng();\nh();', 'g();\nh();'));
test('at the start of a line spaces are indentation', () =>
  check('def f():\n█', '    a()', '    a()'));
test('but one space alone is none', () => check('f();\n█', ' g();', 'g();'));
test('after a bracket it is asked from before it, and the bracket is taken off', () =>
  check('foo(█', '(bar);', 'bar);'));
test('an answer ends at a special token', () => check('const a =█', ' 1;<|end|>junk', ' 1;'));
test('nothing is nothing', () => check('const a =█', '', ''));

test('three failures, and it is left alone; asked by key it is tried all the same', async () => {
  const failure: Act = [new BackendError('NET-REFUSED', { host: 'fake' })];
  const backend = new FakeBackend('m', failure);
  const model = modelOn(backend);
  for (let k = 0; k < 5; k++) await assert.rejects(read(ask(model, 'x█')), NoAnswer);
  assert.equal(backend.asked.length, 3);
  await assert.rejects(read(ask(model, 'x█', true)), NoAnswer);
  assert.equal(backend.asked.length, 4);
});

test('who stops reading is content: the model counts as well', async () => {
  const model = modelOn(new FakeBackend('m', [text('a;\n'), text('b;\n'), END]));
  for await (const _ of ask(model, 'x█')) break;
  assert.equal(await read(ask(model, 'x█')), 'a;\nb;\n');
});

test('F72 another model is chosen while one is asked: the old question ends at once', async () => {
  const backend = new FakeBackend('m');
  backend.stream = async function* (_question, signal) {
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    yield END;
  };
  const model = modelOn(backend);
  const asking = read(ask(model, 'x█'));
  await new Promise(resolve => setTimeout(resolve, 5));
  model.close();
  await assert.rejects(asking, /Another model was chosen meanwhile/);
});
