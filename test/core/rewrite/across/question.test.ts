// What goes to a model for an edit across files: each file whole, in as few requests as they have room in, through the gate.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatQuestion } from '../../../../src/core/backend/backend.ts';
import { type Exclusion, Gate } from '../../../../src/core/gate/gate.ts';
import type { ChosenFile } from '../../../../src/core/rewrite/across/files.ts';
import {
  acrossQuestion,
  grouped,
  isWhole,
  safeFiles,
} from '../../../../src/core/rewrite/across/question.ts';
import type { Turn } from '../../../../src/core/rewrite/question.ts';

const SECRET = `sk-${'a1b2'.repeat(8)}`;
const file = (path: string, text: string, offers: readonly string[] = []): ChosenFile => {
  return { path, languageId: 'typescript', lines: text.split('\n'), offers };
};
const safe = (files: readonly ChosenFile[], exclusion: Exclusion = 'free') =>
  safeFiles(files, new Gate(() => exclusion));
const textOf = ({ messages }: ChatQuestion): string =>
  messages.map(({ role, text }) => `${role}: ${text}`).join('\n');
const room = { model: 'm', window: 32_768 };
const A = file('src/a.ts', 'one();\n');
const B = file('src/b.ts', 'two();\n');

test('every file with its path, and the instruction last', () => {
  const [group] = grouped(safe([A, B]), 'w', room);
  assert.ok(group);
  const { question } = acrossQuestion(group, { wish: 'be short', former: [], others: [] }, room);
  const text = textOf(question);
  assert.match(
    text,
    /The file src\/a\.ts:\n```typescript src\/a\.ts\none\(\);\n```\n\nThe file src\/b\.ts:/,
  );
  assert.match(text, /begins like ```typescript src\/a\.ts\. The instruction: be short$/);
});

test('a few lines are given whole, which small models manage; of many, only what changes is', () => {
  const long = file('src/long.ts', 'a();\n'.repeat(300));
  const [few = [], many = []] = [
    [A, B],
    [A, long],
  ].map(files => safe(files));
  assert.deepEqual([isWhole(few), isWhole(many)], [true, false]);
  const system = (files: typeof few): string =>
    acrossQuestion(files, { wish: 'w', former: [], others: [] }, room).question.system;
  assert.match(system(few), /In each block stands the whole file/);
  assert.match(system(many), /<<<<<<< SEARCH/);
});

test('a file with a secret in it is never asked for whole: the answer could not have the secret', () => {
  const files = safe([A, file('src/k.ts', `const apiKey = "${SECRET}";\nuse();\n`)]);
  assert.equal(isWhole(files), false);
  const { question, hidden } = acrossQuestion(
    files,
    { wish: SECRET, former: [], others: [] },
    room,
  );
  assert.equal(hidden, 1);
  assert.doesNotMatch(JSON.stringify(question), /a1b2/);
});

test('an excluded file stops all, and is named', () => {
  for (const exclusion of ['excluded', 'unknown'] as const)
    assert.throws(() => safe([A], exclusion), {
      message: 'DOC-FILE',
      facts: { path: 'src/a.ts', why: exclusion === 'excluded' ? 'excluded' : 'rules-unknown' },
    });
});

test('what has no room in one request goes in several, each file whole in one of them; what has none alone is refused with numbers', () => {
  const files = safe(['a', 'b', 'c'].map(name => file(`${name}.ts`, `${name}();\n`.repeat(1300))));
  const groups = grouped(files, 'w', { model: 'm', window: 8192 });
  assert.deepEqual(
    groups.map(group => group.map(one => one.file.path)),
    [['a.ts'], ['b.ts'], ['c.ts']],
  );
  assert.equal(grouped(files, 'w', { model: 'm', window: 32_768 }).length, 1);
  assert.throws(() => grouped(files, 'w', { model: 'm', window: 2000 }), {
    message: 'REQ-FILE',
    facts: { path: 'a.ts', tokens: '6,035', room: '2,000', model: 'm' },
  });
});

test('files of other requests are named, with what they offer as far as there is room', () => {
  const others = [file('src/c.ts', 'x', ['export function c(): void'])];
  const group = safe([A]);
  const ask = (window: number): string =>
    textOf(
      acrossQuestion(group, { wish: 'w', former: [], others }, { model: 'm', window }).question,
    );
  assert.match(
    ask(32_768),
    /changed in other requests; they are not for you:\n- src\/c\.ts\n {2}export function c\(\): void/,
  );
  assert.doesNotMatch(ask(1415), /src\/c\.ts/);
});

test('a follow-up goes with all that was said; where that has no room, no wish is forgotten', () => {
  const former: Turn[] = [{ wish: 'be short', answer: 'I do.\n```ts src/a.ts\nx\n```' }];
  const group = safe([A]);
  const text = textOf(
    acrossQuestion(group, { wish: 'keep it', former, others: [] }, room).question,
  );
  assert.match(
    text,
    /instruction: be short\nassistant: I do\.[\s\S]*user: keep it\nAnswer as before/,
  );
  const long: Turn[] = [{ wish: 'be short', answer: 'x'.repeat(90_000) }];
  const cut = textOf(
    acrossQuestion(
      group,
      { wish: 'keep it', former: long, others: [] },
      { model: 'm', window: 8192 },
    ).question,
  );
  assert.match(cut, /instruction: be short\nkeep it$/);
  const again = textOf(acrossQuestion(group, { wish: '', former, others: [] }, room).question);
  assert.match(again, /user: That was not wanted\. Do it in another way\./);
});

test('DOC-BIG: files that together are too large for one message are not sent, whatever room a model has', () => {
  const half = (path: string): ChosenFile => file(path, 'x'.repeat(2_000_001));
  const vast = { model: 'm', window: 100_000_000 };
  const [group = []] = grouped(safe([half('a.ts'), half('b.ts')]), 'w', vast);
  assert.equal(group.length, 2);
  const request = { wish: 'w', former: [], others: [] };
  assert.throws(() => acrossQuestion(group, request, vast), { code: 'DOC-BIG' });
});
