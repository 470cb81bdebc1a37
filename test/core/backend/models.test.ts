// What must hold for every row of the tables, and for rows to come.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutAtTokens, fimPrompt, neutralised } from '../../../src/core/backend/fim.ts';
import {
  type FimTemplate,
  MODELS,
  plainId,
  rowOf,
  TEMPLATES,
} from '../../../src/core/backend/tables/models.ts';
import type { SafeText } from '../../../src/core/gate/gate.ts';
import { everyChunking, read } from '../../support/streams.ts';

const templates: [string, FimTemplate][] = Object.entries(TEMPLATES);

function question(before: string, after: string) {
  const text = (value: string): SafeText => value as SafeText;
  return {
    kind: 'fim' as const,
    path: 'a.ts',
    languageId: 'typescript',
    before: text(before),
    after: text(after),
    context: [{ path: 'b.ts', text: text('other') }],
    mostTokens: 8,
  };
}

for (const [name, template] of templates) {
  test(`${name}: at most four stops, each a token of its own or a separator`, () => {
    assert.ok(template.stop.length <= 4 && template.stop.length > 0);
    for (const stop of template.stop) {
      assert.ok(template.tokens.includes(stop) || /^\n?\W+ ?$/.test(stop), stop);
    }
  });

  test(`${name}: a file that is full of special tokens does not change the prompt's structure`, () => {
    const structure = (prompt: string): string[] =>
      template.tokens.flatMap(token => Array(prompt.split(token).length - 1).fill(token));
    const all = template.tokens.join(' ');
    const plain = fimPrompt(question('a', 'b'), template);
    assert.deepEqual(structure(fimPrompt(question(all, all), template)), structure(plain));
  });

  test(`${name}: both sides of the cursor are in the prompt, and where the model goes on is last`, () => {
    const prompt = fimPrompt(question('BEFORE', 'AFTER'), template);
    assert.ok(prompt.includes('BEFORE') && prompt.includes('AFTER'));
    const last = prompt.trimEnd().slice(-24);
    assert.ok(
      last.includes('BEFORE') || template.tokens.some(token => last.endsWith(token.trim())),
      last,
    );
  });

  test(`${name}: output is cut at any of its tokens, however the stream is cut`, async () => {
    for (const token of template.tokens) {
      for (const chunks of everyChunking(`return a < b;${token}junk`)) {
        const stream = (async function* () {
          yield* chunks;
        })();
        assert.equal(await read(cutAtTokens(stream, template.tokens)), 'return a < b;');
      }
    }
  });
}

test('text without special tokens passes whole, for every chunking', async () => {
  const tokens = TEMPLATES.qwen.tokens;
  await fc.assert(
    fc.asyncProperty(fc.string(), async text => {
      fc.pre(!tokens.some(token => text.includes(token)));
      for (const chunks of everyChunking(text)) {
        const stream = (async function* () {
          yield* chunks;
        })();
        assert.equal(await read(cutAtTokens(stream, tokens)), text);
      }
    }),
  );
});

test('what is neutralised holds no token, and reads the same but for a space', () => {
  for (const [, { tokens }] of templates) {
    const text = neutralised(`x${tokens.join('')}y`, tokens);
    for (const token of tokens) assert.ok(!text.includes(token), token);
    assert.equal(text.replaceAll(' ', ''), `x${tokens.join('')}y`.replaceAll(' ', ''));
  }
});

test('ids as people and servers write them find their row', () => {
  const expected: Readonly<Record<string, string | undefined>> = {
    '/models/Qwen2.5-Coder-7B-Instruct-Q4_K_M.gguf': 'Qwen Coder',
    'qwen2.5-coder:1.5b-base': 'Qwen Coder',
    'Qwen/Qwen3-Coder-30B-A3B-Instruct': 'Qwen Coder',
    'codeqwen:7b': 'CodeQwen 1.5',
    'deepseek-r1-distill-qwen-7b': 'DeepSeek R1',
    'deepseek-coder-v2:16b-lite-base': 'DeepSeek Coder',
    'deepseek-flash': 'DeepSeek',
    'granite-code:20b': 'Granite 20B Code 8K',
    'ibm-granite/granite-8b-code-instruct-128k': 'Granite Code',
    'granite-34b-code-instruct-q4_0': 'Granite Code',
    'granite3.3:8b': 'Granite 3.3 and 4',
    'codestral-latest': 'Codestral (hosted)',
    'codestral-2508': 'Codestral (hosted)',
    'codestral:22b': 'Codestral',
    'codellama:7b-code': 'CodeLlama',
    'codellama:34b': undefined,
    'codegemma:2b': 'CodeGemma',
    'google/codegemma-7b-it': undefined,
    'bigcode/starcoder2-3b': 'StarCoder',
    'code-cushman-001': 'Codex cushman',
    'code-davinci-002': 'Codex davinci',
    'gpt-4.1': 'GPT-4.1',
    'gpt-4.1-mini-2025-04-14': 'GPT-4.1 mini',
    'gpt-5': 'GPT-5',
    'openai/gpt-5-mini': 'GPT-5 mini',
    'claude-sonnet-4-20250514': 'Claude Sonnet 4',
    'claude-sonnet-4-5-20250929': 'Claude Sonnet 4.5',
    'claude-haiku-4-5-20251001': 'Claude Haiku 4.5',
    'moonshotai/Kimi-K2-Instruct': 'Kimi K2',
    'ByteDance-Seed/Seed-Coder-8B-Base': 'Seed Coder',
    'llama3.1:8b': undefined,
  };
  const found = Object.fromEntries(Object.keys(expected).map(id => [id, rowOf(id)?.family]));
  assert.deepEqual(found, expected);
});

test('every row can be reached, and says how it is used', () => {
  for (const row of MODELS) {
    assert.ok(row.chat || row.fim !== undefined, row.family);
    assert.ok(row.output < row.window, row.family);
    if (typeof row.fim === 'string' && row.fim !== 'suffix' && row.fim !== 'prefix-only') {
      assert.ok(row.fim in TEMPLATES);
    }
  }
  assert.equal(new Set(MODELS.map(row => row.family)).size, MODELS.length);
});

test('plain ids', () => {
  assert.equal(plainId('C:\\m\\Qwen2.5-Coder-7B-Q4_K_M.gguf'), 'qwen2.5-coder-7b');
});
