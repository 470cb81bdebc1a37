// What `Inkling: Why?` knows of a decision: its stages, what was sent and what it took; and the report, which holds no code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Circuit } from '../../../src/core/backend/sharing/circuit.ts';
import { Ledger, metered, type Receipt } from '../../../src/core/backend/sharing/ledger.ts';
import { complete } from '../../../src/core/completion/complete.ts';
import { type Pack, packAlone } from '../../../src/core/completion/context/packer.ts';
import { HoleModel } from '../../../src/core/completion/holeModel.ts';
import type { Decision } from '../../../src/core/completion/outcome.ts';
import type { Tools } from '../../../src/core/completion/run.ts';
import { TYPING } from '../../../src/core/completion/trigger.ts';
import { NoAnswer, type Sent } from '../../../src/core/completion/types.ts';
import { Gate, passWords } from '../../../src/core/gate/gate.ts';
import { redacted } from '../../../src/core/gate/secrets.ts';
import { causeOf, Decisions } from '../../../src/core/why/decisions.ts';
import { piecesOf, stretchesOf } from '../../../src/core/why/pieces.ts';
import { reportOf, resultInWords } from '../../../src/core/why/report.ts';
import { type Act, END, FakeBackend, text } from '../../support/fakeBackend.ts';
import { at, engineSaying, toolsFor } from '../../support/snapshots.ts';

const never = new AbortController().signal;
const PRICE = { input: 1, cached: 1, output: 10 };
const SECRET = 'const apiKey = "sk-0123456789abcdefghijklmnop";\n';

/** With a piece of another file, and another that found no room. */
const packWithContext: Pack = async (place, hole, signal) => {
  const packed = await packAlone(place, hole, signal);
  const passed = passWords('export const kiwi = 1;');
  assert.equal(passed.kind, 'passed');
  const note = { source: 'alike', why: 'reads like it', worth: 0.5, tokens: 9 };
  return {
    ...packed,
    context: [{ path: 'src/private/birds.ts', text: passed.text }],
    notes: [
      { ...note, path: 'src/private/birds.ts' },
      { ...note, path: 'src/private/b.ts', tokens: 0, dropped: 'no room' },
    ],
  };
};

function modelSaying(...acts: Act[]) {
  const ledger = new Ledger(() => '2026-11-25');
  const fake = new FakeBackend('/models/acme/bird.gguf', ...acts);
  const model = new HoleModel({
    backend: metered(fake, ledger, PRICE),
    tokens: [],
    gate: new Gate(path => (path === 'a.ts' ? 'free' : 'excluded')),
    rulesRead: async () => {},
    circuit: new Circuit(() => 0),
    pack: packWithContext,
    goesOn: true,
    metered: true,
    onDone: () => {},
  });
  return { model, ledger, fake };
}

function decide(picture: string, more: Partial<Tools>, saying = ''): Promise<Decision> {
  return complete(
    at(picture),
    { ...TYPING, asked: true },
    toolsFor(engineSaying(saying), more),
    never,
  );
}

const stagesOf = ({ stages }: Decision): string[] =>
  stages.map(({ stage, result }) => `${stage}: ${resultInWords(result)}`);

test('each stage says how it ended, by a type and not by a sentence', async () => {
  const { model } = modelSaying([text(' 1;'), END]);
  assert.deepEqual(stagesOf(await decide('const a =█', { model })), [
    'trigger: welcome, by key',
    'cache: nothing known',
    'engine: nothing, unsure, the best 40 % sure',
    'model: text',
    'tidy: fits',
  ]);
  assert.deepEqual(stagesOf(await decide('const a =█', {}, ' 1;')), [
    'trigger: welcome, by key',
    'cache: nothing known',
    'engine: text, 90 % sure',
    'tidy: fits',
  ]);
});

test('what was sent is what the gate made of it, and what it took is known when it is over', async () => {
  const { model, ledger, fake } = modelSaying([text(' 1;'), END]);
  const { sent } = await decide(`${SECRET}const a =█`, { model });
  assert.deepEqual(
    sent.map(({ question }) => question),
    fake.asked,
  );
  const [one] = sent;
  assert.ok(one);
  assert.equal(one.hidden, 1);
  assert.ok(!JSON.stringify(one).includes('sk-0123'));
  assert.equal(one.notes.length, 2);
  await new Promise(resolve => setImmediate(resolve)); // the reader closes the stream
  const [receipt] = ledger.receiptsOf(one.question);
  assert.equal(receipt?.account.requests, 1);
  assert.ok((receipt?.account.cost ?? 0) > 0);
  assert.equal(receipt?.languageId, 'typescript');
  assert.equal(typeof receipt?.firstText, 'number');
});

test('typed along, it is still known what was sent for it; the workspace engine sends nothing', async () => {
  const { model } = modelSaying([text(' 1;'), END]);
  const tools = toolsFor(engineSaying(''), { model });
  const first = await complete(at('return█'), TYPING, tools, never);
  const then = await complete(at('return █'), TYPING, tools, never);
  assert.equal(first.sent.length, 1);
  assert.deepEqual(then.sent, first.sent);
  assert.deepEqual((await decide('const a =█', {}, ' 1;')).sent, []);
});

test('what would be sent is the same as what is sent, and nothing is', async () => {
  const { model, fake } = modelSaying([text('1);'), END]);
  const order = { at: at(`${SECRET}foo(█`), asked: true, mostTokens: 9 };
  const preview = await model.preview(order, never);
  assert.equal(fake.asked.length, 0);
  const sent: Sent[] = [];
  for await (const _ of model.ask({ ...order, onSent: one => sent.push(one) }, never)) break;
  assert.deepEqual(preview, sent[0]);
  const excluded = { ...order, at: at('a█', { path: 'b.ts' }) };
  await assert.rejects(model.preview(excluded, never), NoAnswer);
});

test('what the gate hid is told apart from the rest, and nothing is lost on the way', () => {
  const { text: safe } = redacted(`${SECRET}const REDACTED = 1; // REDACTED\n`);
  const stretches = stretchesOf(safe);
  assert.equal(stretches.map(stretch => stretch.text).join(''), safe);
  assert.deepEqual(
    stretches.map(({ kind }) => kind),
    ['text', 'hidden', 'text'],
  );
  const key = `-----BEGIN ${'PRIVATE'} KEY-----\nabc\n-----END PRIVATE KEY-----\n`;
  assert.equal(stretchesOf(redacted(key).text).filter(({ kind }) => kind === 'hidden').length, 3);
});

test('pieces stand in the order of the prompt, and the cursor in its place', async () => {
  const { model } = modelSaying([END]);
  const order = { at: at('const a█;\nb();'), asked: true, mostTokens: 9 };
  const pieces = piecesOf(await model.preview(order, never));
  assert.deepEqual(
    pieces.map(({ path, why }) => [path, why]),
    [
      ['src/private/birds.ts', 'reads like it'],
      ['a.ts', undefined],
    ],
  );
  const drawn = pieces[1]?.stretches.map(({ kind, text: words }) =>
    kind === 'cursor' ? '█' : words,
  );
  assert.equal(drawn?.join(''), 'const a█;\nb();');
});

test('the report tells rules, times and counts, and neither code, paths, hosts nor secrets', async () => {
  const { model, ledger } = modelSaying([text(' wombat();'), END]);
  const decision = await decide(`${SECRET}const numbat =█`, { model });
  await new Promise(resolve => setImmediate(resolve));
  const place = { uri: 'file:///home/me/a.ts', path: 'src/private/a.ts', line: 2 };
  const decided = { ...decision, ...place, id: 1, languageId: 'typescript', when: 0 };
  const receiptsOf = ({ question }: Sent): readonly Receipt[] => ledger.receiptsOf(question);
  const report = reportOf({ ...decided, cause: 'typed' }, { about: ['Inkling 1'], receiptsOf });
  assert.match(report, /^started by: typed$/m);
  assert.match(report, /^shown: 10 characters, 1 lines, in place of 0$/m);
  assert.match(report, /^model: text, [\d.]+ ms$/m);
  assert.match(report, /^sent: \d+ tokens; .* 1 pieces of other files; 1 secrets hidden$/m);
  assert.match(report, /^bird: \d+ tokens read/m);
  assert.match(report, /^context: alike, worth 0.500, no room$/m);
  assert.doesNotMatch(report, /wombat|numbat|kiwi|private|home|acme|fake|sk-0|apiKey|reads like/);
});

test('silence in a report: the stage, the rule and the setting', async () => {
  const decision = await decide('fo█', {});
  const place = { uri: '', path: '', line: 1, id: 1, languageId: 'go', when: 0 };
  const report = reportOf(
    { ...decision, ...place, cause: 'key' },
    { about: [], receiptsOf: () => [] },
  );
  assert.match(report, /^silent: engine, unsure$/m);
  assert.match(report, /^setting: inkling.confidence$/m);
});

test('the last fifty are kept, newest first, and can be found', async () => {
  const decisions = new Decisions();
  const decision = await decide('fo█', {});
  let told = 0;
  decisions.onAdded = () => told++;
  const place = { uri: '', path: '', languageId: 'go', when: 0, cause: causeOf(TYPING) };
  for (let line = 1; line <= 60; line++) decisions.add({ ...decision, ...place, line });
  assert.equal(decisions.all.length, 50);
  assert.equal(told, 60);
  assert.deepEqual([decisions.all[0]?.line, decisions.all.at(-1)?.line], [60, 11]);
  assert.equal(decisions.find(11)?.line, 11);
  assert.equal(decisions.find(10), undefined);
});

test('what started it: a key of ours comes before all else', () => {
  assert.equal(causeOf({ ...TYPING, asked: true, again: true }), 'key');
  assert.equal(causeOf({ ...TYPING, again: true }), 'more');
  assert.equal(causeOf({ ...TYPING, lastChange: 'accepted' }), 'accepted');
});
