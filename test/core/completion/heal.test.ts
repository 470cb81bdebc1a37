import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askCutBack, cutBack } from '../../../src/core/completion/heal.ts';
import { everyChunking } from '../../support/streams.ts';

// Before the cursor, and where the question is cut back to: `┊`.
const PICTURES: readonly (readonly [what: string, picture: string])[] = [
  ['a quote that may be one token with the colon', '{ "path┊"'],
  ['an opening bracket', 'foo┊('],
  ['a run of signs, with the space before it', 'if (a ===┊ "'],
  ['the last space of an indentation', 'def f():\n   ┊ '],
  ['the last tab', 'func f() {\n\t┊\t'],
  ['a space after a word', 'return┊ '],
  ['an underscore', 'JSON┊_'],
  ['a word stays whole', 'const total┊'],
  ['… and a number', 'x = 42┊'],
  ['an empty line has nothing to cut', 'a\n┊'],
  ['the line above is not touched', '});\n┊'],
];

for (const [what, picture] of PICTURES) {
  test(what, () => {
    const [before = '', owed = ''] = picture.split('┊');
    assert.deepEqual(cutBack(before + owed), { before, owed });
  });
}

/** What comes out at `foo(`, and the questions that it took. */
async function asked(answers: Readonly<Record<string, string>>): Promise<[string, string[]][]> {
  const results: [string, string[]][] = [];
  const whole = answers.foo ?? '';
  for (const chunks of everyChunking(whole)) {
    const questions: string[] = [];
    const ask = async function* (before: string): AsyncGenerator<string> {
      questions.push(before);
      yield* before === 'foo' ? chunks : [answers[before] ?? ''];
    };
    let text = '';
    for await (const piece of askCutBack('foo(', ask)) text += piece;
    results.push([text, questions]);
  }
  return results;
}

test('what is owed is taken off, however the answer is cut', async () => {
  for (const result of await asked({ foo: '(bar);' })) assert.deepEqual(result, ['bar);', ['foo']]);
});

test('an answer that begins otherwise is asked for again from the cursor', async () => {
  for (const foo of [' = 1;', '']) {
    for (const result of await asked({ foo, 'foo(': 'baz)' })) {
      assert.deepEqual(result, ['baz)', ['foo', 'foo(']]);
    }
  }
});

test('an answer that says only what is owed is an empty one', async () => {
  for (const result of await asked({ foo: '(' })) assert.deepEqual(result, ['', ['foo']]);
});
