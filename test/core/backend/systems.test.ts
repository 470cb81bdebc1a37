// Every system that must work, against a strict server that speaks as the real one does, at every way to cut its stream.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { test } from 'node:test';
import type { Backend, Piece, Question } from '../../../src/core/backend/backend.ts';
import { BackendError } from '../../../src/core/backend/errors.ts';
import { openChat, openFim } from '../../../src/core/backend/open.ts';
import type { ServerKind } from '../../../src/core/backend/tables/servers.ts';
import type { SafeText } from '../../../src/core/gate/gate.ts';
import { realNet } from '../../support/net.ts';

type Body = Record<string, unknown>;

/** A protocol as its real servers speak it: what they refuse, and how they answer. */
interface Protocol {
  readonly path: string;
  /** Fields that the real server takes; any other is refused. */
  readonly takes: readonly string[];
  readonly needs: readonly string[];
  readonly keyHeader?: string;
  /** The bytes of an answer with thoughts and text, each cut into two pieces. */
  answer(thoughts: string, text: string): string;
}

const sse = (...values: unknown[]): string =>
  values
    .map(value => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`)
    .join('');
const halves = (text: string): [string, string] => {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
};
const USAGE = {
  prompt_tokens: 30,
  completion_tokens: 7,
  prompt_tokens_details: { cached_tokens: 20 },
};

const completions: Protocol = {
  path: '/v1/completions',
  takes: ['model', 'prompt', 'max_tokens', 'temperature', 'stop', 'stream', 'stream_options'],
  needs: ['model', 'prompt', 'max_tokens'],
  answer: (_, text) =>
    sse(
      ...halves(text).map(part => ({
        choices: [{ index: 0, text: part, finish_reason: null }],
        usage: null,
      })),
      { choices: [{ index: 0, text: '', finish_reason: 'stop' }] },
      { choices: [], usage: USAGE },
      '[DONE]',
    ),
};
const withSuffix: Protocol = {
  ...completions,
  takes: completions.takes.filter(field => field !== 'stop').concat('suffix'),
  needs: [...completions.needs, 'suffix'],
};
const prefixOnly: Protocol = {
  ...completions,
  takes: completions.takes.filter(field => field !== 'stop'),
};
const deepseekFim: Protocol = { ...withSuffix, path: '/beta/completions' };

const chatAnswer = (reasoning: string) => (thoughts: string, text: string) =>
  sse(
    { choices: [{ index: 0, delta: { role: 'assistant', content: null } }] },
    ...halves(thoughts).map(part => ({ choices: [{ index: 0, delta: { [reasoning]: part } }] })),
    ...halves(text).map(part => ({ choices: [{ index: 0, delta: { content: part } }] })),
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    { choices: [], usage: USAGE },
    '[DONE]',
  );
const chat: Protocol = {
  path: '/v1/chat/completions',
  takes: [
    'model',
    'messages',
    'max_tokens',
    'temperature',
    'stream',
    'stream_options',
    'prediction',
  ],
  needs: ['model', 'messages', 'max_tokens'],
  answer: chatAnswer('reasoning_content'),
};
/** Thoughts inside of the text, as R1 writes them: its template has opened them already. */
const r1: Protocol = {
  ...chat,
  answer: (thoughts, text) => chatAnswer('none')('', `${thoughts}</think>\n\n${text}`),
};
const gpt5Chat: Protocol = {
  ...chat,
  takes: [
    'model',
    'messages',
    'max_completion_tokens',
    'stream',
    'stream_options',
    'reasoning_effort',
  ],
  needs: ['model', 'messages', 'max_completion_tokens'],
};
const responses: Protocol = {
  path: '/v1/responses',
  takes: ['model', 'instructions', 'input', 'max_output_tokens', 'reasoning', 'store', 'stream'],
  needs: ['model', 'input', 'store'],
  answer: (thoughts, text) =>
    sse(
      { type: 'response.created', response: {} },
      ...halves(thoughts).map(delta => ({ type: 'response.reasoning_summary_text.delta', delta })),
      ...halves(text).map(delta => ({ type: 'response.output_text.delta', delta })),
      {
        type: 'response.completed',
        response: {
          usage: {
            input_tokens: 30,
            output_tokens: 7,
            input_tokens_details: { cached_tokens: 20 },
          },
        },
      },
    ),
};
const messages: Protocol = {
  path: '/v1/messages',
  takes: ['model', 'max_tokens', 'system', 'messages', 'temperature', 'thinking', 'stream'],
  needs: ['model', 'max_tokens', 'messages'],
  keyHeader: 'x-api-key',
  answer: (thoughts, text) => {
    const named = (type: string, more: object): string =>
      `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
    return [
      named('message_start', {
        message: { usage: { input_tokens: 10, cache_read_input_tokens: 20 } },
      }),
      named('content_block_start', { index: 0, content_block: { type: 'thinking', thinking: '' } }),
      named('ping', {}),
      ...halves(thoughts).map(thinking =>
        named('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking } }),
      ),
      named('content_block_delta', {
        index: 0,
        delta: { type: 'signature_delta', signature: 'x' },
      }),
      ...halves(text).map(part =>
        named('content_block_delta', { index: 1, delta: { type: 'text_delta', text: part } }),
      ),
      named('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 7 } }),
      named('message_stop', {}),
    ].join('');
  },
};
const infill: Protocol = {
  path: '/infill',
  takes: [
    'model',
    'input_prefix',
    'input_suffix',
    'input_extra',
    'n_predict',
    't_max_predict_ms',
    'temperature',
    'cache_prompt',
    'stream',
  ],
  needs: ['input_prefix', 'input_suffix'],
  answer: (_, text) =>
    sse(...halves(text).map(content => ({ content, stop: false })), {
      content: '',
      stop: true,
      stop_type: 'eos',
      timings: { prompt_n: 10, cache_n: 20, predicted_n: 7 },
    }),
};
const ollama = (fields: readonly string[]): Protocol => ({
  path: '/api/generate',
  takes: ['model', 'prompt', 'stream', 'think', 'keep_alive', 'options', ...fields],
  needs: ['model', 'prompt', ...fields],
  answer: (_, text) =>
    [
      ...halves(text).map(response => ({ response, done: false })),
      { response: '', done: true, done_reason: 'stop', prompt_eval_count: 30, eval_count: 7 },
    ]
      .map(value => `${JSON.stringify(value)}\n`)
      .join(''),
});
const mistral: Protocol = {
  path: '/v1/fim/completions',
  takes: ['model', 'prompt', 'suffix', 'max_tokens', 'temperature', 'stream'],
  needs: ['model', 'prompt', 'suffix'],
  answer: (_, text) => chatAnswer('none')('', text),
};
const tabby: Protocol = {
  path: '/v1/completions',
  takes: ['language', 'segments', 'temperature'],
  needs: ['language', 'segments'],
  answer: (_, text) => JSON.stringify({ id: 'x', choices: [{ index: 0, text }], mode: 'standard' }),
};

/** A system: its model, the host that its row is chosen by, and the protocols that it speaks; `undefined` where it must be refused. */
interface System {
  readonly name: string;
  readonly model: string;
  readonly host?: string;
  readonly server?: ServerKind;
  readonly fim?: Protocol;
  readonly chat?: Protocol;
}

const SYSTEMS: readonly System[] = [
  { name: 'Codex cushman', model: 'code-cushman-001', fim: prefixOnly },
  { name: 'Codex davinci', model: 'code-davinci-002', fim: withSuffix },
  { name: 'GPT-4.1', model: 'gpt-4.1', host: 'api.openai.com', chat },
  { name: 'GPT-5 by Responses', model: 'gpt-5', host: 'api.openai.com', chat: responses },
  { name: 'GPT-5 by chat, through a gateway', model: 'gpt-5', chat: gpt5Chat },
  {
    name: 'Granite 8B Code Instruct 128K',
    model: 'granite-8b-code-instruct-128k',
    server: 'vllm',
    fim: completions,
    chat,
  },
  {
    name: 'Granite 20B Code Instruct 8K',
    model: 'granite-20b-code-instruct-8k',
    server: 'vllm',
    fim: completions,
    chat,
  },
  { name: 'DeepSeek R1', model: 'deepseek-r1-distill-qwen-7b', server: 'vllm', chat: r1 },
  {
    name: 'DeepSeek, hosted',
    model: 'deepseek-flash',
    host: 'api.deepseek.com',
    fim: deepseekFim,
    chat,
  },
  {
    name: 'Claude 4 Sonnet',
    model: 'claude-sonnet-4-20250514',
    host: 'api.anthropic.com',
    chat: messages,
  },
  {
    name: 'Claude 4.5 Sonnet',
    model: 'claude-sonnet-4-5-20250929',
    host: 'api.anthropic.com',
    chat: messages,
  },
  {
    name: 'Claude 4.5 Haiku',
    model: 'claude-haiku-4-5-20251001',
    host: 'api.anthropic.com',
    chat: messages,
  },
  { name: 'Kimi K2 Instruct', model: 'moonshotai/kimi-k2', host: 'openrouter.ai', chat },
  {
    name: 'Codestral, hosted',
    model: 'codestral-latest',
    host: 'codestral.mistral.ai',
    fim: mistral,
    chat,
  },
  { name: 'Codestral, own server', model: 'codestral:22b', server: 'vllm', fim: completions, chat },
  {
    name: 'Qwen Coder on llama.cpp',
    model: 'qwen2.5-coder-7b',
    server: 'llama.cpp',
    fim: completions,
    chat,
  },
  {
    name: 'an unknown model on llama.cpp',
    model: 'mystery-7b',
    server: 'llama.cpp',
    fim: infill,
    chat,
  },
  {
    name: 'Qwen Coder on Ollama',
    model: 'qwen2.5-coder:7b',
    server: 'ollama',
    fim: ollama(['raw']),
    chat,
  },
  {
    name: 'an unknown model on Ollama',
    model: 'mystery:7b',
    server: 'ollama',
    fim: ollama(['suffix']),
    chat,
  },
  { name: 'StarCoder2 on TGI', model: 'bigcode/starcoder2-7b', server: 'tgi', fim: completions },
  {
    name: 'CodeLlama on LM Studio',
    model: 'codellama-7b',
    server: 'lm studio',
    fim: completions,
    chat,
  },
  { name: 'CodeGemma on LM Studio', model: 'codegemma-2b', server: 'lm studio', fim: completions },
  {
    name: 'DeepSeek-Coder through LiteLLM',
    model: 'deepseek-coder-6.7b',
    server: 'litellm',
    fim: completions,
    chat,
  },
  {
    name: 'Seed-Coder on vLLM',
    model: 'Seed-Coder-8B-Base',
    server: 'vllm',
    fim: completions,
    chat,
  },
  { name: 'Tabby', model: 'tabby', server: 'tabby', fim: tabby },
  {
    name: 'GPT-4.1 on Azure',
    model: 'gpt-4.1',
    host: 'x.openai.azure.com',
    chat: { ...chat, keyHeader: 'api-key' },
  },
];

const KEY = 'key-1234567890';
const THOUGHTS = 'First, they add. 𝒳';
const TEXT = '  return a + b; // é 👩‍💻\n';

/** Serves a protocol strictly, its bytes cut into pieces of `size`. */
async function serve(protocol: Protocol, size: number) {
  const asked: Body[] = [];
  const server = createServer(async (request, response) => {
    const body: Body = JSON.parse(await textOf(request));
    const refuse = (status: number, message: string): void => {
      response
        .writeHead(status)
        .end(JSON.stringify({ error: { message, type: 'invalid_request_error' } }));
    };
    if (request.url !== protocol.path) return refuse(404, `no ${request.url}`);
    const key = request.headers[protocol.keyHeader ?? 'authorization'];
    if (key !== (protocol.keyHeader === undefined ? `Bearer ${KEY}` : KEY))
      return refuse(401, 'key');
    const strange = Object.keys(body).filter(field => !protocol.takes.includes(field));
    if (strange.length > 0) return refuse(422, `unknown fields ${strange}`);
    const missing = protocol.needs.filter(field => body[field] === undefined);
    if (missing.length > 0) return refuse(422, `missing ${missing}`);
    if (Array.isArray(body.stop) && body.stop.length > 4) return refuse(400, 'too many stops');
    asked.push(body);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const bytes = Buffer.from(protocol.answer(THOUGHTS, TEXT));
    for (let at = 0; at < bytes.length; at += size) {
      if (!response.write(bytes.subarray(at, at + size))) await once(response, 'drain');
    }
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address !== 'string');
  return {
    asked,
    origin: `http://127.0.0.1:${address.port}`,
    close: () => server.close(),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}

async function collect(backend: Backend, question: Question) {
  const heard = { text: '', reasoning: '', end: '', prompt: 0, cached: 0, generated: 0 };
  for await (const piece of backend.stream(question, new AbortController().signal))
    add(heard, piece);
  return heard;
}

function add(heard: Awaited<ReturnType<typeof collect>>, piece: Piece): void {
  if (piece.kind === 'text') heard.text += piece.text;
  else if (piece.kind === 'reasoning') heard.reasoning += piece.text;
  else if (piece.kind === 'end') heard.end = piece.why;
  else {
    heard.prompt = piece.usage.prompt ?? heard.prompt;
    heard.cached = piece.usage.cached ?? heard.cached;
    heard.generated = piece.usage.generated ?? heard.generated;
  }
}

const safe = (text: string): SafeText => text as SafeText;
const HOLE: Question = {
  kind: 'fim',
  path: 'a.ts',
  languageId: 'typescript',
  before: safe('function add(a, b) {\n'),
  after: safe('}\n'),
  context: [{ path: 'b.ts', text: safe('const other = 1;') }],
  mostTokens: 64,
};
const task = (system: string, text: string, more: object = {}): Question => ({
  kind: 'chat',
  system,
  messages: [{ role: 'user', text: safe(text) }],
  mostTokens: 512,
  ...more,
});
const TASKS: Readonly<Record<string, Question>> = {
  explain: task('You explain code.', 'Explain: a + b'),
  tests: task('You write tests.', 'Test: a + b', { effort: 'low' }),
  refactor: task('You rewrite code.', 'Simplify: a + b', { effort: 'high' }),
};

/** The system's address, with its host's name turned into the strict server's by the network. */
function netFor(system: System, origin: string) {
  const base = system.host === undefined ? `${origin}/v1` : `https://${system.host}/v1`;
  const redirected: typeof fetch = (input, init) =>
    fetch(String(input).replace(/^https:\/\/[^/]+/, origin), init);
  return { base, net: { ...realNet, fetch: redirected } };
}

for (const system of SYSTEMS) {
  const place = (base: string) => ({
    model: system.model,
    endpoint: { base, key: KEY },
    reach: 'cloud' as const,
    server: system.server,
  });

  test(`${system.name}: ghost text`, async () => {
    const { fim } = system;
    if (fim === undefined) {
      const { base, net } = netFor(system, 'http://127.0.0.1:9');
      assert.throws(() => openFim(place(base), net), { name: 'BackendError', code: 'REQ-FIM' });
      return;
    }
    for (const size of [1, 3, 16, 4096]) {
      const server = await serve(fim, size);
      const { base, net } = netFor(system, server.origin);
      const heard = await collect(openFim(place(base), net).backend, HOLE);
      server.close();
      assert.deepEqual([heard.text, heard.reasoning, heard.end], [TEXT, '', 'whole']);
      assert.equal(server.asked.length, 1);
      const asked = JSON.stringify(server.asked[0]);
      assert.ok(asked.includes('function add(a, b)'), asked);
      assert.ok(asked.includes('64') || fim === tabby, asked);
    }
  });

  for (const [name, question] of Object.entries(TASKS)) {
    test(`${system.name}: ${name}`, async () => {
      const { chat: protocol } = system;
      if (protocol === undefined) {
        const { base, net } = netFor(system, 'http://127.0.0.1:9');
        assert.throws(() => openChat(place(base), net), {
          name: 'BackendError',
          code: 'REQ-MODEL',
        });
        return;
      }
      for (const size of [1, 3, 16, 4096]) {
        const server = await serve(protocol, size);
        const { base, net } = netFor(system, server.origin);
        const heard = await collect(openChat(place(base), net), question);
        server.close();
        assert.equal(heard.text.trimStart(), TEXT.trimStart());
        assert.equal(heard.reasoning, THOUGHTS);
        assert.deepEqual(
          [heard.end, heard.prompt, heard.cached, heard.generated],
          ['whole', 30, 20, 7],
        );
        const asked = JSON.stringify(server.asked);
        const [message] = question.kind === 'chat' ? question.messages : [];
        assert.ok(message && asked.includes(message.text), asked);
      }
    });
  }
}

test('no system is asked with a model that it does not have: a 404 says retired or not allowed', async () => {
  const server = await serve({ ...chat, path: '/nowhere' }, 64);
  const { base, net } = netFor({ name: '', model: '' }, server.origin);
  const backend = openChat({ model: 'gpt-4.1', endpoint: { base, key: KEY }, reach: 'local' }, net);
  await assert.rejects(collect(backend, TASKS.explain as Question), (error: unknown) => {
    return error instanceof BackendError && error.code === 'REQ-MODEL';
  });
  server.close();
});
