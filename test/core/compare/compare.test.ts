// Replaying places, and what the table says of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendError } from '../../../src/core/backend/errors.ts';
import { Circuit } from '../../../src/core/backend/sharing/circuit.ts';
import { Ledger, metered } from '../../../src/core/backend/sharing/ledger.ts';
import { realClock } from '../../../src/core/base/clock.ts';
import { cellsOf, inCell } from '../../../src/core/compare/cells.ts';
import { type Compared, compare } from '../../../src/core/compare/compare.ts';
import { estimateOf } from '../../../src/core/compare/estimate.ts';
import { duelOf, figuresOf } from '../../../src/core/compare/figures.ts';
import type { ReplayedPlace } from '../../../src/core/compare/places.ts';
import type { Competitor, Said } from '../../../src/core/compare/replay.ts';
import { drawnAgain, quantile, shareOf } from '../../../src/core/compare/statistics.ts';
import { BUDGET } from '../../../src/core/completion/budget/fit.ts';
import { packAlone } from '../../../src/core/completion/context/packer.ts';
import { HoleModel } from '../../../src/core/completion/holeModel.ts';
import { Gate } from '../../../src/core/gate/gate.ts';
import { type Act, END, FakeBackend, text } from '../../support/fakeBackend.ts';
import { at, engineSaying } from '../../support/snapshots.ts';

const tools = { clock: realClock, syntax: () => undefined };
const never = new AbortController().signal;

/** `const a█ = 1;`: the rest of the line is what was written. */
function place(picture: string): ReplayedPlace {
  const snapshot = at(picture);
  const [rest = ''] = snapshot.after.split('\n');
  return { at: { ...snapshot, after: snapshot.after.slice(rest.length) }, rest };
}

function modelOn(backend: FakeBackend, gate = new Gate(() => 'free')): Competitor {
  const ledger = new Ledger(() => 'a day');
  const model = new HoleModel({
    backend: metered(backend, ledger, { input: 1, cached: 1, output: 2 }),
    tokens: [],
    gate,
    rulesRead: async () => {},
    circuit: new Circuit(() => 0),
    pack: packAlone,
    goesOn: true,
    metered: true,
    onDone: () => {},
  });
  return { name: backend.model, model, spent: () => ledger.of('a day', backend.model) };
}

async function all(
  places: readonly ReplayedPlace[],
  competitors: readonly Competitor[],
  signal = never,
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for await (const one of compare(places, competitors, tools, signal)) compared.push(one);
  return compared;
}

const textsOf = (compared: readonly Compared[]): unknown[][] =>
  compared.map(({ said }) =>
    said.map(one => (one === undefined ? undefined : one.kind === 'said' ? one.text : 'FAILED')),
  );

test('each is asked at each place, through the pipeline: one line, cut and tidied', async () => {
  const model = new FakeBackend('m', [text(' = 1;\nconst b'), text(' = 2;'), END]);
  const places = [place('const a█ = 1;\n'), place('let c█ = 2;\n')];
  const compared = await all(places, [
    { name: 'engine', engine: engineSaying(' = 1') },
    modelOn(model),
  ]);
  assert.deepEqual(textsOf(compared), [
    [' = 1', ' = 1;'],
    [' = 1', ' = 1;'],
  ]);
  assert.equal(model.asked.length, 2, 'nothing is asked ahead');
});

test('what a model says in pieces counts when the line is whole, and its first piece is timed', async () => {
  const [one] = await all(
    [place('a█ = one + two;\n')],
    [modelOn(new FakeBackend('m', [text(' = one'), text(' + two;'), END]))],
  );
  const said = one?.said[0];
  assert.ok(said?.kind === 'said');
  assert.equal(said.text, ' = one + two;');
  assert.ok(said.first <= said.whole);
});

test('silence is an answer; a fault is none, and after three the model is left alone', async () => {
  const fault: Act = [new BackendError('NET-REFUSED', { host: 'fake' })];
  const broken = new FakeBackend('broken', fault);
  const places = Array.from({ length: 5 }, () => place('a█ = 1;\n'));
  const compared = await all(places, [
    { name: 'engine', engine: engineSaying('') },
    modelOn(broken),
  ]);
  assert.deepEqual(textsOf(compared), [
    ...Array.from({ length: 3 }, () => ['', 'FAILED']),
    ...Array.from({ length: 2 }, () => ['', undefined]),
  ]);
  assert.equal(broken.asked.length, 3);
  const { places: asked, failed, reason } = figuresOf('broken', 1, compared, undefined);
  assert.deepEqual([asked, failed], [0, 3]);
  assert.match(reason ?? '', /NET-REFUSED/);
});

test('what the gate keeps is not sent, and does not count', async () => {
  const backend = new FakeBackend('m', [text(' = 1;'), END]);
  const compared = await all([place('a█ = 1;\n')], [modelOn(backend, new Gate(() => 'excluded'))]);
  assert.deepEqual(textsOf(compared), [['FAILED']]);
  assert.equal(backend.asked.length, 0);
});

test('an abort ends it in the middle; what was compared stays', async () => {
  const stop = new AbortController();
  const compared: Compared[] = [];
  const places = Array.from({ length: 5 }, () => place('a█ = 1;\n'));
  await assert.rejects(
    async () => {
      const engine = engineSaying(' = 1;');
      for await (const one of compare(places, [{ name: 'e', engine }], tools, stop.signal)) {
        if (compared.push(one) === 2) stop.abort();
      }
    },
    { name: 'AbortError' },
  );
  assert.equal(compared.length, 2);
});

test('what was spent is the model’s own account', async () => {
  const usage = { kind: 'usage' as const, usage: { prompt: 100, generated: 4 } };
  const competitor = modelOn(new FakeBackend('m', [text(' = 1;'), usage, END]));
  await all([place('a█ = 1;\n'), place('b█ = 2;\n')], [competitor]);
  const spent = competitor.spent?.();
  assert.deepEqual([spent?.requests, spent?.prompt, spent?.generated], [2, 200, 8]);
  assert.ok(Math.abs((spent?.cost ?? 0) - 216e-6) < 1e-12);
});

const said = (value: string): Said => ({ kind: 'said', text: value, first: 5, whole: 9 });

function comparedAs(...answers: readonly (readonly string[])[]): Compared[] {
  return answers.map(texts => ({ ...place('a =█ right\n'), said: texts.map(said) }));
}

test('figures: shares with their intervals, similarity, times', () => {
  const compared = comparedAs([' right'], [' right'], [' rigid'], ['']);
  const { right, rightOfSaid, similarity, first, whole } = figuresOf('x', 0, compared, undefined);
  assert.deepEqual([right.share, rightOfSaid.share, rightOfSaid.places], [0.5, 2 / 3, 3]);
  assert.deepEqual([right.low, right.high], [shareOf(2, 4).low, shareOf(2, 4).high]);
  assert.equal(similarity.mean.toFixed(6), ((1 + 1 + 4 / 6) / 4).toFixed(6));
  assert.ok(similarity.low <= similarity.mean && similarity.mean <= similarity.high);
  assert.deepEqual([first.p50, whole.p95], [5, 9]);
});

test('a duel counts the places that one alone has right', () => {
  const compared = comparedAs([' right', ''], ['', ' right'], ['', ' right'], [' right', ' right']);
  const { won, lost, difference, p, places } = duelOf(1, 0, compared);
  assert.deepEqual([won, lost, difference, places], [2, 1, 0.25, 4]);
  assert.equal(p, 1);
});

test('Wilson’s interval, the bootstrap and quantiles, at values known beforehand', () => {
  const { low, high } = shareOf(5, 10);
  assert.deepEqual([low.toFixed(3), high.toFixed(3)], ['0.237', '0.763']);
  assert.deepEqual(drawnAgain([[1], [1], [1]]), { low: 1, high: 1 });
  assert.deepEqual(drawnAgain([]), { low: 0, high: 0 });
  assert.deepEqual([quantile([3, 1, 2], 0.5), quantile([], 0.5)], [2, undefined]);
});

test('cells hold no markup of a name', () => {
  assert.equal(inCell('a|b <img> [x](y)'), 'a&#124;b &#60;img&#62; &#91;x&#93;(y)');
  const compared = comparedAs([' right', '']);
  const cells = cellsOf(figuresOf('a|b', 0, compared, undefined), undefined);
  assert.deepEqual(cells.slice(0, 3), ['a&#124;b', '1', '**100.0 %** (20.7 … 100.0)']);
});

test('the estimate is never more than the budget for each place, and costs by the price', () => {
  const long = place(`${'const value = compute();\n'.repeat(500)}a =█ 1;\n`);
  const { tokens, cost } = estimateOf([long, long], { input: 1, cached: 1, output: 1 });
  assert.equal(tokens, Math.round(2 * 1.3 * (BUDGET.tokens + 12)));
  assert.equal(cost?.toFixed(9), ((2 * 1.3 * (BUDGET.tokens + 12)) / 1e6).toFixed(9));
  assert.equal(estimateOf([long], undefined).cost, undefined);
});
