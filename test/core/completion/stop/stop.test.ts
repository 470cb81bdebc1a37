import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stopAt } from '../../../../src/core/completion/stop/index.ts';
import { syntaxFor } from '../../../support/grammars.ts';
import { at } from '../../../support/snapshots.ts';
import { checkStop, historyOf } from '../../../support/stops.ts';

type Picture = readonly [
  what: string,
  language: string,
  picture: string,
  ended?: string | undefined,
];

// before the cursor █ what the model says, ✂ where it ends ▏ after the cursor
const PICTURES: readonly Picture[] = [
  // line
  ['a line ends with its line', 'typescript', 'total█ += price;✂\nreturn total;', 'line'],
  ['… though it says no more', 'typescript', 'total█ += price;', 'line'],
  [
    '… and blank lines before it do not count',
    'typescript',
    'total += price;█\n\nreturn total;✂\nx',
    'line',
  ],
  // block: brackets
  [
    'the bracket that closes the block is kept',
    'typescript',
    'if (a) {\n  █start();\n  if (b) {\n    c();\n  }\n}✂\nlog();',
    'block',
  ],
  [
    '… unless it stands below',
    'typescript',
    'if (a) {\n  █start();\n  if (b) {\n    c();\n  }✂\n}\nlog();▏\n}\nlog();',
    'block',
  ],
  [
    '… and one further out is another',
    'typescript',
    'function f() {\n  if (a) {\n    █start();\n  }✂\n  return 1;\n}▏\n}\n',
    'block',
  ],
  [
    'a block goes on through else',
    'typescript',
    'if (a) {\n  █start();\n} else {\n  wait();\n}✂\nlog();',
    'block',
  ],
  [
    'a block that the text opens ends with it',
    'typescript',
    'function add(a, b)█ {\n  return a + b;\n}✂\nadd(1, 2);',
    'block',
  ],
  [
    'brackets in strings and comments are none',
    'typescript',
    'function f() {\n  █a("}");\n  // }\n  b(`\n}\n`);\n}✂\nc();',
    'block',
  ],
  [
    'arguments end where their bracket stands below',
    'typescript',
    'call(\n  █a,\n  b✂);\nd();▏\n);',
    'block',
  ],
  [
    'the rest of the line closes it',
    'typescript',
    'function f() {█\n  return 1;✂\n}\ng();▏}\n',
    'block',
  ],
  [
    'labels stand further out',
    'c',
    'switch (a) {\n  █  b();\n  case 2:\n    c();\n}✂\nd();',
    'block',
  ],
  [
    'a lifetime opens no string',
    'rust',
    "fn f(x: &str) {\n    █let y: &'static str = x;\n    g(y);\n}✂\nfn h() {}",
    'block',
  ],
  [
    'a brace on its own line belongs to it',
    'typescript',
    'function f()█\n{\n  a();\n}✂\nb();',
    'block',
  ],
  // block: indentation
  [
    'a block ends where a line is less indented',
    'python',
    'def f():\n    █a()\n    if b:\n        c()\n\n    d()✂\n\ne()',
    'block',
  ],
  ['… after the line that opens it too', 'python', 'def f():█\n    a()✂\ndef g():', 'block'],
  ['… or that it opens itself', 'python', 'def f(a)█:\n    return a✂\nf(1)', 'block'],
  [
    '… but not in a string',
    'python',
    'def f():\n    █a = """\nb\n"""\n    return a✂\nc()',
    'block',
  ],
  ['… nor in brackets', 'python', 'def f():\n    █a = [\n  1,\n]\n    return a✂\nc()', 'block'],
  ['else goes on', 'python', 'if a:\n    █b()\nelse:\n    c()✂\nd()', 'block'],
  [
    '… unless it stands below',
    'python',
    'if a:\n    █b()✂\nelif c:\n    d()▏\nelif e:\n    f()',
    'block',
  ],
  ['what ends by a word keeps it', 'ruby', 'def f\n  █a\n  b\nend✂\nf', 'block'],
  ['… unless it stands below', 'ruby', 'def f\n  █a\n  b✂\nend\nf▏\nend\n', 'suffix'],
  ['the cursor may be left of the block', 'python', 'def f():\n█    a()\n    b()✂\nc()', 'block'],
  // statement
  [
    'after a comment, the first thing with a body',
    'python',
    '# parse a JSON file and return a dict\n█import json\n\ndef parse(path):\n    return json.load(open(path))✂\n\nprint(1)',
    'statement',
  ],
  [
    '… of any language',
    'typescript',
    '// adds two numbers\n█function add(a, b) {\n  return a + b;\n}✂\n\nadd(1, 2);',
    'statement',
  ],
  [
    '… with all its parts',
    'python',
    '# read it or give up\n█try:\n    a()\nexcept E:\n    b()✂\nc()',
    'statement',
  ],
  [
    'a blank line ends what has none',
    'typescript',
    'function f() {\n  // sort the items\n  █items.sort();\n  const a = 1;✂\n\n  b();▏\n}',
    'statement',
  ],
  [
    'the block around ends it too',
    'python',
    'def f():\n    # sort the items\n    █items.sort()✂\n\nf()',
    'block',
  ],
  // suffix
  [
    'what stands below is not said again',
    'typescript',
    'function area(r) {\n  █const s = r * r;✂\n  return PI*s\n}▏\n  return PI * s;\n}',
    // the next line as deep: not an empty block, so a line is wanted
    'line',
  ],
  [
    '… after a comment',
    'typescript',
    'function area(r) {\n  // square the radius\n  █const s = r * r;✂\n  return f(\'s\')\n}▏\n  return f("s");\n}',
    'suffix',
  ],
  [
    '… but deeper it is another',
    'typescript',
    'function area(r) {\n  // give up early\n  █if (r < 0) {\n    return 0;\n  }✂\n  return 0;▏\n  return 0;\n}',
    'suffix',
  ],
  // repetition
  [
    'the third time of a line is cut',
    'python',
    'def f():\n    █a()\n    a()✂\n    a()\n    a()',
    'repetition',
  ],
  [
    '… and of a group of lines',
    'python',
    'def f():\n    █a()\n    b()\n    a()\n    b()✂\n    a()\n    b()\n',
    'repetition',
  ],
  [
    '… unless it turns out to be none',
    'python',
    'def f():\n    █a()\n    b()\n    a()\n    b()\n    a()\n    c()',
  ],
  [
    'a line that goes in circles ends after the first round',
    'typescript',
    'x = foo█.bar✂.bar.bar.bar.bar.bar.bar.bar.bar',
    'repetition',
  ],
  [
    'a line that is drawn is no circle',
    'typescript',
    'x;█ // ------------------------------------',
    'line',
  ],
  // leftovers
  ['a fence ends it', 'python', 'def f():\n    █return 1✂\n```\nThis is', 'leftover'],
  ['a token of the template too', 'python', 'x = █1✂<|endoftext|>y', 'leftover'],
  ['… and a thought', 'python', 'x = █✂<think>\nLet me', 'leftover'],
  ['… and talk about files', 'python', 'def f():\n    █return 1✂\n    # End of file.', 'leftover'],
  [
    '… but not where the document has them',
    'python',
    'A = "<|im_end|>"\nb = █"<|im_end|>"',
    'line',
  ],
  // lines
  ['two blank lines end it', 'python', 'def f():\n    █return 1✂\n\n\n    # more', 'blank lines'],
];

for (const [what, language, picture, ended] of PICTURES) {
  test(`${language}: ${what}`, () => checkStop(language, picture, ended));
}

test('nobody reads more than forty lines', () => {
  const said = Array.from({ length: 60 }, (_, k) => `  call${k}();`).join('\n');
  const { kept, ended } = stopAt(said.trimStart(), at('function f() {\n  █'), 'block');
  assert.equal(ended, 'length');
  assert.equal(kept.split('\n').length, 40);
});

test('F50 a line without end is cut, and what repeats one line 500 times too', () => {
  const long = stopAt(Array.from({ length: 2000 }, (_, k) => k).join(), at('a = █'), 'line');
  assert.deepEqual(
    { length: long.kept.length, ended: long.ended },
    { length: 1000, ended: 'length' },
  );
  const again = stopAt('a();\n'.repeat(500), at('function f() {\n█'), 'block');
  assert.deepEqual(again, { kept: 'a();\na();', ended: 'repetition' });
});

const WORDS = [
  ...['\n', '\n', '\n  ', '\n    ', '\n\n', '{', '}', '(', ')', '[', ']', '"', "'", '`', ':', ' '],
  ...['a', 'b();', 'return 1;', 'else', 'def f():', 'end', '// c', '# c', '/*', '*/', '😀', '```'],
  ...['import x', 'x.y.x.y.x.y.x.y.x.y.x.y.x.y.x.y.x.y'],
];
const said = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map(words => words.join(''));
const place = fc.constantFrom(
  'function f() {\n  █\n}\n',
  'function f() {█}',
  'f(\n  █',
  'class A {\n  // sort the items\n  █\n  return 1;\n}',
  '# sort the items\n█',
  'def f():\n    █\n\nreturn 1;',
  'x = `█`;\na();',
  'x = █',
  '# sorts█',
  '/* sorts█',
  'def f():\n    """Sorts█',
);
const language = fc.constantFrom('typescript', 'python', 'ruby', 'rust');
const wants = fc.constantFrom('line' as const, 'block' as const, 'long' as const);

/** Cuts a text at some of its places. */
function cutAt(text: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map(at => at % (text.length + 1)))].sort((a, b) => a - b);
  return [...ends, text.length].map((end, k) => text.slice(ends[k - 1] ?? 0, end));
}

for (const grammar of [false, true]) {
  const how = grammar ? 'by the grammar' : 'by the marks';

  test(`${how}: every way to cut the stream ends the same, and what is shown only grows`, async () => {
    for (const id of ['typescript', 'python', 'ruby', 'rust']) await syntaxFor(id);
    await fc.assert(
      fc.asyncProperty(
        said,
        place,
        language,
        wants,
        fc.array(fc.nat(200), { maxLength: 12 }),
        async (text, picture, languageId, want, cuts) => {
          const snapshot = at(picture, { languageId });
          const syntax = grammar ? await syntaxFor(languageId) : undefined;
          const whole = stopAt(text, snapshot, want, syntax);
          assert.ok(text.startsWith(whole.kept));
          const history = historyOf(cutAt(text, cuts), snapshot, want, syntax);
          let before = '';
          for (const { kept } of history) {
            assert.ok(kept.startsWith(before), 'only grows');
            before = kept;
          }
          assert.equal(before, whole.kept);
          assert.equal(history.at(-1)?.ended, whole.ended);
        },
      ),
      { numRuns: grammar ? 300 : 3000, seed: 4 },
    );
  });
}

test('no cut splits a character', () => {
  const unit = fc.constantFrom('😀', 'a😀', '\n', '  ', '<|x|>', '𝒳𝒳𝒳𝒳𝒳𝒳𝒳𝒳𝒳', 'b');
  const emoji = fc.array(unit, { maxLength: 30 }).map(parts => parts.join('').repeat(12));
  fc.assert(
    fc.property(emoji, wants, (text, want) => {
      const { kept } = stopAt(text, at('function f() {\n  █'), want);
      assert.equal(encodeURIComponent(kept).length > 0, kept !== ''); // throws at half a character
    }),
    { numRuns: 1000, seed: 5 },
  );
});
