// `npm run test:model`: ghost text from a real model, Qwen2.5-Coder 0.5B, through llama.cpp's real server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { detectLocal, identify } from '../../src/core/backend/detect.ts';
import { checkFim } from '../../src/core/backend/doctor.ts';
import { type FimBackend, openFim } from '../../src/core/backend/open.ts';
import { Circuit } from '../../src/core/backend/sharing/circuit.ts';
import { complete } from '../../src/core/completion/complete.ts';
import { packAlone } from '../../src/core/completion/context/packer.ts';
import { HoleModel } from '../../src/core/completion/holeModel.ts';
import { TYPING } from '../../src/core/completion/trigger.ts';
import { Gate } from '../../src/core/gate/gate.ts';
import { realNet } from '../support/net.ts';
import { at, engineSaying, toolsFor } from '../support/snapshots.ts';
import { type LlamaServer, startLlamaServer } from './llamaServer.ts';
import { ensureModel } from './parts.ts';

const MODEL = 'qwen2.5-coder-0.5b';
const never = new AbortController().signal;
const clock = (): number => performance.now();
let server: LlamaServer;

before(async () => {
  server = await startLlamaServer(await ensureModel());
});
after(() => server[Symbol.asyncDispose]());

function openHere(model = MODEL): FimBackend {
  const endpoint = { base: server.base };
  return openFim({ model, endpoint, reach: 'local', server: 'llama.cpp' }, realNet);
}

function model(): HoleModel {
  const { backend, tokens } = openHere();
  return new HoleModel({
    backend,
    tokens,
    gate: new Gate(() => 'free'),
    rulesRead: async () => {},
    circuit: new Circuit(clock),
    pack: packAlone,
    goesOn: true,
    metered: false,
    onDone: () => {},
  });
}

async function ghostText(picture: string): Promise<string> {
  const tools = toolsFor(engineSaying(''), { model: model() });
  const { outcome } = await complete(at(picture), TYPING, tools, never);
  return outcome.kind === 'shown'
    ? outcome.suggestion.text
    : `(${outcome.rule}: ${outcome.reason})`;
}

test('it is found on its port, with its model and its window', async () => {
  const [found] = await detectLocal(realNet, never, '127.0.0.1', [server.port, 1]);
  assert.deepEqual(found, {
    kind: 'llama.cpp',
    base: server.base,
    models: [{ id: MODEL, window: 4096 }],
  });
  assert.equal(await identify('http://127.0.0.1:1', realNet, never), undefined);
});

test('the checkup: it fills a hole with a known answer', async () => {
  const checkup = await checkFim(openHere(), clock, never);
  assert.deepEqual([checkup.right, checkup.error], [true, undefined], checkup.said);
});

test('ghost text fits what comes before and after', async () => {
  assert.equal(await ghostText('function add(a, b) {\n  return a█\n}\n'), ' + b;');
  const area = 'const PI = 3.14159;\nfunction areaOfCircle(radius) {\n  return █\n}\n';
  assert.match(await ghostText(area), /PI \* radius/);
});

test('an answer has one line, and none of the special tokens', async () => {
  for (const picture of [
    'def fib(n):\n    █',
    'import os\n█',
    'class Stack:\n    def push(self, item):\n        █\n',
  ]) {
    const text = await ghostText(picture);
    assert.doesNotMatch(text, /[\r\n]|<\|/);
  }
});

test('while typing, the prompt is in the server’s cache', async () => {
  const { backend } = openHere();
  const code = 'export function total(prices: number[]): number {\n  let sum = 0;\n'.repeat(8);
  const gate = new Gate(() => 'free');
  const cached: (number | undefined)[] = [];
  for (const typed of ['  for (const', '  for (const p', '  for (const price of']) {
    const hole = gate.passHole('a.ts', code + typed, '\n  return sum;\n}\n');
    assert.ok(hole.kind === 'passed');
    const question = {
      kind: 'fim' as const,
      path: 'a.ts',
      languageId: 'typescript',
      context: [],
      mostTokens: 4,
    };
    for await (const piece of backend.stream({ ...question, ...hole, kind: 'fim' }, never)) {
      if (piece.kind !== 'usage') continue;
      const { prompt = 0, cached: reused = 0 } = piece.usage;
      if (prompt > 0) cached.push(reused / prompt);
    }
  }
  const [, ...warm] = cached;
  for (const share of warm) assert.ok((share ?? 0) > 0.9, String(cached));
});

test('an abort reaches the server: it stops, and serves the next at once', async () => {
  const { backend } = openHere();
  const controller = new AbortController();
  const gate = new Gate(() => 'free');
  const hole = gate.passHole('a.py', 'numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, ', '');
  assert.ok(hole.kind === 'passed');
  const question = {
    ...hole,
    kind: 'fim' as const,
    path: 'a.py',
    languageId: 'python',
    context: [],
    mostTokens: 2000,
  };
  let pieces = 0;
  const madeBefore = await metric('tokens_predicted_total');
  await assert.rejects(
    async () => {
      for await (const piece of backend.stream(question, controller.signal)) {
        if (piece.kind === 'text' && ++pieces === 3) controller.abort();
      }
    },
    { name: 'AbortError' },
  );
  const end = Date.now() + 5000;
  while ((await metric('requests_processing')) > 0 && Date.now() < end) await sleep(20);
  const made = (await metric('tokens_predicted_total')) - madeBefore;
  // the server looks for a closed connection between two tokens
  assert.ok(made >= pieces && made - pieces <= 128, `${made} tokens made, aborted at ${pieces}`);
  console.log(`    ${made} of 2000 tokens were made, aborted at ${pieces}`);
});

/** A figure of llama.cpp's own. */
async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${server.base.replace('/v1', '')}/metrics`)).text();
  return Number(new RegExp(`^llamacpp:${name} (\\S+)`, 'm').exec(text)?.[1]);
}
