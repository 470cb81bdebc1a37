// What goes to a model for a command: through the gate, with room for the answer, and never the same question again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatQuestion } from '../../../src/core/backend/backend.ts';
import { type Exclusion, Gate } from '../../../src/core/gate/gate.ts';
import { type Asked, questionOf, type Turn } from '../../../src/core/rewrite/question.ts';
import type { Subject } from '../../../src/core/rewrite/subject.ts';
import { symbolAt } from '../../../src/core/rewrite/symbol.ts';
import { documentIn } from '../../../src/core/rewrite/tasks/document.ts';
import { explainAt } from '../../../src/core/rewrite/tasks/explain.ts';
import { fix } from '../../../src/core/rewrite/tasks/fix.ts';
import { implement } from '../../../src/core/rewrite/tasks/implement.ts';
import { refactor } from '../../../src/core/rewrite/tasks/refactor.ts';
import type { AskTask } from '../../../src/core/rewrite/tasks/task.ts';
import { syntaxFor } from '../../support/grammars.ts';

const SECRET = `sk-${'a1b2'.repeat(8)}`;

/** `[` and `]` stand alone on the lines around what is selected. */
function subjectOf(picture: string, more: Partial<Subject> = {}): Subject {
  const all = picture.split('\n');
  const start = all.indexOf('[');
  const count = all.indexOf(']') - start - 1;
  const lines = all.filter(line => line !== '[' && line !== ']');
  return { path: 'src/a.ts', languageId: 'typescript', lines, start, count, ...more };
}

function ask(
  task: AskTask,
  picture: string,
  {
    wish = '',
    former = [] as Turn[],
    window = 32_768 as number | undefined,
    exclusion = 'free' as Exclusion,
    more = {},
  } = {},
): Asked {
  const subject = subjectOf(picture, more);
  return questionOf({ task, subject, wish, former }, new Gate(() => exclusion), {
    model: 'm',
    window,
  });
}

const textOf = ({ messages }: ChatQuestion): string =>
  messages.map(({ role, text }) => `${role}: ${text}`).join('\n');

test('the file around the selection goes along, the selection by itself, and the wish last', () => {
  const { question, hidden } = ask(refactor, 'before();\n[\na();\nb();\n]\nafter();', {
    wish: 'be short',
  });
  const text = textOf(question);
  assert.match(text, /before\(\);\n\[the selected lines stand here\]\nafter\(\);/);
  assert.match(
    text,
    /The selected lines:\n```typescript\na\(\);\nb\(\);\n```\n\nRewrite the selected lines: be short$/,
  );
  assert.equal(hidden, 0);
});

test('to explain, lines have their numbers', () => {
  const { question } = ask(explainAt('short'), 'x();\n[\na();\n]');
  assert.match(
    textOf(question),
    /```typescript\n2: a\(\);\n```\n\nExplain the selected line\. What do they do\? Answer in at most three/,
  );
});

test('what a compiler said goes along with its line', () => {
  const problems = [{ line: 2, message: "Cannot find name 'a'." }];
  const { question } = ask(fix, 'x();\n[\n  a();\n]', { more: { problems } });
  assert.match(textOf(question), /- line 2 \(a\(\);\): Cannot find name 'a'\./);
});

test('a follow-up goes with all that was said; nothing is asked the same way twice', () => {
  const former = [{ wish: 'be short', answer: 'I do.\n```ts\nx\n```' }];
  const once = textOf(ask(refactor, '[\na();\n]', { wish: 'be short' }).question);
  const more = textOf(ask(refactor, '[\na();\n]', { wish: 'keep the name', former }).question);
  assert.ok(more.startsWith(once));
  assert.match(more, /assistant: I do\.[\s\S]*user: keep the name\nAnswer as before/);
  const again = textOf(ask(refactor, '[\na();\n]', { former }).question);
  assert.match(again, /user: That was not wanted\. Do it in another way\./);
});

test('F108 a selection that has no room is refused with numbers, and never cut', () => {
  const long = `[\n${'a();\n'.repeat(20_000)}]`;
  assert.throws(
    () => ask(refactor, long),
    error => {
      assert.ok(error instanceof Error && 'facts' in error);
      assert.deepEqual(error.message, 'REQ-ROOM');
      assert.match(
        JSON.stringify(error.facts),
        /"tokens":"1\d\d,\d{3}","room":"32,768","model":"m"/,
      );
      return true;
    },
  );
});

test('what stands around gives way to the selection in a small window; the selection is whole', () => {
  const picture = `${'before();\n'.repeat(900)}[\n${'a();\n'.repeat(100)}]\n${'after();\n'.repeat(900)}`;
  const small = textOf(ask(refactor, picture, { wish: 'w', window: 2500 }).question);
  const large = textOf(ask(refactor, picture, { wish: 'w', window: 200_000 }).question);
  const count = (text: string, what: string): number => text.split(what).length - 1;
  assert.deepEqual([count(small, '\na();'), count(large, '\na();')], [100, 100]);
  assert.ok(count(small, 'before();') < count(large, 'before();'));
  assert.ok(count(large, 'before();') < 900 && count(large, 'before();') > 700);
});

test('a secret is hidden where one only reads, and stops what would rewrite it', () => {
  const picture = `const key = "${SECRET}";\n[\nuse(key);\n]`;
  assert.doesNotMatch(textOf(ask(explainAt('normal'), picture).question), /a1b2/);
  assert.doesNotMatch(textOf(ask(refactor, picture).question), /a1b2/);
  const selected = `[\nconst apiKey = "${SECRET}";\n]`;
  const explained = ask(explainAt('normal'), selected);
  assert.doesNotMatch(textOf(explained.question), /a1b2/);
  assert.equal(explained.hidden, 1);
  for (const task of [refactor, fix, implement]) {
    assert.throws(() => ask(task, selected), { message: 'DOC-SECRET' });
  }
});

test('a canary in every place that a question takes words from', async () => {
  const key = `token = "${SECRET}"`;
  const former = [{ wish: key, answer: key }];
  const problems = [{ line: 1, message: key }];
  const { question } = ask(explainAt('deep'), `[\n${key}\n]`, {
    wish: key,
    former,
    more: { problems },
  });
  assert.doesNotMatch(JSON.stringify(question), /a1b2/);
  const lines = ['export function f() {', '}', key];
  const subject = { path: 'a.ts', languageId: 'typescript', lines, start: 0, count: 2 };
  const syntax = await syntaxFor('typescript');
  const symbol = symbolAt(syntax, lines, 0);
  assert.ok(symbol);
  const task = documentIn(syntax, subject, symbol.definition);
  const asked = questionOf({ task, subject, wish: key, former }, new Gate(() => 'free'), {
    model: 'm',
    window: undefined,
  });
  assert.doesNotMatch(JSON.stringify(asked), /a1b2/);
});

test('an excluded file, and one whose rules are not known', () => {
  for (const exclusion of ['excluded', 'unknown'] as const) {
    assert.throws(() => ask(explainAt('short'), '[\na\n]', { exclusion }), {
      message: 'DOC-EXCLUDED',
    });
  }
});

test('a selection with fences in it is fenced by more, and its answer is asked for so', () => {
  const { question } = ask(refactor, '[\n```js\nf()\n```\n]', { wish: 'w' });
  assert.match(
    textOf(question),
    /````typescript\n```js\nf\(\)\n```\n````[\s\S]*Fence the block with 4 backticks/,
  );
});

test('DOC-BIG: four million characters at once are not sent, whatever room a model has', () => {
  const long = 'x'.repeat(2_000_000);
  const big = (picture: string, wish = ''): void =>
    assert.throws(() => ask(refactor, picture, { wish, window: 10_000_000 }), { code: 'DOC-BIG' });
  big(`[\n${long}${long}x\n]`); // a file's text
  big(`${long}\n[\na();\n]\n${long}`); // around the selection, which the gate must see to judge it
  big('[\na();\n]', `${long}${long}x`); // the user's own words
});
