import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Circumstances, whyNotHere } from '../../../src/core/completion/trigger.ts';
import { at, WELCOME } from '../../support/snapshots.ts';

const HARD = 'also when asked';
const SOFT = 'not when asked';

const CASES: readonly (readonly [
  rule: string,
  picture: string,
  now: Partial<Circumstances>,
  when: string,
])[] = [
  ['language-off', 'a█', { languageOn: false }, SOFT],
  ['folder-off', 'a█', { folderOn: false }, SOFT],
  ['snoozed', 'a█', { snoozed: true }, SOFT],
  ['several-cursors', 'a█', { cursors: 2 }, HARD],
  ['read-only', 'a█', { readOnly: true }, HARD],
  ['not-a-document', 'a█', { editable: false }, HARD],
  ['line-too-long', `${'x'.repeat(15_000)}█${'y'.repeat(6_000)}`, {}, HARD],
  ['binary', 'a\0█', {}, HARD],
  ['selection', 'a█', { selecting: true }, SOFT],
  ['undone', 'a█', { lastChange: 'undone' }, SOFT],
  ['deleted', 'a█', { lastChange: 'deleted' }, SOFT],
  ['dismissed', 'a█', { dismissedHere: true }, SOFT],
  ['inside-word', 'fo█o', {}, SOFT],
];

for (const [rule, picture, now, when] of CASES) {
  test(`${rule}: silent while typing, ${when}`, () => {
    const typing = whyNotHere(at(picture), { ...WELCOME, ...now });
    assert.equal(typing?.kind === 'silent' && typing.rule, rule);
    const asked = whyNotHere(at(picture), { ...WELCOME, ...now, asked: true });
    assert.equal(asked === undefined ? SOFT : HARD, when);
  });
}

test('welcome at the end of a line, in the middle, and in an empty document', () => {
  for (const picture of ['foo(█', 'foo(█)', '█', 'a\n█\nb']) {
    assert.equal(whyNotHere(at(picture), WELCOME), undefined);
  }
});
