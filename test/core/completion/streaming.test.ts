// What is on the screen while a model's answer streams: histories, in simulated time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NoAnswer } from '../../../src/core/completion/types.ts';
import { pass, scene, textsOf } from '../../support/scene.ts';

test('typing along keeps the one question, and shows the rest when its line is whole', async () => {
  const { clock, model, history, type } = scene([
    [
      [400, 'rice * '],
      [100, 'count;\n'],
      [50, 'x'],
    ],
  ]);
  type('total = p█');
  await pass(clock, 200);
  type('total = pr█');
  await pass(clock, 200);
  type('total = pri█');
  await pass(clock, 500);
  assert.deepEqual(textsOf(history), ['ce * count;']);
  assert.deepEqual([model.asked.length, model.aborted], [1, 0]);
});

test('typing another way ends the question at once, and the server hears of it', async () => {
  const { clock, model, history, type } = scene([
    [
      [300, 'rice'],
      [300, ' * 2;\n'],
    ],
    [[100, 'nd(10);\n']],
  ]);
  type('total = p█');
  await pass(clock, 450); // asked at 100
  type('total = pa█');
  await pass(clock, 1);
  assert.equal(model.aborted, 1);
  await pass(clock, 400);
  assert.equal(model.asked[1]?.at.before, 'total = pa');
  assert.deepEqual(textsOf(history), ['nd(10);']);
});

const VAIN = [
  { name: 'is empty', answer: [[400, '']] },
  {
    name: 'goes another way than what was typed meanwhile',
    answer: [
      [400, 'rice'],
      [400, ';\n'],
    ],
  },
] as const;
for (const { name, answer } of VAIN) {
  test(`an answer that ${name} is no answer: it is asked anew, at once`, async () => {
    const { clock, model, history, type } = scene([answer, [[100, '* 2;\n']]]);
    type('total = p█');
    await pass(clock, 300); // asked after 100
    type('total = p *█');
    await pass(clock, 100);
    assert.equal(model.asked.length, 1, 'it may come true still');
    await pass(clock, 110);
    assert.equal(model.asked[1]?.at.before, 'total = p *');
    await pass(clock, 1000);
    assert.deepEqual(textsOf(history), ['* 2;']);
  });
}

test('the same where the workspace engine had something to show', async () => {
  const { clock, model, history, type } = scene([[[400, 'rice;\n']], [[100, 'q * 2;\n']]], 'q');
  type('total = p█');
  await pass(clock, 300);
  history.length = 0;
  type('total = p *█');
  await pass(clock, 1000);
  assert.equal(model.asked[1]?.at.before, 'total = p *');
  assert.deepEqual(textsOf(history), ['q', 'q * 2;']);
});

test('a question that was asked here, and got nothing, is not asked anew', async () => {
  const { clock, model, history, type } = scene([[[400, '']], [[100, '* 2;\n']]]);
  type('total = p█');
  await pass(clock, 2000);
  assert.deepEqual([model.asked.length, history.length], [1, 1]);
});

test('a block grows while it streams, line by line, and nothing shown is taken back', async () => {
  const { clock, history, type } = scene([
    [
      [100, 'if (a) {\n'],
      [100, '    b();\n'],
      [100, '  }\n'],
      [100, '}\n'],
    ],
  ]);
  type('function f() {\n  █\n}\n');
  await pass(clock, 1000);
  const texts = textsOf(history);
  assert.ok(texts.length >= 2, JSON.stringify(history));
  for (const [k, text] of texts.entries()) assert.ok(text.startsWith(texts[k - 1] ?? ''), text);
  assert.equal(texts.at(-1), 'if (a) {\n    b();\n  }');
});

test('the lines beyond are there at once when the first is accepted', async () => {
  const { clock, model, history, type } = scene([
    [
      [100, '1;\n'],
      [10, 'b = 2;\n'],
      [10, 'c = 3;\n'],
      [10, 'd = 4;\n'],
      [10, 'e = 5;\n'],
    ],
  ]);
  type('a =█');
  await pass(clock, 140); // the wait for a rest ends
  await pass(clock, 300);
  history.length = 0;
  const now = clock.now();
  type('a =1;█', { lastChange: 'accepted' });
  await pass(clock, 0.5);
  assert.deepEqual(history, [`${now} \nb = 2;`]);
  assert.equal(model.asked.length, 1);
});

test('who typed the line to its end decides alone where to go on', async () => {
  const { clock, history, type } = scene([
    [
      [1, '1;\n'],
      [1, 'b = 2;\n'],
    ],
  ]);
  type('a =█');
  await pass(clock, 400);
  history.length = 0;
  type('a =1;█');
  await pass(clock, 1);
  assert.doesNotMatch(history.join(), /b = 2/);
});

test('a metered model is read to the end of what is shown, and not asked ahead', async () => {
  const answers: [number, string][][] = [
    [
      [1, '1;\n'],
      [1, 'b = 2;\n'],
      [1, 'c = 3;\n'],
    ],
  ];
  const { clock, model, type } = scene(answers, '', true);
  type('a =█');
  await pass(clock, 2000);
  assert.deepEqual([model.asked.length, model.said], [1, 1]);
});

test('what follows a suggestion that stands is asked for ahead, and survives typing along', async () => {
  const { clock, model, history, type } = scene([[[10, '12;\n']], [[300, '\nb = 3;\n']]]);
  type('a =█');
  await pass(clock, 500); // answered, and liked for 150 ms
  assert.equal(model.asked.length, 2);
  assert.equal(model.asked[1]?.at.before, 'a =12;');
  type('a =1█');
  await pass(clock, 300);
  assert.equal(model.aborted, 0);
  history.length = 0;
  type('a =12;█', { lastChange: 'accepted' });
  await pass(clock, 1);
  assert.match(history[0] ?? '', /\nb = 3;$/);
});

test('the workspace engine is shown first; the model’s text takes its place only where it goes on from it', async () => {
  const { clock, history, type } = scene([[[300, 'price * count;\n']]], 'price');
  type('total = █');
  await pass(clock, 1000);
  const texts = textsOf(history);
  assert.deepEqual(texts, ['price', 'price * count;']);

  const other = scene([[[300, 'sum(prices);\n']]], 'price');
  other.type('total = █');
  await pass(other.clock, 1000);
  assert.deepEqual(textsOf(other.history), ['price']);
});

test('F48 a model that is too slow is waited for 2.5 seconds; what it says is shown when it comes', async () => {
  const { clock, history, type } = scene([[[4000, 'x;\n']]]);
  type('a =█');
  await pass(clock, 6000);
  assert.equal(history.length, 2, JSON.stringify(history));
  assert.match(history[0] ?? '', /^25\d\d \(slow\)$/);
  assert.match(history[1] ?? '', /^4\d\d\d x;$/);
});

test('F49 an answer that comes after a newer question changes nothing', async () => {
  const { clock, history, type } = scene([[[500, '1;\n']], [[50, '2;\n']]]);
  type('a =█');
  await pass(clock, 300);
  type('b =█');
  await pass(clock, 2000);
  assert.deepEqual(textsOf(history), ['2;']);
});

test('F76 a failure is silence with its reason, and nothing of it is kept', async () => {
  const { clock, model, history, type } = scene([[]]);
  model.ask = async function* (order) {
    model.asked.push(order);
    yield 'half';
    throw new NoAnswer('failed', 'The connection ended. (NET-CUT)');
  };
  type('a =█');
  await pass(clock, 1000);
  type('a =█');
  await pass(clock, 1000);
  assert.equal(model.asked.length, 2);
  assert.ok(
    history.every(entry => entry.endsWith('(failed)')),
    JSON.stringify(history),
  );
});

test('F127 a hundred keystrokes in a second: one question at most reaches the model', async () => {
  const { clock, model, type } = scene([[[2000, 'x;\n']]]);
  for (let k = 0; k < 100; k++) {
    type(`${'y'.repeat(k + 1)}█`);
    await pass(clock, 10);
  }
  assert.ok(model.asked.length <= 1, String(model.asked.length));
});

test('F128 thirty keys a second for a minute: one question at a time, seldom', async () => {
  const { clock, model, type } = scene([
    [
      [200, 'q'],
      [200, ';\n'],
    ],
  ]);
  let running = 0;
  let most = 0;
  const ask = model.ask.bind(model);
  model.ask = async function* (order, signal) {
    running++;
    most = Math.max(most, running);
    try {
      yield* ask(order, signal);
    } finally {
      running--;
    }
  };
  for (let k = 0; k < 1800; k++) {
    type(`${'y'.repeat((k % 40) + 1)} =█`);
    await pass(clock, 1000 / 30);
  }
  assert.equal(most <= 1, true, String(most));
  assert.ok(model.asked.length / 60 <= 15, String(model.asked.length));
});

test('asked for by key where comments are off, it grows like any other', async () => {
  const made = scene([[[200, 'ems by price,\n']]], 'ems');
  made.type('// sort the it█', { asked: true, scopeOff: 'comment' });
  await pass(made.clock, 100);
  assert.deepEqual(textsOf(made.history), ['ems']);
  await pass(made.clock, 1000);
  assert.deepEqual(textsOf(made.history), ['ems', 'ems by price,']);
});
