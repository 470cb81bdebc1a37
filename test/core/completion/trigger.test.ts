import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Circumstances,
  TYPING,
  whyNotAsk,
  whyNotHere,
} from '../../../src/core/completion/trigger.ts';
import { at } from '../../support/snapshots.ts';

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
  ['scope-off', '// a█', { scopeOff: 'comment' }, SOFT],
  ['selection', 'a█', { selecting: true }, SOFT],
  ['undone', 'a█', { lastChange: 'undone' }, SOFT],
  ['dismissed', 'a█', { dismissedHere: true }, SOFT],
  ['vim-mode', 'a█', { writing: false }, SOFT],
  ['inside-word', 'fo█o', {}, SOFT],
];

for (const [rule, picture, now, when] of CASES) {
  test(`${rule}: silent while typing, ${when}`, () => {
    const typing = whyNotHere(at(picture), { ...TYPING, ...now });
    assert.equal(typing?.kind === 'silent' && typing.rule, rule);
    const asked = whyNotHere(at(picture), { ...TYPING, ...now, asked: true });
    assert.equal(asked === undefined ? SOFT : HARD, when);
  });
}

test('welcome at the end of a line, in the middle, and in an empty document', () => {
  for (const picture of ['foo(█', 'foo(█)', '█', 'a\n█\nb']) {
    assert.equal(whyNotHere(at(picture), TYPING), undefined);
  }
});

test('after a deletion nothing is asked but by key; what is known may be shown', () => {
  const deleted: Circumstances = { ...TYPING, lastChange: 'deleted' };
  assert.equal(whyNotHere(at('a█'), deleted), undefined);
  const silence = whyNotAsk(deleted);
  assert.equal(silence?.kind === 'silent' && silence.rule, 'deleted');
  assert.equal(whyNotAsk({ ...deleted, asked: true }), undefined);
  assert.equal(whyNotAsk(TYPING), undefined);
});
