import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countByRatio } from '../../../../src/core/completion/budget/count.ts';
import { type Fitted, fit } from '../../../../src/core/completion/budget/fit.ts';
import type { SafeText } from '../../../../src/core/gate/gate.ts';

/** A word is a token here. */
const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;

function fitted(picture: string, tokens: number, context = 0, last?: Fitted): Fitted {
  const [before = '', after = ''] = picture.split('█');
  const hole = { before: before as SafeText, after: after as SafeText };
  return fit(hole, context, words, { tokens, suffixShare: 0.2 }, last);
}

const lines = (count: number): string =>
  Array.from({ length: count }, (_, k) => `l${k}\n`).join('');

function firstOf({ before }: Fitted): string {
  return before.split('\n')[0] ?? '';
}

test('all of it where it fits', () => {
  const { before, after } = fitted('a b\nc█ d\ne', 100);
  assert.equal(`${before}█${after}`, 'a b\nc█ d\ne');
});

test('a fifth is for what comes after; of what it leaves, a window that begins takes a good half', () => {
  const { before, after } = fitted(`${lines(100)}x█\n${lines(100)}`, 50);
  assert.equal(words(after), 10);
  assert.equal(words(before), 22); // 0.55 of 40
  assert.equal(words(fitted(`${lines(100)}x█`, 50).before), 27);
  assert.equal(words(fitted(`${lines(49)}x█`, 50).before), 50); // all of it fits
});

test('the context takes from both', () => {
  const { before, after } = fitted(`${lines(100)}x█\n${lines(100)}`, 50, 25);
  assert.equal(words(after), 5);
  assert.equal(words(before), 11);
});

test('the start stays until what is written fits no longer, and then for as long again', () => {
  const starts: string[] = [];
  let last: Fitted | undefined;
  for (let k = 100; k < 160; k++) {
    const now = fitted(`${lines(k)}x█`, 50, 0, last);
    assert.equal(now.anew, firstOf(now) !== starts.at(-1));
    if (now.anew) starts.push(firstOf(now));
    last = now;
  }
  assert.deepEqual(starts, ['l74', 'l98', 'l122']);
});

test('the start moves where the cursor goes up, or the lines there were changed', () => {
  const last = fitted(`${lines(100)}x█`, 50);
  assert.equal(firstOf(last), 'l74');
  assert.equal(firstOf(fitted(`${lines(80)}x█`, 50, 0, last)), 'l54');
  const changed = lines(101).replace('l75', 'new');
  assert.equal(firstOf(fitted(`${changed}x█`, 50, 0, last)), 'new');
});

test('a bracket that the editor closed does not change what comes after', () => {
  const last = fitted('f█\nnext', 50);
  assert.equal(fitted('f(█)\nnext', 50, 0, last).after, '\nnext');
  assert.equal(fitted('f(█)\nother', 50, 0, last).after, ')\nother');
});

test('a line longer than the budget is cut between characters, at its far end', () => {
  const emoji = '\u{1f600}'.repeat(50) as SafeText;
  const cut = fit({ before: emoji, after: emoji }, 0, countByRatio, {
    tokens: 21,
    suffixShare: 0.2,
  });
  for (const text of [cut.before, cut.after]) {
    assert.doesNotMatch(text, /^[\udc00-\udfff]|[\ud800-\udbff]$/);
  }
  assert.ok(cut.before.length > 0 && cut.after.length > 0);
});

test('never more than the budget, and always next to the cursor', () => {
  const text = fc
    .array(fc.constantFrom('a', 'bb', ' ', '\n', '\u{1f600}', '('))
    .map(all => all.join(''));
  fc.assert(
    fc.property(text, text, fc.nat(30), fc.nat(10), (before, after, tokens, context) => {
      const hole = { before: before as SafeText, after: after as SafeText };
      const result = fit(hole, context, countByRatio, { tokens, suffixShare: 0.2 });
      assert.ok(before.endsWith(result.before) && after.startsWith(result.after));
      assert.ok(countByRatio(result.before) + countByRatio(result.after) <= tokens + 2);
    }),
  );
});
