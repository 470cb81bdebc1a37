// What is read in an answer: the one code block that is meant, the sentence before it, and why there is none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { approachOf } from '../../../src/core/rewrite/answer/approach.ts';
import { oneCodeBlock } from '../../../src/core/rewrite/answer/codeBlock.ts';
import { withoutEcho } from '../../../src/core/rewrite/answer/echo.ts';
import { isEnough, isWhole } from '../../../src/core/rewrite/answer/enough.ts';
import { fenced, partsOf } from '../../../src/core/rewrite/answer/fences.ts';
import { indentedLike } from '../../../src/core/rewrite/answer/indentation.ts';
import { isLooping } from '../../../src/core/rewrite/answer/looping.ts';

const OLD = 'function f(a) {\n  return a;\n}';
const NEW = 'function f(a) {\n  return a + 1;\n}';
const js = (code: string, info = 'js'): string => `\`\`\`${info}\n${code}\n\`\`\``;

/** The code that is taken, or why there is none. */
function taken(answer: string, old = OLD, languageId = 'javascript', path = 'src/f.js'): string {
  const found = oneCodeBlock(answer, { path, languageId, original: old.split('\n') });
  return found.kind === 'code' ? found.lines.join('\n') : found.code;
}

test('F105 prose around a fence', () =>
  assert.equal(taken(`Sure! I add one.\n\n${js(NEW)}\n\nHope that helps!`), NEW));
test('F105 three fences: not the old code, not the call, but what is most like the old code', () => {
  const call = js('f(2);');
  assert.equal(taken(`Before:\n${js(OLD)}\nAfter:\n${js(NEW)}\nThen:\n${call}`), NEW);
  assert.equal(taken(`Use:\n${call}\n${js(NEW)}\n${js('npm test', 'sh')}`), NEW);
  const found = oneCodeBlock(`${js(NEW)}${'\n'}${call}`, {
    path: 'f.js',
    languageId: 'javascript',
    original: OLD.split('\n'),
  });
  assert.ok(found.kind === 'code' && found.passedOver === 1);
});
test('lines end as VS Code reads them: with LF, CRLF or CR', () => {
  for (const end of ['\r\n', '\r']) {
    assert.equal(taken(`I add one.\n${js(NEW)}\n`.replaceAll('\n', end)), NEW);
    assert.equal(taken(`Here it is.\n\n${NEW}\n`.replaceAll('\n', end)), NEW);
  }
});
test('F105 no fence: code where it surely is code, and nothing of the sentences around it', () => {
  assert.equal(taken(`Here it is.\n\n${NEW}\n\nThis now adds one to it.`), NEW);
  assert.equal(taken('I can not do this because the request is not clear.'), 'OUT-NOCODE');
  assert.equal(taken('function f is fine as it is.'), 'OUT-NOCODE');
});
test('F105 a fence inside of a fence stays in it', () => {
  const docs = '# Use\n\n```js\nf(1)\n```\n\nDone.';
  assert.equal(taken(js(docs, 'markdown'), '# Use', 'markdown', 'a.md'), docs);
  assert.equal(taken(`\`\`\`\`md\n${docs}\n\`\`\`\``, '# Use', 'markdown', 'a.md'), docs);
});
test('a whole document is enough when the block of its language is closed and words follow', () => {
  const answer = 'So.\n```sh\nnpm i\n```\n```js\na();\n```\nThis';
  assert.equal(isWhole(answer, 'typescript'), true);
  assert.equal(isWhole(answer.slice(0, -5), 'typescript'), false);
  assert.equal(isWhole(answer, 'python'), false);
  assert.equal(isWhole('```\nnpm i\n```\nThen', 'javascript'), false);
});

test('an answer is enough once it talks about code that it has given', () => {
  const lines = OLD.split('\n');
  const subject = { path: 'src/f.js', languageId: 'javascript', lines, start: 0, count: 3 };
  const enough = (answer: string): boolean => isEnough(answer, subject);
  const whole = `I add one.\n${js(NEW)}\n`;
  assert.equal(enough(`${whole}\nThis code`), true);
  assert.equal(enough(whole), false, 'it may end by itself');
  assert.equal(enough(`I add one.\n\`\`\`js\n${NEW}\n`), false, 'the block is open');
  assert.equal(enough(`Before:\n${js(OLD)}\nAfter:`), false, 'the old code');
  assert.equal(enough(`Import it:\n${js('import a;')}\nThen`), false, 'a third of the lines');
  assert.equal(enough(`${whole}\n\`\`\`js\nf(`), false, 'another block is being written');
  assert.equal(enough(`${NEW}\n\nThis code`), false, 'no fence says where it ends');
});
test('an empty block is no code', () => assert.equal(taken(js('')), 'OUT-NOCODE'));
test('F110 a patch, another file, another language: none is taken for the code', () => {
  assert.equal(taken(js('--- a/f.js\n+++ b/f.js\n@@ -1 +1 @@', 'diff')), 'OUT-PATCH');
  assert.equal(taken(js('@@ -1,3 +1,3 @@\n-a\n+b')), 'OUT-PATCH');
  assert.equal(taken('*** Begin Patch\n*** Update File: f.js\n+x'), 'OUT-PATCH');
  assert.equal(taken(js(NEW, 'js:src/g.js')), 'OUT-FILE');
  assert.equal(taken(js(NEW, 'js title="g.js"')), 'OUT-FILE');
  assert.equal(taken(`**src/g.js**\n${js(NEW)}`), 'OUT-FILE');
  assert.equal(taken(js(`// src/g.js\n${NEW}`)), 'OUT-FILE');
  assert.equal(taken(js('def f(a):\n    return a + 1', 'python')), 'OUT-LANGUAGE');
  assert.equal(taken(js('{"code": "x"}', 'json')), 'OUT-LANGUAGE');
});
test('the file’s own name in the answer is left out of the code', () => {
  assert.equal(taken(js(NEW, 'js:src/f.js')), NEW);
  assert.equal(taken(`\`f.js\`:\n${js(`// src/f.js\n${NEW}`)}`), NEW);
});
test('names that stand for one another are one language', () => {
  assert.equal(taken(js(NEW, 'typescript')), NEW);
  assert.equal(taken(js(NEW, '')), NEW);
  assert.equal(taken(js(NEW, 'text')), NEW);
});
test('a fence in a list takes its indentation along', () =>
  assert.equal(taken(`1. So:\n   ${js(NEW).replaceAll('\n', '\n   ')}`), NEW));

test('whatever is fenced comes back as it was', () => {
  const line = fc.stringMatching(/^[ \t]{0,4}(`{0,5}|~{0,4})[\w`~.(){}]{0,8}$/);
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), lines => {
      const text = lines.join('\n');
      const { blocks } = partsOf(`I do it.\n${fenced(text, 'js')}\nDone.`);
      // a line that is a fence with a language opens a block inside; ours is longer, so it closes all
      fc.pre(!lines.some(one => /^\s*(`{3,}|~{3,})[^`]+$/.test(one)));
      assert.deepEqual(
        blocks.map(block => block.lines),
        [lines],
      );
    }),
    { numRuns: 500 },
  );
});

test('any answer, cut anywhere, is read without a fault', () => {
  const piece = fc.constantFrom('```', '~~~', '````', '\n', 'js', 'a.js', 'f(a)', ' ', '{', '"""');
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      taken(pieces.join(''));
      approachOf(pieces.join(''));
    }),
    { numRuns: 1000 },
  );
});

test('the approach is the first sentence, once it is whole', () => {
  assert.equal(approachOf('I add'), '');
  assert.equal(approachOf('I add one. Then'), 'I add one.');
  assert.equal(approachOf('**I add one**:\n```js\nx'), 'I add one**.');
  assert.equal(approachOf('I use v1.2 now.\nMore'), 'I use v1.2 now.');
  assert.equal(approachOf('```js\nx'), '');
});

test('the new code is as deep as the old one was, and has tabs where that had tabs', () => {
  const like = (old: string, fresh: string): string =>
    indentedLike(old.split('\n'), fresh.split('\n')).join('\n');
  assert.equal(
    like('    if (a) {\n      b();\n    }', 'if (a) {\n  c();\n}'),
    '    if (a) {\n      c();\n    }',
  );
  assert.equal(like('\tif (a)\n\t\tb();', 'if (a)\n  c();'), '\tif (a)\n\t\tc();');
  assert.equal(like('a();', '    b();\n      c();'), 'b();\n  c();');
  assert.equal(like('  a();', '  b();\n\n    c();'), '  b();\n\n    c();');
});

test('lines from around the selection that the model repeated are left out', () => {
  const lines = ['first();', 'alpha();', 'beta();', 'gamma();', 'last();'];
  const own = (...fresh: string[]): readonly string[] => withoutEcho(fresh, lines, 2, 1);
  assert.deepEqual(own('alpha();', 'Beta();', 'gamma();'), ['Beta();']);
  assert.deepEqual(own('first();', 'alpha();', 'Beta();'), ['Beta();']);
  assert.deepEqual(own('Beta();', 'gamma();', 'last();'), ['Beta();']);
  assert.deepEqual(own('Beta();'), ['Beta();']);
  assert.deepEqual(own('first();', 'Beta();'), ['first();', 'Beta();'], 'not the line right above');
  assert.deepEqual(
    withoutEcho(['}', 'Beta();'], ['f() {', '}', 'beta();'], 2, 1),
    ['}', 'Beta();'],
    'a bracket says nothing',
  );
  assert.deepEqual(
    withoutEcho(['alpha();', 'Beta();'], ['alpha();', 'alpha();', 'beta();'], 1, 2),
    ['alpha();', 'Beta();'],
    'it was selected',
  );
});

test('a model that says the same line again and again is heard out no longer', () => {
  const again = Array.from(
    { length: 12 },
    (_, k) => `${2 * k}:   return money(amount);\n${2 * k + 1}: }\n`,
  ).join('');
  assert.ok(isLooping(again, []));
  assert.ok(!isLooping(again.slice(0, again.length / 2), []));
  assert.ok(
    !isLooping(
      again,
      again.split('\n').map(line => line.replace(/^\d+/, '7')),
    ),
    'it repeats itself already',
  );
  assert.ok(!isLooping('a = 1\n'.repeat(50), []), 'short lines do repeat');
});
