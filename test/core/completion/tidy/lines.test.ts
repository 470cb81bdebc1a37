import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Stopper } from '../../../../src/core/completion/stop/index.ts';
import { tidy } from '../../../../src/core/completion/tidy/index.ts';
import type { Snapshot } from '../../../../src/core/completion/types.ts';
import { at } from '../../../support/snapshots.ts';
import { checkTidy } from '../../../support/tidied.ts';

const PICTURES: readonly (readonly [
  what: string,
  language: string,
  picture: string,
  said: string,
  expected: string,
])[] = [
  [
    'a block is taken as it is',
    'typescript',
    'function f() {\n  █\n}\n',
    'if (a) {\n    b();\n  }\n  return 1;',
    'function f() {\n  if (a) {\n    b();\n  }\n  return 1;█\n}\n',
  ],
  // closers below
  [
    'the bracket that stands below is not brought along',
    'typescript',
    'if (a) {\n  █\n} else {\n  c();\n}',
    'b();\n}',
    'if (a) {\n  b();█\n} else {\n  c();\n}',
  ],
  [
    '… nor what follows it',
    'typescript',
    'if (a) {\n  █\n}\nc();',
    'b();\n} else {\n  d();\n}',
    'if (a) {\n  b();█\n}\nc();',
  ],
  [
    '… but the one of an inner block is',
    'typescript',
    'function f() {\n  if (a) {\n    █\n}\n',
    'b();\n  }\n  c();',
    'function f() {\n  if (a) {\n    b();\n  }\n  c();█\n}\n',
  ],
  [
    '… and one in a string is none',
    'typescript',
    'if (a) {\n  █\n}',
    'b("}");\n  // }\n  c();',
    'if (a) {\n  b("}");\n  // }\n  c();█\n}',
  ],
  [
    'arguments end before the bracket that stands below',
    'typescript',
    'call(\n  █\n);',
    'a,\n  b);',
    'call(\n  a,\n  b█\n);',
  ],
  // comments only
  [
    'where a comment asks for code, more of it is none',
    'typescript',
    'f();\n// read a JSON file and parse it\n█',
    '// then print it\n// and all else',
    'dropped: only-comments',
  ],
  [
    '… but code with a comment is',
    'python',
    '# the words of a text\n█',
    '# at spaces\ndef words(text):\n    return text.split()',
    '# the words of a text\n# at spaces\ndef words(text):\n    return text.split()█',
  ],
  [
    '… and where none asks, a comment is as good as code',
    'typescript',
    'f();\n█',
    '// then print it',
    'f();\n// then print it█',
  ],
  // lines below
  [
    'lines that stand below are cut',
    'typescript',
    'const a = 1;\n█\nreturn a + b;',
    'const b = 2;\nreturn a + b;',
    'const a = 1;\nconst b = 2;█\nreturn a + b;',
  ],
  [
    '… also where they are written a little differently',
    'typescript',
    "f() {\n  █\n  g('a');\n  return 1;\n}",
    'x();\n  g("a")\n  return 1;',
    "f() {\n  x();█\n  g('a');\n  return 1;\n}",
  ],
  [
    '… and where a word closes the block',
    'ruby',
    'def f\n  █\nend',
    'a\n  b\nend',
    'def f\n  a\n  b█\nend',
  ],
  [
    'deeper ones are others',
    'typescript',
    '  █\n  return 0;',
    'if (a) {\n    return 0;',
    '  if (a) {\n    return 0;█\n  return 0;',
  ],
  ['lines that all stand below are dropped', 'python', '█\na()\nb()', 'a()\nb()', 'dropped: echo'],
  ['what the line above said is dropped', 'python', 'load(path)\n█', 'load(path)', 'dropped: echo'],
  ['… and what the lines above said', 'python', 'aaa()\nbbb()\n█', 'aaa()\nbbb()', 'dropped: echo'],
  // the rest of the line
  [
    'inside a line only a line is put',
    'typescript',
    'const a = █ + c;',
    'b\nd();',
    'const a = b█ + c;',
  ],
  ['… and no block', 'typescript', 'const a = █ + c;', '\n  b', 'dropped: inside-line'],
  [
    '… unless the text brings the rest along',
    'typescript',
    'const a = █c;',
    '[\n  b,\n].c;',
    'const a = [\n  b,\n].c;█',
  ],
  [
    'the bracket behind the cursor gives way to that of the text',
    'typescript',
    'call(█);',
    '\n  a,\n  b,\n)',
    'call(\n  a,\n  b,\n)█;',
  ],
  ['… and all of the rest too', 'typescript', 'call(█);', '\n  a,\n);', 'call(\n  a,\n);█'],
  [
    '… and there the text ends',
    'typescript',
    'call(█);',
    '\n  b(c),\n);\nd();',
    'call(\n  b(c),\n);█',
  ],
  [
    'a bracket that the text does not bring gets its own line',
    'typescript',
    '  function f() {█}',
    '\n    return 1;',
    '  function f() {\n    return 1;\n  █}',
  ],
  // balance
  [
    'a bracket that closes nothing ends the text',
    'typescript',
    'a();\n█',
    'b();\n}\nc();',
    'a();\nb();█',
  ],
  [
    '… but not where an earlier line opened it',
    'typescript',
    'if (a) {\n  if (b) {\n    █',
    'c();\n  }\n}\nd();',
    'if (a) {\n  if (b) {\n    c();\n  }\n}\nd();█',
  ],
  [
    'an apostrophe in a comment opens nothing',
    'typescript',
    'f(█)',
    "\n  a, // don't\n  b,\n)",
    "f(\n  a, // don't\n  b,\n)█",
  ],
  // indentation
  [
    'the indentation before the cursor is not said again',
    'python',
    'def f():\n    █',
    '    a()\n    b()',
    'def f():\n    a()\n    b()█',
  ],
  ['… on one line too', 'python', 'def f():\n    █', '    a()', 'def f():\n    a()█'],
  [
    '… but what is missing of it is',
    'python',
    'def f():\n    if a:\n    █',
    '    b()\n    c()',
    'def f():\n    if a:\n        b()\n    c()█',
  ],
  ['… all of it, where there is none', 'python', 'def f():\n█', '    a()', 'def f():\n    a()█'],
  [
    'spaces become tabs where the file has tabs',
    'go',
    'func f() {\n\tif a {\n\t\t█\n\t}\n}',
    'b()\n        c()',
    'func f() {\n\tif a {\n\t\tb()\n\t\tc()█\n\t}\n}',
  ],
  [
    'tabs become spaces where the file has spaces',
    'python',
    'def f():\n    a()\n    █',
    'if b:\n\t\tc()',
    'def f():\n    a()\n    if b:\n        c()█',
  ],
  [
    '… but not inside of a string',
    'python',
    'def f():\n    a()\n    █',
    'b = """\n\tc\n"""',
    'def f():\n    a()\n    b = """\n\tc\n"""█',
  ],
  [
    'a blank line before the text goes',
    'python',
    'def f():\n    █',
    '\n    a()',
    'def f():\n    a()█',
  ],
  // line ends
  [
    'line ends are those of the core',
    'typescript',
    'if (a) {\n  █\n}',
    'b();\r\n  c();\r  d();\r\n',
    'if (a) {\n  b();\n  c();\n  d();█\n}',
  ],
  ['blank lines at the end go', 'python', 'def f():\n    █', 'a()\n\n    \n', 'def f():\n    a()█'],
];

for (const [what, language, picture, said, expected] of PICTURES) {
  test(`${language}: ${what}`, () => checkTidy(picture, said, expected, language));
}

const WORDS = [
  ...[
    '\n',
    '\n  ',
    '\n    ',
    '\n\t',
    '\r\n',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '"',
    "'",
    '`',
    ' ',
    ';',
  ],
  ...[
    'a',
    'b();',
    'return 1;',
    'else',
    'end',
    '// c',
    '# c',
    '/*',
    '*/',
    '😀',
    '\ud83d',
    'aaa bbb',
  ],
];
const code = fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map(words => words.join(''));
const unified = code.map(text => text.replace(/\r\n?/g, '\n'));
const language = fc.constantFrom('typescript', 'python', 'ruby');

test('what is inserted changes no other text: what it replaces is on the line, and in it', () => {
  fc.assert(
    fc.property(unified, unified, code, language, (before, after, text, languageId) => {
      const snapshot = { ...at('█', { languageId }), before, after };
      const result = tidy(text, snapshot);
      if ('kind' in result) return;
      const replaced = after.slice(0, result.replaces);
      assert.ok(!replaced.includes('\n'));
      let from = 0; // each character that gives way is brought by the text, in the same order
      for (const char of replaced) {
        const found = result.text.indexOf(char, from);
        assert.ok(found >= 0, JSON.stringify(replaced));
        from = found + 1;
      }
      assert.ok(!result.text.includes('\r'));
      assert.doesNotMatch(result.text, /^[\udc00-\udfff]|[\ud800-\udbff]$/);
      assert.ok(result.text.trim() !== '');
    }),
    { numRuns: 3000, seed: 6 },
  );
});

test('what is tidy stays as it is', () => {
  fc.assert(
    fc.property(unified, unified, code, language, (before, after, text, languageId) => {
      const snapshot = { ...at('█', { languageId }), before, after };
      const once = tidy(text, snapshot);
      if ('kind' in once) return;
      assert.deepEqual(tidy(once.text, snapshot), once);
    }),
    { numRuns: 3000, seed: 7 },
  );
});

test('as more lines come, a tidy text only grows', () => {
  fc.assert(
    fc.property(unified, unified, code, language, (before, after, text, languageId) => {
      const snapshot = { ...at('█', { languageId }), before, after };
      let shown = '';
      for (const kept of linesSoFar(text, snapshot)) {
        const result = tidy(kept, snapshot);
        if ('kind' in result) continue;
        assert.ok(
          result.text.startsWith(shown),
          `${JSON.stringify(shown)} → ${JSON.stringify(result.text)}`,
        );
        shown = result.text;
      }
    }),
    { numRuns: 3000, seed: 8 },
  );
});

/** What is kept of a text, line by line as it comes. */
function linesSoFar(text: string, snapshot: Snapshot): string[] {
  const stopper = new Stopper(snapshot, 'block');
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
  return [...ends.map(end => stopper.read(text.slice(0, end)).kept), stopper.finish(text).kept];
}
