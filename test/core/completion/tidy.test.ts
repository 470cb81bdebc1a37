import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tidy } from '../../../src/core/completion/tidy/index.ts';
import { at } from '../../support/snapshots.ts';
import { checkTidy } from '../../support/tidied.ts';

const PICTURES: readonly (readonly [
  what: string,
  picture: string,
  text: string,
  expected: string,
])[] = [
  ['the auto-closed bracket gives way', 'print(█)', 'name)', 'print(name)█'],
  ['… and the quote too', 'print("█")', 'name")', 'print("name")█'],
  ['… and what follows it', 'call(█);', 'x);', 'call(x);█'],
  ['… up to where the text goes on', 'items[█]', 'key] = 1', 'items[key] = 1█'],
  ['nothing in common: nothing is replaced', 'foo(█, b)', 'a', 'foo(a█, b)'],
  ['a bracket in a string is not a bracket', 'f("█")', ')(', 'f(")(█")'],
  ['the whole rest is brought along', 'const a = █b + c;', 'x + b + c;', 'const a = x + b + c;█'],
  ['a bracket that closes nothing is cut off', 'total += price█', ' + 1);', 'total += price + 1█'],
  ['… all of it, where nothing is left', 'total += price█', ');', 'dropped: unbalanced'],
  ['… but not when an earlier line opened it', 'foo(\n  a,\n  b█', ');', 'foo(\n  a,\n  b);█'],
  ['a line may close what earlier lines opened', 'if (a) {\n█', '} else {', 'if (a) {\n} else {█'],
  ['spaces at the end go', 'return a█', ' + b  ', 'return a + b█'],
  ['only spaces: nothing', 'return a█', '   ', 'dropped: blank'],
  ['what stands there already is not offered', 'foo(█bar)', 'bar)', 'dropped: already-there'],
  ['nor what the next line says', 'x\n█\nreturn x;', 'return x;', 'dropped: echo'],
  ['half an emoji is no beginning', '"\ud83d█', '\ude00!"', 'dropped: broken-character'],
  ['nor an end', '"█"', 'ok\ud83d', '"ok█"'],
];

for (const [what, picture, text, expected] of PICTURES) {
  test(what, () => checkTidy(picture, text, expected));
}

test('accepting changes nothing but the replaced characters, which are on the cursor line', () => {
  const code = fc.string({ unit: fc.constantFrom(...'ab ()[]{}"\'\\;,.\n'), maxLength: 40 });
  fc.assert(
    fc.property(code, code, code, (before, after, text) => {
      const result = tidy(text.replaceAll('\n', ' '), at(`${before}█${after}`));
      if ('kind' in result) return;
      assert.ok(!after.slice(0, result.replaces).includes('\n'));
      assert.ok(result.replaces <= after.length);
      const said = text.replaceAll('\n', ' ');
      // spaces that stand before the cursor are not said again, and nothing else is taken from the start
      const isIndented = /(^|\n) +$/.test(before);
      assert.ok(
        said.startsWith(result.text) ||
          (isIndented && said.trimStart().startsWith(result.text.trimStart())),
      );
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('no text begins or ends in the middle of a surrogate pair', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(60), fc.nat(60), (text, from, to) => {
      const result = tidy(text.slice(Math.min(from, to), Math.max(from, to)), at('a█'));
      if ('kind' in result) return;
      assert.doesNotMatch(result.text, /^[\udc00-\udfff]|[\ud800-\udbff]$/);
    }),
    { numRuns: 2000, seed: 2 },
  );
});

test('F43 halves of a character in the middle of a text, and what stands for a broken one', () => {
  for (const text of ['a\ud83db', 'a\ude00b', 'a\ufffdb']) {
    const result = tidy(text, at('let x = █;'));
    assert.equal('rule' in result && result.rule, 'strange-characters');
  }
});

test('of several lines those before such a character are left', () => {
  assert.deepEqual(tidy('b();\nc(\u202e);\nd();', at('a();\n█')), { text: 'b();', replaces: 0 });
});

test('characters that can not be seen, or that deceive the eye, are not shown', () => {
  const points = [
    0x0, 0x1b, 0x7f, 0x9b, 0x200b, 0x200d, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff, 0xfffd, 0xe0041,
  ];
  for (const point of points) {
    const character = String.fromCodePoint(point);
    for (const text of [`${character}a`, `a${character}b`, `a${character}`]) {
      const result = tidy(text, at('let x = █;'));
      assert.equal(
        'kind' in result && result.kind === 'silent' && result.rule,
        'strange-characters',
        text,
      );
    }
    const used = tidy(`a${character}b`, at(`// ${character}\nlet x = █;`));
    assert.ok('text' in used, 'the document uses it already');
  }
  assert.ok('text' in tidy('"é 👩 日本"', at('let x = █;')));
});
