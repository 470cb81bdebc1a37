import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { endingOf, read, readAhead, readBefore } from '../../../src/core/completion/reading.ts';
import { marksOf } from '../../../src/core/syntax/marks.ts';

/** What begins, ends and breaks off things in one language or another. */
const PIECES = [
  ...['"', "'", '`', '"""', "'''", '${', '}', '{', '(', ')', '[', ']', '/*', '*/', '//', '#', '--'],
  ...['\n', '\n  ', ':\n', 'a', ' = ', '\\', '/x/', 'def f():\n', 'f(', ';\n', '=begin\n'],
];
const LANGUAGES = ['typescript', 'python', 'rust', 'ruby', 'go', 'php', 'lua'];
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map(all => all.join(''));

test('a text that is typed, taken back and left reads as it does from its start', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LANGUAGES), texts, texts, (language, typed, other) => {
      const marks = marksOf(language);
      const middle = Math.floor(typed.length / 2);
      const ways = [typed.slice(0, middle), typed, typed.slice(0, middle) + other, typed];
      for (const way of ways) {
        for (let end = 0; end <= way.length; end += 1 + (way.length % 5)) {
          readBefore(way.slice(0, end), marks);
        }
        assert.deepEqual(readBefore(way, marks), read(way, marks));
        assert.deepEqual(readAhead(`${way}${other}`, marks), read(`${way}${other}`, marks));
      }
    }),
    { numRuns: 2000 },
  );
});

test('a comment that is over in the line in which a string breaks off', () => {
  const marks = marksOf('typescript');
  readBefore('/* why\n*/ "\n', marks);
  assert.deepEqual(readBefore('/* why\n', marks), read('/* why\n', marks));
  // biome-ignore lint/suspicious/noTemplateCurlyInString: code in a string is what is meant
  for (const text of ['`a${\n b}c` "\n', '`a${\n b}c` /*\n']) {
    readBefore(text, marks);
    const before = '`a${\n';
    assert.deepEqual(readBefore(before, marks), read(before, marks));
    assert.deepEqual(readBefore(`${text}x`, marks), read(`${text}x`, marks));
  }
});

/** A text that breaks off, and what makes a whole of it. */
const BROKEN_OFF: readonly (readonly [language: string, text: string, ending: string])[] = [
  ['typescript', 'f({ a: ["b', '"]})'],
  ['typescript', '/* a (', '*/'],
  ['typescript', 'f( // why', '\n)'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: code in a string is what is meant
  ['typescript', 'f(`a ${b} c', '`)'],
  ['python', 'f(\n    """SELECT', '""")'],
  ['python', '# a (', '\n'],
  ['go', 'f(`a', '`)'],
];

for (const [language, text, ending] of BROKEN_OFF) {
  test(`${language}: ${text} + ${JSON.stringify(ending)}`, () => {
    const marks = marksOf(language);
    assert.equal(endingOf(read(text, marks), marks), ending);
  });
}
