// What is asked of the model for tests, and what its answer makes of the file of tests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gate, type SafeText } from '../../../../src/core/gate/gate.ts';
import type { Proposal } from '../../../../src/core/rewrite/proposal.ts';
import { questionOf } from '../../../../src/core/rewrite/question.ts';
import type { Subject } from '../../../../src/core/rewrite/subject.ts';
import { FRAMEWORKS } from '../../../../src/core/rewrite/tests/frameworks.ts';
import {
  exampleIn,
  newTests,
  repairTests,
  type TestsWanted,
  writeTests,
} from '../../../../src/core/rewrite/tests/task.ts';
import { syntaxFor } from '../../../support/grammars.ts';

const syntax = await syntaxFor('typescript');
const [vitest] = FRAMEWORKS;
assert.ok(vitest?.id === 'vitest');

const about: Subject = {
  path: 'src/shop/cart.ts',
  languageId: 'typescript',
  lines: ['export function total(prices: number[]) {', '  return 0;', '}'],
  start: 0,
  count: 3,
  name: 'total',
};
const EXISTING =
  "import { it, expect } from 'vitest';\n\nit('adds', () => {\n  expect(1).toBe(1);\n});\n";
const wanted = (lines: readonly string[]): TestsWanted => ({
  about,
  source: 'src/shop/cart.ts',
  framework: vitest,
  place: { kind: 'existing', path: 'test/shop/cart.test.ts' },
  lines,
  example: { path: 'test/user.test.ts', text: "it('is a user', () => {});" as SafeText },
  cases: ['happy', 'worry'],
  worry: 'two at once',
});
const subject: Subject = { ...about, path: 'test/shop/cart.test.ts', lines: EXISTING.split('\n') };
const task = writeTests(wanted(EXISTING.split('\n')), syntax);
const js = (code: string): string => `I test it.\n\n\`\`\`ts\n${code}\n\`\`\`\n`;
const NEW =
  "import { it, expect } from 'vitest';\n\nit('is 0', () => {\n  expect(total([])).toBe(0);\n});";
const text = ({ change }: Proposal): string | undefined => change?.after.join('\n');

test('the question: the code, the framework and its style, the place seen from the tests, cases, an example', () => {
  const gate = new Gate(() => 'free');
  const request = { task, subject: about, wish: '', former: [] };
  const { question } = questionOf(request, gate, { model: 'm', window: 32_000 });
  const asked = question.messages.map(message => message.text).join('\n');
  for (const part of [
    'export function total(prices: number[])',
    'Write tests for total with vitest: describe, it and expect',
    'They go into test/shop/cart.test.ts, from where src/shop/cart.ts is ../../src/shop/cart.ts.',
    '- the happy path',
    '- the case that the programmer worries about: two at once',
    'Tests of this project, for their style (test/user.test.ts)',
    "it('is a user'",
  ]) {
    assert.ok(asked.includes(part), part);
  }
  assert.ok(!asked.includes('empty input'));
});

test('while it streams, the code is shown at the end; whole, it is where it belongs', () => {
  const streaming = task.read(js(NEW).slice(0, -20), subject, 'streaming');
  assert.ok(text(streaming)?.startsWith(EXISTING));
  assert.equal(streaming.fault, undefined);
  const whole = task.read(js(NEW), subject, 'whole');
  assert.equal(
    text(whole),
    `${EXISTING.trimEnd()}\n\nit('is 0', () => {\n  expect(total([])).toBe(0);\n});\n`,
  );
  assert.deepEqual(newTests(EXISTING, text(whole) ?? '', syntax), [{ name: 'is 0', within: [] }]);
});

const ENDS: readonly (readonly [string, string, 'whole' | 'length', string])[] = [
  ['prose', 'I would rather not.', 'whole', 'OUT-NOCODE'],
  ['code without a test', js('const a = 1;'), 'whole', 'OUT-NOTESTS'],
  ['the tests that are there', js(EXISTING), 'whole', 'OUT-NOTESTS'],
  ['another language', 'Sure.\n\n```python\ndef test_a(): pass\n```\n', 'whole', 'OUT-LANGUAGE'],
  ['cut off by its length', js(NEW), 'length', 'OUT-CUT'],
];
for (const [name, answer, ending, fault] of ENDS) {
  test(`${name}: ${fault}`, () => assert.equal(task.read(answer, subject, ending).fault, fault));
}

test('a new file is the answer as it is', () => {
  const fresh = writeTests(wanted(['']), syntax);
  assert.equal(text(fresh.read(js(NEW), subject, 'whole')), `${NEW}\n`);
  assert.equal(fresh.read(js('const a = 1;'), subject, 'whole').fault, 'OUT-NOTESTS');
});

const failed = {
  tests: [{ name: 'adds', within: [] }],
  failure: 'expected 2 to be 1' as SafeText,
  command: 'node vitest.mjs run',
};
const repair = repairTests(wanted(EXISTING.split('\n')), failed, syntax);

test('a repair: the tests that failed, and what was said of them', () => {
  const asked = repair.ask(about, '');
  for (const part of ["it('adds'", 'expected 2 to be 1', '`node vitest.mjs run` said']) {
    assert.ok(asked.includes(part), part);
  }
});

test('a mended test takes the place of the old one; one that asks less is told of', () => {
  const mended = (body: string): Proposal =>
    repair.read(js(`it('adds', () => {\n  ${body}\n});`), subject, 'whole');
  const honest = mended('expect(total([1])).toBe(1);');
  assert.equal(text(honest), EXISTING.replace('expect(1)', 'expect(total([1]))'));
  assert.deepEqual(honest.warnings, []);
  assert.deepEqual(
    mended('expect(1).toBe(2);').warnings?.map(({ facts }) => facts.how),
    ['only what it expects has changed'],
  );
  assert.deepEqual(
    mended('total([]);').warnings?.map(({ facts }) => facts.how),
    ['it has fewer assertions'],
  );
});

test('where the code is wrong, the tests stay, and the reason is told', () => {
  const answer = 'The code is wrong: it returns 0 for everything.';
  const { fault, facts, change } = repair.read(answer, subject, 'whole');
  assert.deepEqual(
    { fault, facts, change },
    { fault: 'OUT-BUG', facts: { why: 'it returns 0 for everything.' }, change: undefined },
  );
});

test('an example is cut at a line', () => {
  const long = 'a line of code\n'.repeat(1000);
  assert.ok(exampleIn(long).length <= 6000 && exampleIn(long).endsWith('code\n'));
  assert.equal(exampleIn('short'), 'short');
});
