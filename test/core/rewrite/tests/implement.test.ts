// Code that is asked for by its tests: what is said to the model, and what its answer makes of the file of the code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gate, type SafeText } from '../../../../src/core/gate/gate.ts';
import type { Ending, Proposal } from '../../../../src/core/rewrite/proposal.ts';
import { questionOf } from '../../../../src/core/rewrite/question.ts';
import type { Subject } from '../../../../src/core/rewrite/subject.ts';
import type { CodePlace } from '../../../../src/core/rewrite/tests/codePlace.ts';
import { FRAMEWORKS } from '../../../../src/core/rewrite/tests/frameworks.ts';
import {
  type CodeWanted,
  implementTests,
  repairCode,
  testsOf,
} from '../../../../src/core/rewrite/tests/implement.ts';
import { blankAt } from '../../../../src/core/rewrite/written.ts';
import { syntaxFor } from '../../../support/grammars.ts';

const syntax = await syntaxFor('typescript');
const [vitest] = FRAMEWORKS;
assert.ok(vitest?.id === 'vitest');
const framework = vitest;

const TESTS = `import { expect, it } from 'vitest';
import { total } from './cart.js';

it('adds', () => {
  expect(total([1, 2])).toBe(3);
});

it('is 0 for nothing', () => {
  expect(total([])).toBe(0);
});`;
const tests: Subject = {
  path: 'src/cart.test.ts',
  languageId: 'typescript',
  lines: TESTS.split('\n'),
  start: 0,
  count: TESTS.split('\n').length,
};
const wanted = (kind: CodePlace['kind'], current?: string): CodeWanted => ({
  tests,
  source: 'src/cart.test.ts',
  framework,
  place: { kind, path: 'src/cart.ts' },
  current: current as SafeText | undefined,
});
const CODE = 'export const total = (prices: number[]) => prices.reduce((a, b) => a + b, 0);';
const answered = (code: string): string => `I add them up.\n\n\`\`\`ts\n${code}\n\`\`\`\n`;
const subjectOf = (text: string): Subject => {
  const lines = text.split('\n');
  return { path: 'src/cart.ts', languageId: 'typescript', lines, start: 0, count: lines.length };
};

function asked(wanting: CodeWanted, failure?: string): string {
  const failed = { tests: [], failure: failure as SafeText, command: 'vitest run' };
  const task =
    failure === undefined ? implementTests(wanting, syntax) : repairCode(wanting, failed, syntax);
  const request = { task, subject: tests, wish: '', former: [] };
  const { question } = questionOf(request, new Gate(() => 'free'), { model: 'm', window: 9000 });
  return question.messages.map(({ text }) => text).join('\n');
}

test('a new file: its tests, its path', () => {
  assert.match(
    asked(wanted('new')),
    /adds[\s\S]*Write the new file src\/cart\.ts, which the tests in src\/cart\.test\.ts are about, so that the tests pass \(vitest\)/,
  );
});

test('a file that is there goes along', () => {
  assert.match(asked(wanted('existing', 'const a = 1;')), /The file as it is:\n```\nconst a = 1;/);
});

test('a repair: what the runner said', () => {
  assert.match(
    asked(wanted('existing', CODE), 'expected 3 to be 4'),
    /Mend the file src\/cart\.ts[\s\S]*`vitest run` said:\n```\nexpected 3 to be 4/,
  );
});

test('what is too much is refused with numbers, also where the file is what is long', () => {
  assert.throws(() => asked(wanted('existing', 'const a = 1;\n'.repeat(3000))), {
    code: 'REQ-ROOM',
  });
});

const told = ({ fault, facts, change, warnings = [] }: Proposal): string =>
  [fault ?? change?.after.join('⏎'), facts?.why, ...warnings.map(({ code }) => code)]
    .filter(part => part !== undefined)
    .join(' | ');

/** The code as it is, the answer, how it ended, and what comes of it. */
const ENDS: readonly (readonly [string, string, string, Ending, string])[] = [
  ['a new file', '', answered(CODE), 'whole', `${CODE}⏎`],
  ['a file with a line end keeps it', 'old\n', answered(CODE), 'whole', `${CODE}⏎`],
  ['a file without one has none', 'old', answered(CODE), 'whole', CODE],
  ['the file as it is', `${CODE}\n`, answered(CODE), 'whole', 'OUT-SAME'],
  ['prose', '', 'I would rather not.', 'whole', 'OUT-NOCODE'],
  ['the tests again', '', '```ts\n// src/cart.test.ts\nit()\n```', 'whole', 'OUT-FILE'],
  ['another language', '', '```python\ndef total(): pass\n```', 'whole', 'OUT-LANGUAGE'],
  ['cut off', '', answered(CODE).slice(0, -8), 'whole', 'OUT-CUT'],
  ['longer than its room', '', answered(CODE), 'length', 'OUT-CUT'],
  [
    'tests that no code can pass',
    '',
    'The tests are wrong: they want both 3 and 4 of the same call.',
    'whole',
    'OUT-TESTS | they want both 3 and 4 of the same call.',
  ],
  [
    'code that asks whether it is tested',
    '',
    answered('export const total = () => (process.env.VITEST ? 3 : 0);'),
    'whole',
    'export const total = () => (process.env.VITEST ? 3 : 0);⏎ | OUT-TESTED',
  ],
];
for (const [name, old, answer, ending, expected] of ENDS) {
  test(`${name} ⇒ ${expected.slice(0, 60)}`, () => {
    const subject = old === '' ? blankAt('src/cart.ts', 'typescript') : subjectOf(old);
    const task = implementTests(wanted(old === '' ? 'new' : 'existing', old), syntax);
    assert.equal(told(task.read(answer, subject, ending)), expected);
  });
}

test('Rust: the tests inside of the file are to stay as they are', async () => {
  const rust = await syntaxFor('rust');
  const file = (body: string, value: number): string =>
    `pub fn total() -> u32 {\n    ${body}\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn adds() {\n        assert_eq!(total(), ${value});\n    }\n}\n`;
  const own = { ...subjectOf(file('todo!()', 3)), languageId: 'rust', path: 'src/cart.rs' };
  const wanting: CodeWanted = {
    ...wanted('inside'),
    tests: own,
    place: { kind: 'inside', path: 'src/cart.rs' },
  };
  const codes = (answer: string): string[] =>
    (
      implementTests(wanting, rust).read(`\`\`\`rust\n${answer}\`\`\``, own, 'whole').warnings ?? []
    ).map(({ code, facts }) => `${code} ${facts.how}`);
  assert.deepEqual(codes(file('3', 3)), []);
  assert.deepEqual(codes(file('4', 4)), ['OUT-BENT only what it expects has changed']);
});

test('of a selection only the tests that stand in it are run', () => {
  const names = (start: number, count: number): string[] =>
    testsOf({ ...tests, start, count }, syntax).map(({ name }) => name);
  assert.deepEqual(names(0, tests.count), ['adds', 'is 0 for nothing']);
  assert.deepEqual(names(7, 3), ['is 0 for nothing']);
  assert.deepEqual(names(0, 2), []);
});

test('an answer that is the tests again is no code, and is not proposed; where the tests stand in the file of the code, it is', () => {
  const again = `I add them.\n\n\`\`\`ts\n${TESTS}\n\`\`\`\n`;
  const read = (kind: CodePlace['kind'], text: string): Proposal =>
    implementTests(wanted(kind), syntax).read(again, subjectOf(text), 'whole');
  const { fault, change } = read('new', '');
  assert.deepEqual([fault, change], ['OUT-AGAIN', undefined]);
  assert.equal(read('existing', CODE).fault, 'OUT-AGAIN');
  assert.equal(read('inside', `${CODE}\n${TESTS}`).fault, undefined);
});
