// What is asked for an expression, which expression an answer holds, and how it is written in each language.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { Gate } from '../../../../src/core/gate/gate.ts';
import { questionOf } from '../../../../src/core/rewrite/question.ts';
import { codeOf, dialectOf, lackingIn } from '../../../../src/core/rewrite/regex/dialects.ts';
import {
  type Checked,
  failuresTold,
  isRight,
  pumps,
} from '../../../../src/core/rewrite/regex/examples.ts';
import {
  type Expression,
  expressionIn,
  literalOf,
} from '../../../../src/core/rewrite/regex/expression.ts';
import { lackingTold, regexFor } from '../../../../src/core/rewrite/regex/task.ts';
import { blankAt } from '../../../../src/core/rewrite/written.ts';

const found = (answer: string): string => {
  const one = expressionIn(answer);
  return one.kind === 'expression' ? literalOf(one.expression) : `none: ${one.why}`;
};

const ANSWERS: readonly (readonly [name: string, answer: string, expected: string])[] = [
  ['a literal in a block', 'Digits.\n\n```js\n/^\\d+$/\n```', '/^\\d+$/'],
  ['a statement; flags for its use go', '```js\nconst re = /a\\/b/gi;\n```', '/a\\/b/i'],
  ['a block without slashes', 'So:\n```regex\n^\\d{4}-\\d{2}$\n```', '/^\\d{4}-\\d{2}$/'],
  ['in a line', 'Use `/^[a-z/]+$/u` for it.', '/^[a-z/]+$/u'],
  ['a block goes before a line', 'Not `/a/`:\n```\n/b/\n```', '/b/'],
  ['a slash in a class', '```\n/[/]x[^\\]]/\n```', '/[/]x[^\\]]/'],
  ['the first of several', '```\n/a/\n```\n\n```\n/b/\n```', '/a/'],
  ['prose', 'That can not be told by an expression and/or by me.', 'none: '],
  ['code of another language', '```python\nimport re\nprint(1)\n```', 'none: '],
  ['nothing', '', 'none: '],
];
for (const [name, answer, expected] of ANSWERS) {
  test(`${name} ⇒ ${expected}`, () => assert.equal(found(answer), expected));
}

test('an expression that JavaScript can not read is none, with its reason', () => {
  assert.match(found('```\n/(a/\n```'), /^none: .*Unterminated group/);
  assert.match(found('```\n/(?P<y>a)/\n```'), /^none: .*Invalid group/);
});

const expression = (source: string, flags = ''): Expression => ({ source, flags });
const YEAR = expression('^(?<year>\\d{4})$');

/** A language, an expression, and its literal there. */
const LITERALS: readonly (readonly [language: string, Expression, string])[] = [
  ['typescriptreact', YEAR, '/^(?<year>\\d{4})$/'],
  ['python', YEAR, "r'^(?P<year>\\d{4})\\Z'"],
  ['python', expression("it's", 'i'), 'r"(?i)it\'s"'],
  ['python', expression('(?<a>x)\\k<a>'), "r'(?P<a>x)(?P=a)'"],
  ['python', expression('^a$', 'm'), "r'(?m)^a$'"],
  ['python', expression('[$^]\\$'), "r'[$^]\\$'"],
  ['python', expression('a\\/b'), "r'a/b'"],
  ['go', YEAR, '`^(?P<year>\\d{4})$`'],
  ['go', expression('`"\\d'), '"`\\"\\\\d"'],
  ['rust', expression('^\\d+$'), 'r"^\\d+$"'],
  ['rust', expression('"#"', 'i'), 'r##"(?i)"#""##'],
  ['java', expression('"\\d"$'), '"\\"\\\\d\\"\\\\z"'],
  ['kotlin', expression('^\\$x$'), '"^\\\\\\$x\\\\z"'],
  ['csharp', expression('"a"$', 'i'), '@"(?i)""a""\\z"'],
  ['ruby', expression('^a\\/b$', 'is'), '/\\Aa\\/b\\z/mi'],
  ['ruby', expression('^a$', 'm'), '/^a$/'],
  [
    'php',
    expression("it's\\\\\\/$", 'u'),
    "'/it\\'s\\\\\\\\/\\z/u'".replace('\\\\\\\\/', '\\\\\\\\\\/'),
  ],
  ['perl', expression('a@b\\.c$'), 'qr/a\\@b\\.c\\z/'],
  ['swift', expression('^a$', 'i'), '#/(?i)^a\\z/#'],
  ['cpp', expression('f(")")'), 'R"re(f(")"))re"'],
  ['powershell', expression("it's"), "'it''s'"],
  ['shellscript', expression("it's"), "'it'\\''s'"],
  ['sql', expression("it's"), "'it''s'"],
  ['json', expression('\\d"'), '"\\\\d\\""'],
  ['yaml', expression("'\\d"), "'''\\d'"],
  ['plaintext', YEAR, '/^(?<year>\\d{4})$/'],
];
for (const [language, one, expected] of LITERALS) {
  test(`${language}: ${literalOf(one)} ⇒ ${expected}`, () =>
    assert.equal(codeOf(one, dialectOf(language)), expected));
}

const lacking = (language: string, one: Expression): string =>
  lackingIn(one, dialectOf(language)).join(', ');
test('what a language lacks is told, but not what only looks like it', () => {
  assert.equal(
    lacking('go', expression('(?=a)(?<!b)(c)\\1')),
    'lookahead, lookbehind, backreferences',
  );
  assert.equal(lacking('rust', expression('(?<name>a)')), '');
  assert.equal(lacking('python', expression('\\p{L}[\\p{N}]', 'u')), 'Unicode classes');
  assert.equal(lacking('cpp', expression('(?<n>a)')), 'named groups');
  assert.equal(lacking('go', expression('[(?=a)]\\(?=')), '');
  assert.equal(lacking('javascript', expression('(?<=a)\\p{L}', 'u')), '');
  assert.equal(
    lackingTold(['lookahead', 'lookbehind'], dialectOf('go')),
    "Go's regexp has no lookahead, no lookbehind. Do without.",
  );
});

/** Prints, for each text on a line of its own, whether an expression is found in it. */
const PYTHON =
  'import re,json,sys\nfor t in json.loads(sys.argv[1]): print(bool(re.search(EXPRESSION, t)))';
const hasPython = spawnSync('python3', ['--version']).status === 0;
test('in Python it says what it says in JavaScript', { skip: !hasPython && 'no python3' }, () => {
  const texts = ['2024', '2024\n', 'a/b', "it's", '', '12', 'AB', 'line\nab'];
  const ones = [
    YEAR,
    expression('a\\/b'),
    expression('it\'s|"', ''),
    expression('^ab$', 'i'),
    expression('^ab$', 'm'),
  ];
  for (const one of ones) {
    const code = PYTHON.replace('EXPRESSION', () => codeOf(one, dialectOf('python')));
    const { stdout } = spawnSync('python3', ['-c', code, JSON.stringify(texts)], {
      encoding: 'utf8',
    });
    const own = texts.map(text => new RegExp(one.source, one.flags).test(text));
    assert.deepEqual(
      stdout
        .trim()
        .split('\n')
        .map(line => line === 'True'),
      own,
      literalOf(one),
    );
  }
});

const CHECKED: readonly Checked[] = [
  { example: { text: '2024', wanted: true }, verdict: { kind: 'matches', part: '2024' } },
  { example: { text: '24', wanted: true }, verdict: { kind: 'none' } },
  { example: { text: 'x "1"\n', wanted: false }, verdict: { kind: 'matches', part: '1' } },
  { example: { text: 'aaa', wanted: false }, verdict: { kind: 'slow' } },
];
test('what fails is told to the model, text by text', () => {
  assert.deepEqual(CHECKED.map(isRight), [true, false, false, false]);
  assert.equal(
    failuresTold(CHECKED, 'b'.repeat(200)),
    [
      'It was tried, and this is wrong:',
      '- "24" must match, and does not',
      '- "x \\"1\\"\\n" must not match, and does: "1"',
      '- "aaa" takes too long, because it goes back again and again',
      `- "${'b'.repeat(60)}…${'b'.repeat(20)}": it takes too long, because it goes back again and again`,
    ].join('\n'),
  );
  assert.equal(failuresTold(CHECKED.slice(0, 1), undefined), '');
});

test('each kind of character is pumped once, and the end fits nothing', () => {
  const texts = pumps([
    { text: 'ab', wanted: true },
    { text: 'zz', wanted: false },
  ]);
  assert.deepEqual(
    texts.map(text => text.replace(/(.)\1{2,}/g, '$1…').replace('\0', '·')),
    ['a…·', 'ab…·', '0…·', ' …·'],
  );
});

test('the question: words, examples, what the language lacks, and nothing of the document', () => {
  const examples = [
    { text: '1.2', wanted: true },
    { text: 'v"1', wanted: false },
  ];
  const request = {
    task: regexFor(examples, dialectOf('go')),
    subject: blankAt('src/secret.go', 'go'),
    wish: 'a version',
    former: [],
  };
  const { question } = questionOf(request, new Gate(() => 'free'), { model: 'm', window: 4000 });
  assert.deepEqual(
    question.messages.map(({ text }) => text),
    [
      'Write a regular expression for: a version\nIt must match:\n- "1.2"\nIt must not match:\n- "v\\"1"\nIt is going to be used with Go\'s regexp, which has no lookahead, no lookbehind, no backreferences, no nested classes.',
    ],
  );
});

test('an expression is enough once the model begins to explain it', () => {
  const { isEnough } = regexFor([], dialectOf('javascript'));
  const enough = (answer: string): boolean | undefined =>
    isEnough?.(answer, blankAt('a.js', 'javascript'));
  const whole = 'Digits.\n```js\n/^\\d+$/\n```';
  assert.equal(enough(`${whole}\n\nHere`), true);
  assert.equal(enough(whole), false, 'it may end by itself');
  assert.equal(enough('Digits.\n```js\n/^\\d+$/\n'), false);
  assert.equal(enough('First:\n```js\na\nb\n```\nThen'), false, 'no expression yet');
});
