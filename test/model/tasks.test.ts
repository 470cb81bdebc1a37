// The real model does what commands ask of it: the same task, question, stream, end and reading as in the editor; then what it wrote is applied, run, or told.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import vm from 'node:vm';
import { openChat } from '../../src/core/backend/open.ts';
import { Gate, passWords } from '../../src/core/gate/gate.ts';
import { RewriteFault, tellRewriteFault } from '../../src/core/rewrite/faults.ts';
import { warningsOf } from '../../src/core/rewrite/guards/index.ts';
import { type Heard, listen } from '../../src/core/rewrite/listen.ts';
import { changed } from '../../src/core/rewrite/place/edit.ts';
import { questionOf, type Turn } from '../../src/core/rewrite/question.ts';
import { dialectOf, lackingIn } from '../../src/core/rewrite/regex/dialects.ts';
import { type Example, failuresTold, isRight } from '../../src/core/rewrite/regex/examples.ts';
import { expressionIn } from '../../src/core/rewrite/regex/expression.ts';
import { regexFor } from '../../src/core/rewrite/regex/task.ts';
import { type Subject, selectedLines } from '../../src/core/rewrite/subject.ts';
import { symbolIn } from '../../src/core/rewrite/symbol.ts';
import { documentIn } from '../../src/core/rewrite/tasks/document.ts';
import { fix } from '../../src/core/rewrite/tasks/fix.ts';
import type { AskTask, RewriteTask } from '../../src/core/rewrite/tasks/task.ts';
import { codePlace } from '../../src/core/rewrite/tests/codePlace.ts';
import { FRAMEWORKS } from '../../src/core/rewrite/tests/frameworks.ts';
import { implementTests } from '../../src/core/rewrite/tests/implement.ts';
import { targetsFor } from '../../src/core/rewrite/translate/targets.ts';
import { translateInto } from '../../src/core/rewrite/translate/task.ts';
import { blankAt } from '../../src/core/rewrite/written.ts';
import { tried } from '../../src/editor/commands/regexTrial.ts';
import { syntaxFor } from '../support/grammars.ts';
import { realNet } from '../support/net.ts';
import { type LlamaServer, startLlamaServer } from './llamaServer.ts';
import { ensureModel } from './parts.ts';

const MODEL = 'qwen2.5-coder-0.5b';
/** Of the server, tokens: `serve.py`. */
const WINDOW = 4096;
const { signal } = new AbortController();
let server: LlamaServer;

before(async () => {
  server = await startLlamaServer(await ensureModel(), { alias: MODEL });
});
after(() => server?.[Symbol.asyncDispose]());

/** Asks as a command does, and hears the answer to its end. */
async function heard(
  task: AskTask,
  subject: Subject,
  wish = '',
  former: readonly Turn[] = [],
): Promise<Heard> {
  const room = { model: MODEL, window: WINDOW };
  const asked = questionOf({ task, subject, wish, former }, new Gate(() => 'free'), room);
  const place = { model: MODEL, endpoint: { base: server.base }, reach: 'local' as const };
  const backend = openChat({ ...place, server: 'llama.cpp' }, realNet);
  const isEnough = (answer: string): boolean => task.isEnough?.(answer, subject) === true;
  const original = selectedLines(subject);
  return await listen(asked, { backend }, { original, isEnough }, () => {}, signal);
}

/** The document after what the model wrote was applied; nothing may speak against it. */
async function applied(task: RewriteTask, subject: Subject): Promise<string> {
  const { answer, ending } = await heard(task, task.about ?? subject);
  const { change, fault, passedOver } = task.read(answer, subject, ending);
  assert.equal(fault, undefined, answer);
  assert.ok(change);
  const syntax = await syntaxFor(subject.languageId);
  const warnings = warningsOf(subject, subject.lines, change, syntax, passedOver).filter(
    ({ code }) => code !== 'OUT-MORE' || task.grows !== true,
  );
  assert.deepEqual(warnings, [], answer);
  return changed(subject.lines, change).join('\n');
}

function whole(file: string, languageId: string, text: string): Subject {
  const lines = text.split('\n');
  return { path: file, languageId, lines, start: 0, count: lines.length };
}

const CLAMP = `function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}`;

test('Document: a comment above the function, and no token of code is another', async () => {
  const syntax = await syntaxFor('javascript');
  const subject = whole('src/clamp.js', 'javascript', CLAMP);
  const symbol = symbolIn(syntax, subject.lines, 0, 3);
  assert.ok(symbol?.definition);
  const text = await applied(documentIn(syntax, subject, symbol.definition), subject);
  assert.match(
    text,
    /^\/\*\*[\s\S]*\b(value|low|high|clamp|range|limit)\b[\s\S]*\*\/\nfunction clamp/i,
  );
  assert.ok(text.endsWith(CLAMP));
});

test('Fix: what the compiler complains about is gone, and the function does what it is for', async () => {
  const code = `function total(prices) {
  let sum = 0;
  for (const price of prices) {
    sum += price;
  }
  return summ;
}`;
  const problems = [{ line: 6, message: "Cannot find name 'summ'. Did you mean 'sum'?" }];
  const subject = { ...whole('src/total.js', 'javascript', code), name: 'total', problems };
  const text = await applied(fix, subject);
  assert.equal(text, code.replace('summ;', 'sum;'));
});

test('Translate: Python becomes JavaScript that gives the same', async () => {
  const about = whole(
    'tools/prices.py',
    'python',
    'def total(prices):\n    result = 0\n    for price in prices:\n        result += price\n    return result',
  );
  const into = targetsFor(about, [], undefined).find(({ id }) => id === 'javascript');
  assert.ok(into);
  const text = await applied(translateInto(into, about), blankAt('', 'javascript'));
  const code = text.replace(/^export (default )?/gm, '').replace(/^module\.exports.*$/gm, '');
  assert.equal(vm.runInNewContext(`${code}\ntotal([1, 2, 3.5]);`, {}, { timeout: 1000 }), 6.5);
});

test('Write Regular Expression: tried with the examples, and asked again with what fails', async () => {
  const examples: readonly Example[] = [
    { text: '09:30', wanted: true },
    { text: '23:59', wanted: true },
    { text: '9.30', wanted: false },
  ];
  const dialect = dialectOf('javascript');
  const task = regexFor(examples, dialect);
  const file = path.join(import.meta.dirname, '../../src/worker/regex.ts');
  const turns: Turn[] = [];
  for (let wish = 'a time of day, HH:MM', round = 1; wish !== ''; round++) {
    const { answer } = await heard(task, blankAt('src/a.js', 'javascript'), wish, turns);
    const found = expressionIn(answer);
    assert.ok(found.kind === 'expression', answer);
    const texts = examples.map(({ text }) => text);
    const verdicts = await tried(found.expression, texts, file, signal);
    const checked = verdicts.flatMap((verdict, k) => {
      const example = examples[k];
      return example === undefined ? [] : [{ example, verdict }];
    });
    turns.push({ wish, answer });
    wish = failuresTold(checked, undefined);
    assert.equal(wish === '', checked.every(isRight));
    assert.ok(round < 3 || wish === '', `still wrong after three rounds: ${answer}`);
    assert.deepEqual(lackingIn(found.expression, dialect), []);
  }
});

/** Tests of one function, which a model this small writes, or does not. */
const TESTED: readonly (readonly [name: string, tests: string, stub?: string])[] = [
  ['add', "test('adds two numbers', () => {\n  assert.equal(add(1, 2), 3);\n});\n"],
  ['double', "test('doubles a number', () => {\n  assert.equal(double(2), 4);\n});\n"],
  [
    'isEven',
    "test('tells even numbers from odd ones', () => {\n  assert.equal(isEven(2), true);\n  assert.equal(isEven(3), false);\n});\n",
    'export function isEven(number) {\n  throw new Error("not written yet");\n}\n',
  ],
];

for (const [name, body, stub] of TESTED) {
  test(`Implement from Tests, ${name}: code that exports it, or a sentence that says why there is none, and nothing to apply`, async t => {
    const text = `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { ${name} } from './cart.mjs';\n\n${body}`;
    const tests = whole('cart.test.mjs', 'javascript', text);
    const framework = FRAMEWORKS.find(({ id }) => id === 'node:test');
    assert.ok(framework);
    const files = stub === undefined ? [tests.path] : [tests.path, 'cart.mjs'];
    const found = codePlace(tests.path, text, framework, { folder: '' }, files);
    assert.deepEqual(found, { kind: stub === undefined ? 'new' : 'existing', path: 'cart.mjs' });
    const passed = passWords(stub ?? '');
    assert.ok(passed.kind === 'passed');
    const current = stub === undefined ? undefined : passed.text;
    const wanted = { tests, source: tests.path, framework, place: found, current };
    const task = implementTests(wanted, await syntaxFor('javascript'));
    const { answer, ending } = await heard(task, tests);
    const code = whole('cart.mjs', 'javascript', stub ?? '');
    const { change, fault, facts } = task.read(answer, code, ending);
    if (fault !== undefined) {
      const said = tellRewriteFault(new RewriteFault(fault, facts));
      assert.match(said, /^Inkling: Nothing was changed\. [^{}]{20,}/, answer);
      assert.equal(change, undefined);
      t.diagnostic(`the model did not manage: ${said}`);
      return;
    }
    assert.ok(change);
    const now = changed(code.lines, change).join('\n');
    const outcome = ranBy(text, now);
    t.diagnostic(`the real runner says ${outcome}`);
    assert.match(now, new RegExp(`export\\b[^;]*\\b${name}\\b`), answer);
    assert.doesNotMatch(now, /node:test|\bassert\b/, 'no tests in the code');
    assert.match(outcome, /^# pass [01]/);
  });
}

/** What the real runner counts, with the code in its place. */
function ranBy(tests: string, code: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-cart-'));
  try {
    writeFileSync(path.join(folder, 'cart.mjs'), code);
    writeFileSync(path.join(folder, 'cart.test.mjs'), tests);
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
    const options = { cwd: folder, env, timeout: 20_000, encoding: 'utf8' } as const;
    const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap'], options);
    return /# pass \d+\n# fail \d+/.exec(stdout)?.[0].replace('\n', ', ') ?? stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
