// What the user set, and the keys that ask: histories of the screen, in simulated time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alternatives } from '../../../src/core/completion/alternatives.ts';
import { complete } from '../../../src/core/completion/complete.ts';
import { TYPING } from '../../../src/core/completion/trigger.ts';
import { NoAnswer, type Suggestion } from '../../../src/core/completion/types.ts';
import { pass, type Scene, scene, textsOf } from '../../support/scene.ts';
import { at, engineSaying, toolsFor } from '../../support/snapshots.ts';

const never = new AbortController().signal;

test('in the mode of a line nothing follows the line that was taken; else the next does', async () => {
  for (const [mode, shown] of [
    ['line', []],
    ['lineByLine', ['\nb = 2;']],
    ['auto', ['\nb = 2;']],
  ] as const) {
    const { clock, history, type } = scene([
      [
        [1, '1;\n'],
        [1, 'b = 2;\n'],
        [1, 'c = 3;\n'],
      ],
    ]);
    type('a =█', { mode });
    await pass(clock, 500);
    history.length = 0;
    type('a =1;█', { mode, lastChange: 'accepted' });
    await pass(clock, 1);
    const texts = textsOf(history).filter(text => !text.startsWith('('));
    assert.deepEqual(texts, shown, mode);
  }
});

test('a delay of the user’s own is waited for, whatever the rhythm', async () => {
  const { clock, model, type } = scene([[[1, 'x;\n']]]);
  type('a =█', { delay: 700 });
  await pass(clock, 690);
  assert.equal(model.asked.length, 0);
  await pass(clock, 20);
  assert.equal(model.asked.length, 1);
});

test('what is shorter than the user wants is not shown, but what stands there may get shorter', async () => {
  const short = toolsFor(engineSaying('ab;'));
  const now = { ...TYPING, leastLength: 5 };
  const seen: string[] = [];
  const look = async (picture: string, tools = short, asked = false): Promise<void> => {
    const { outcome } = await complete(at(picture), { ...now, asked }, tools, never);
    seen.push(outcome.kind === 'shown' ? outcome.suggestion.text : `(${outcome.rule})`);
  };
  await look('x = █');
  await look('x = █', short, true);
  const long = toolsFor(engineSaying('abcdef'));
  for (const picture of ['x = █', 'x = a█', 'x = abc█']) await look(picture, long);
  assert.deepEqual(seen, ['(too-short)', 'ab;', 'abcdef', 'bcdef', 'def']);
});

test('the key for a long one asks anew, for all of the block, and takes the place of what is there', async () => {
  const { clock, model, history, type } = scene([
    [[10, ' 1;\n']],
    [
      [10, ' 2;\n'],
      [10, '  b();\n'],
      [10, '}\n'],
    ],
  ]);
  type('function f() {\n  a =█\n}\n');
  await pass(clock, 140);
  type('function f() {\n  a =█\n}\n', { asked: true, long: true });
  await pass(clock, 300);
  assert.equal(textsOf(history).at(-1), ' 2;\n  b();');
  assert.equal(model.asked[1]?.asked, true);
  assert.ok((model.asked[1]?.mostTokens ?? 0) > (model.asked[0]?.mostTokens ?? 0));
});

test('an insecure line that arrives late does not come on the screen, and what stands there stays', async () => {
  const { clock, history, type } = scene([
    [
      [10, 'const a = load();\n'],
      [100, '  document.body.innerHTML = a;\n'],
      [100, '  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";\n'],
      [400, '}\n'],
    ],
  ]);
  type('function f() {\n  █\n}\n');
  await pass(clock, 2000);
  const texts = textsOf(history);
  assert.ok(
    texts.every(text => !text.includes('UNAUTHORIZED')),
    JSON.stringify(texts),
  );
  assert.ok(texts.at(-1)?.startsWith('const a = load();'), JSON.stringify(texts));
  assert.ok(history.length <= 6, `asked in circles: ${history.length}`);
});

test('what begins with a comment is shown when code comes', async () => {
  const { clock, history, type } = scene([
    [
      [10, '// then all of it\n'],
      [100, 'function f() {\n'],
      [100, '  g();\n'],
      [100, '}\n'],
    ],
  ]);
  type('x();\n// read a file and parse it\n█');
  await pass(clock, 1000);
  assert.deepEqual(textsOf(history), [
    '(only-comments)',
    '// then all of it\nfunction f() {',
    '// then all of it\nfunction f() {\n  g();',
    '// then all of it\nfunction f() {\n  g();\n}',
  ]);
});

test('a question asked ahead is not waited for at a place that it is not about', async () => {
  const { clock, model, history, session, type } = scene([
    [[10, '12;\n']],
    [[5000, '\nb = 3;\n']],
    [[50, 'x();\n']],
  ]);
  type('a =█');
  await pass(clock, 500); // answered, and liked: asked ahead
  assert.equal(model.asked[1]?.at.before, 'a =12;');
  session.cache.clear(); // it is full of other things, say
  session.hide();
  history.length = 0;
  type('a =█');
  await pass(clock, 400);
  assert.deepEqual(textsOf(history), ['x();']);
});

test('a fault of ours is thrown to who waits, and told where nobody does', async () => {
  const broken = (model: Scene['model'], before: string[]): void => {
    model.ask = async function* (order) {
      model.asked.push(order);
      yield* before;
      throw new TypeError('ours');
    };
  };
  const waiting = scene([]);
  broken(waiting.model, []);
  const answer = complete(at('a =█'), TYPING, waiting, never);
  await waiting.clock.run(assert.rejects(answer, { message: 'ours' }));

  const growing = scene([], 'price');
  broken(growing.model, []);
  growing.type('total = █');
  await pass(growing.clock, 500);
  assert.deepEqual(growing.faults.map(String), ['TypeError: ours']);
  assert.deepEqual(textsOf(growing.history), ['price']);
});

/** Shows the first, then looks for others. */
async function othersIn(tools: Scene, picture: string): Promise<string[]> {
  tools.type(picture);
  await pass(tools.clock, 2000);
  const { clock } = tools;
  const others: string[] = [];
  const text = textsOf(tools.history).at(-1) ?? '';
  const shown: Suggestion = { text, replaces: 0, origin: 'slow', recalled: false };
  await clock.run(
    (async () => {
      for await (const other of alternatives(shown, at(picture), tools, never))
        others.push(other.text);
    })(),
  );
  return others;
}

test('others on request: the model’s answer that was not shown beside the engine’s, then what it says when it may vary', async () => {
  const tools = scene(
    [
      [[300, 'sum(prices);\n']],
      [[10, 'price;\n']],
      [[10, 'sum( prices )\n']],
      [[10, 'max(prices);\n']],
    ],
    'price',
  );
  assert.deepEqual(await othersIn(tools, 'total = █'), ['sum(prices);', 'max(prices);']);
  assert.deepEqual(
    tools.model.asked.map(({ temperature }) => temperature ?? 0),
    [0, 0.8, 0.8, 0.8],
  );
});

test('… and where the model always says the same, there are none', async () => {
  const tools = scene([[[10, 'sum(prices);\n']]]);
  assert.deepEqual(await othersIn(tools, 'total = █'), []);
  assert.equal(tools.model.asked.length, 2 + 3); // shown, asked ahead, three tries
});

test('… and where it can not be asked, those that are known', async () => {
  const tools = scene([[[300, 'sum(prices);\n']]], 'price');
  tools.type('total = █');
  await pass(tools.clock, 2000);
  // biome-ignore lint/correctness/useYield: it fails before it says anything
  tools.model.ask = async function* () {
    throw new NoAnswer('failed', 'gone');
  };
  assert.deepEqual(await othersIn(tools, 'total = █'), ['sum(prices);']);
});
