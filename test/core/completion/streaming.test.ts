// What is on the screen while a model's answer streams: histories, in simulated time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete, type Tools } from '../../../src/core/completion/complete.ts';
import { Session } from '../../../src/core/completion/session.ts';
import { Stopper } from '../../../src/core/completion/stop/index.ts';
import { type Circumstances, TYPING } from '../../../src/core/completion/trigger.ts';
import { type Model, NoAnswer, type Order } from '../../../src/core/completion/types.ts';
import { SimulatedClock } from '../../support/simulatedClock.ts';
import { at, engineSaying, toolsFor } from '../../support/snapshots.ts';

/** Says its pieces one after the other, each after so many milliseconds, and remembers how it was asked and left. */
class SlowModel implements Model {
  readonly origin = 'slow';
  readonly metered: boolean;
  readonly asked: Order[] = [];
  aborted = 0;
  said = 0;
  private readonly clock: SimulatedClock;
  private readonly answers: readonly (readonly [after: number, piece: string])[][];

  constructor(
    clock: SimulatedClock,
    answers: (readonly [after: number, piece: string])[][],
    metered = false,
  ) {
    this.clock = clock;
    this.answers = answers;
    this.metered = metered;
  }

  async *ask(order: Order, signal: AbortSignal): AsyncGenerator<string> {
    const answer = this.answers[Math.min(this.asked.length, this.answers.length - 1)] ?? [];
    this.asked.push(order);
    try {
      for (const [after, piece] of answer) {
        await this.clock.sleep(after, signal);
        this.said++;
        yield piece;
      }
    } finally {
      if (signal.aborted) this.aborted++;
    }
  }
}

interface Scene extends Tools {
  readonly clock: SimulatedClock;
  readonly model: SlowModel;
  /** What was on the screen, and when. */
  readonly history: string[];
  type(picture: string, now?: Partial<Circumstances>): void;
}

function scene(answers: (readonly [number, string])[][], engine = '', metered = false): Scene {
  const clock = new SimulatedClock();
  const model = new SlowModel(clock, answers, metered);
  const history: string[] = [];
  let cancel = new AbortController();
  const look = async (picture: string, now: Partial<Circumstances>): Promise<void> => {
    const { signal } = cancel;
    try {
      const circumstances = { ...TYPING, ...now };
      const { outcome } = await complete(at(picture), circumstances, tools, signal);
      const said = outcome.kind === 'shown' ? outcome.suggestion.text : `(${outcome.rule})`;
      if (!signal.aborted) history.push(`${clock.now()} ${said}`);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  let place = '';
  const tools = {
    ...toolsFor(engineSaying(engine), {
      model,
      session: new Session(clock, (place, wants) => new Stopper(place, wants)),
      clock,
      onGrown: () => void look(place, { again: true }),
    }),
    clock,
    model,
    history,
    type(picture: string, now: Partial<Circumstances> = {}): void {
      place = picture;
      cancel.abort();
      cancel = new AbortController();
      void look(picture, now);
    },
  };
  return tools;
}

/** The texts of a history, without their times. */
const textsOf = (history: readonly string[]): string[] =>
  history.map(entry => entry.slice(entry.indexOf(' ') + 1));

/** Lets `milliseconds` pass. */
const pass = (clock: SimulatedClock, milliseconds: number): Promise<void> =>
  clock.run(clock.sleep(milliseconds, new AbortController().signal));

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
