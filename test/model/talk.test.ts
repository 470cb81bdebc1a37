// The real model at the other two things that a backend does: talk, for commands, and fill holes by the server's own way.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import type { Backend, Question } from '../../src/core/backend/backend.ts';
import { checkFim } from '../../src/core/backend/doctor.ts';
import { openChat, openFim } from '../../src/core/backend/open.ts';
import { passWords, type SafeText } from '../../src/core/gate/gate.ts';
import { realNet } from '../support/net.ts';
import { type LlamaServer, startLlamaServer } from './llamaServer.ts';
import { ensureModel } from './parts.ts';

const never = new AbortController().signal;
const CODE =
  'function clamp(value, low, high) {\n  return Math.min(high, Math.max(low, value));\n}';
let server: LlamaServer;

before(async () => {
  server = await startLlamaServer(await ensureModel(), { alias: 'qwen2.5-coder-0.5b' });
});
after(() => server?.[Symbol.asyncDispose]());

const place = (model: string) => ({
  model,
  endpoint: { base: server.base },
  reach: 'local' as const,
  server: 'llama.cpp' as const,
});

async function ask(
  backend: Backend,
  question: Question,
): Promise<{ text: string; end: string; generated: number }> {
  const heard = { text: '', end: '', generated: 0 };
  for await (const piece of backend.stream(question, never)) {
    if (piece.kind === 'text') heard.text += piece.text;
    else if (piece.kind === 'end') heard.end = piece.why;
    else if (piece.kind === 'usage') heard.generated = piece.usage.generated ?? 0;
  }
  return heard;
}

function words(text: string): SafeText {
  const passed = passWords(text);
  assert.ok(passed.kind === 'passed');
  return passed.text;
}

const TASKS: readonly (readonly [string, string, RegExp])[] = [
  ['explain', `Explain in two sentences what this does:\n${CODE}`, /value|range|min|max/i],
  ['tests', `Write one test for this with node:test and assert:\n${CODE}`, /clamp\s*\(/],
  ['refactor', `Rename \`value\` to \`number\`, and answer with the code only:\n${CODE}`, /clamp/],
];

for (const [name, request, expected] of TASKS) {
  test(`${name}: a whole answer, streamed and counted`, async () => {
    const heard = await ask(openChat(place('qwen2.5-coder-0.5b'), realNet), {
      kind: 'chat',
      system: 'You help a programmer. Be short.',
      messages: [{ role: 'user', text: words(request) }],
      mostTokens: 200,
    });
    assert.match(heard.text, expected);
    assert.doesNotMatch(heard.text, /<\|/);
    assert.ok(['whole', 'length'].includes(heard.end) && heard.generated > 5);
  });
}

test('a model that no table knows: holes by llama.cpp’s /infill, with the tokens of the model’s own file', async () => {
  const fim = openFim(place('somebody-elses-model'), realNet);
  const heard = await ask(fim.backend, {
    kind: 'fim',
    path: 'a.js',
    languageId: 'javascript',
    before: words('function add(a, b) {\n  return a'),
    after: words(';\n}\n'),
    context: [{ path: 'b.js', text: words('function sub(a, b) {\n  return a - b;\n}\n') }],
    mostTokens: 16,
  });
  assert.match(heard.text, /^ \+ b/);
  const checkup = await checkFim(fim, () => performance.now(), never);
  assert.equal(checkup.error, undefined);
});

test('holes as Ollama takes them: the raw prompt of our template, answered line by line by the real model', async () => {
  // what Ollama does with `raw`: the prompt goes to the model as it is; the answer comes as one JSON object a line
  const ollama = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { prompt, raw, options } = JSON.parse(body);
    assert.equal(raw, true);
    const { num_predict, stop, temperature } = options;
    const answer = await fetch(`${server.base}/completions`, {
      method: 'POST',
      body: JSON.stringify({ prompt, max_tokens: num_predict, stop, temperature }),
    });
    const { choices } = (await answer.json()) as { choices: { text: string }[] };
    for (const character of choices[0]?.text ?? '') {
      response.write(`${JSON.stringify({ response: character, done: false })}\n`);
    }
    response.end(`${JSON.stringify({ response: '', done: true, done_reason: 'stop' })}\n`);
  }).listen(0, '127.0.0.1');
  await once(ollama, 'listening');
  try {
    const address = ollama.address();
    assert.ok(address !== null && typeof address !== 'string');
    const endpoint = { base: `http://127.0.0.1:${address.port}/v1` };
    const fim = openFim(
      { model: 'qwen2.5-coder:0.5b', endpoint, reach: 'local', server: 'ollama' },
      realNet,
    );
    const checkup = await checkFim(fim, () => performance.now(), never);
    assert.deepEqual([checkup.right, checkup.error], [true, undefined], checkup.said);
  } finally {
    ollama.close();
  }
});
