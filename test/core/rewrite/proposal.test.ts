// What an answer would change: while it streams, when it is whole, and when it was cut.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Ending, rewritten } from '../../../src/core/rewrite/proposal.ts';
import { everyChunking } from '../../support/streams.ts';

const OLD = ['  if (a) {', '    b();', '  }'];
const subject = {
  path: 'a.js',
  languageId: 'javascript',
  lines: ['function f() {', ...OLD, '}'],
  start: 1,
  count: 3,
};
const ANSWER = 'I call c too.\n\n```js\n\nif (a) {\n  b();\n  c();\n}\n\n```\nDone.';
const NEW = ['  if (a) {', '    b();', '    c();', '  }'];

const read = (answer: string, ending: Ending) => rewritten(answer, subject, ending);

test('the code of a whole answer, as deep as the old one, without blank lines around it', () => {
  const { approach, change, fault } = read(ANSWER, 'whole');
  assert.deepEqual(
    [approach, change, fault],
    ['I call c too.', { start: 1, before: OLD, after: NEW }, undefined],
  );
});

test('while it streams nothing is wrong yet, and lines never come and go again', () => {
  for (const chunks of everyChunking(ANSWER)) {
    let text = '';
    let most = 0;
    for (const chunk of chunks) {
      text += chunk;
      const { fault, change } = read(text, 'streaming');
      assert.equal(fault, undefined);
      const shown = change?.after.filter(line => line.includes('c();')).length ?? 0;
      assert.ok(shown >= most, text);
      most = shown;
    }
    assert.equal(most, 1);
  }
});

test('while it streams a line is shown once its end has come', () => {
  const shown = (answer: string) => read(answer, 'streaming').change?.after;
  const begun = 'I say x first.\n```js\n';
  assert.deepEqual(shown(`${begun}x();`), OLD);
  assert.deepEqual(shown(`${begun}x();\n`), ['  x();', ...OLD]);
  assert.deepEqual(shown(`${begun}x();\n\n  `), ['  x();', ...OLD]);
  assert.deepEqual(shown(`${begun}x();\n\ny`), ['  x();', ...OLD]);
});

test('while it streams a repeated line of the file around is never shown', () => {
  const echo = 'I call c.\n```js\nfunction f() {\n  c();\n';
  for (let end = 0; end <= echo.length; end++) {
    const { change } = read(echo.slice(0, end), 'streaming');
    assert.ok(!change?.after.some(line => line.includes('function')), echo.slice(0, end));
  }
});

test('cut off: what came is shown, and can not be applied', () => {
  for (const ending of ['length', 'failed'] as const) {
    const { fault, change } = read(ANSWER.slice(0, ANSWER.indexOf('c();') + 5), ending);
    assert.equal(fault, 'OUT-CUT');
    assert.deepEqual(change?.after.slice(0, 3), ['  if (a) {', '    b();', '    c();']);
  }
  assert.equal(read(ANSWER.slice(0, ANSWER.lastIndexOf('```')), 'whole').fault, 'OUT-CUT');
});

test('the same code again is no change', () => {
  assert.equal(read('I keep it.\n```js\nif (a) {\n  b();\n}\n```', 'whole').fault, 'OUT-SAME');
});
