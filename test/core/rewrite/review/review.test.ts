import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gate } from '../../../../src/core/gate/gate.ts';
import { excerptOf, readFindings } from '../../../../src/core/rewrite/review/byModel.ts';
import type { ChangedFile } from '../../../../src/core/rewrite/review/byRules.ts';
import { type Finding, fingerprintOf } from '../../../../src/core/rewrite/review/finding.ts';
import { fixingAnswer } from '../../../../src/core/rewrite/review/fixing.ts';
import {
  questionsFor,
  reviewByRules,
  withModel,
} from '../../../../src/core/rewrite/review/review.ts';
import { toSarif } from '../../../../src/core/rewrite/review/sarif.ts';

/** A changed file from a picture: lines that begin with `+` are new. */
function changed(path: string, picture: string, languageId = 'javascript'): ChangedFile {
  const lines = picture.split('\n');
  return {
    path,
    languageId,
    text: lines.map(line => line.slice(1)).join('\n'),
    added: lines.flatMap((line, at) => (line.startsWith('+') ? [{ from: at, to: at + 1 }] : [])),
  };
}

const CART = changed(
  'shop/cart.js',
  ` function total(items) {
   let sum = 0;
+  for (let i = 0; i <= items.length; i++) {
+    sum += items[i].price;
   }
   return eval(sum);
 }`,
);

const told = (findings: readonly Finding[]): string[] =>
  findings.map(
    ({ path, start, rule, source, fix }) =>
      `${path}:${start.line + 1} ${source}:${rule}${fix ? ` → ${fix.text.trim()}` : ''}`,
  );

test('rules speak of new lines only: what was there before is not of this change', () => {
  assert.deepEqual(told(reviewByRules([CART])), [
    'shop/cart.js:3 rule:one-too-far → for (let i = 0; i < items.length;',
  ]);
});

test('the worst comes first', () => {
  const file = changed(
    'a.js',
    "+fetch('http://api.shop.com');\n+if (user.role = 'admin') go();\n+eval(text);",
  );
  assert.deepEqual(told(reviewByRules([file])), [
    'a.js:3 rule:code-injection',
    "a.js:2 rule:assignment-as-condition → if (user.role === 'admin')",
    "a.js:1 rule:plain-http → fetch('https://",
  ]);
});

test('a file of the change as the model reads it', () => {
  const far = changed('far.js', `+a();\n${' x\n'.repeat(40)}+b();`);
  assert.equal(
    excerptOf(CART),
    `File: shop/cart.js
  1 function total(items) {
  2   let sum = 0;
+ 3   for (let i = 0; i <= items.length; i++) {
+ 4     sum += items[i].price;
  5   }
  6   return eval(sum);
  7 }`,
  );
  assert.match(excerptOf(far), /^File: far\.js\n\+ 1 a\(\);\n {2}2 x\n[^…]*\n {2}…\n {2}30 x\n/);
});

const FAULT = {
  path: 'shop/cart.js',
  line: 4,
  code: '    sum += items[i].price;',
  cwe: 190,
  severity: 'medium',
  confidence: 'low',
  why: 'The price may be missing.',
  remedy: 'Check it.',
  fix: 'sum += items[i].price ?? 0;',
};
const answer = (...faults: unknown[]): string =>
  `It adds up prices.\n\n\`\`\`json\n${JSON.stringify(faults)}\n\`\`\``;
const read = (text: string): string[] | undefined => {
  const found = readFindings(text, [CART]);
  return found && [...told(found.findings), `dropped ${found.dropped}`];
};
const PROVEN = 'shop/cart.js:4 model:model → sum += items[i].price ?? 0;';

/** An entry of the model's, and whether it is believed. */
const ENTRIES: readonly (readonly [string, object, boolean])[] = [
  ['as it should be', FAULT, true],
  ['one line off, with the right quote', { ...FAULT, line: 5 }, true],
  ['quoted with its mark and number', { ...FAULT, code: '+ 4     sum += items[i].price;' }, true],
  ['a quote that stands nowhere', { ...FAULT, code: 'sum += prices[i];' }, false],
  ['a line that is not new', { ...FAULT, line: 6, code: 'return eval(sum);' }, false],
  ['a line far away', { ...FAULT, line: 90 }, false],
  ['another file', { ...FAULT, path: '/etc/passwd' }, false],
  ['a severity of its own', { ...FAULT, severity: 'catastrophic' }, false],
  ['no reason', { ...FAULT, why: '' }, false],
  ['a line that is no number', { ...FAULT, line: '4' }, false],
  ['a quote that is no text', { ...FAULT, code: { toString: 1 } }, false],
];
for (const [name, entry, believed] of ENTRIES) {
  test(`the model's word, ${name}: ${believed ? 'believed' : 'dropped'}`, () => {
    assert.deepEqual(read(answer(entry)), believed ? [PROVEN, 'dropped 0'] : ['dropped 1']);
  });
}

test('a number that is none, and a fix that changes nothing, are left away', () => {
  const found = readFindings(answer({ ...FAULT, cwe: 'many', fix: FAULT.code }), [CART]);
  assert.deepEqual([found?.findings[0]?.cwe, found?.findings[0]?.fix], [undefined, undefined]);
});

test('nothing wrong is an empty list; prose, a cut answer and something else are no answer', () => {
  assert.deepEqual(read('It adds up.\n[]'), ['dropped 0']);
  assert.deepEqual(read(answer()), ['dropped 0']);
  assert.deepEqual(read(`${JSON.stringify([FAULT])}`), [PROVEN, 'dropped 0']);
  assert.equal(read('Looks good to me!'), undefined);
  assert.equal(read(answer(FAULT).slice(0, -30)), undefined);
  assert.equal(read('```json\n{"findings": 1}\n```'), undefined);
  assert.deepEqual(read(answer(null, 7, 'x', [])), ['dropped 4']);
});

test('where a rule spoke of a line, the model adds nothing to it', () => {
  const byRules = reviewByRules([CART]);
  const both = withModel(
    byRules,
    answer({ ...FAULT, line: 3, code: CART.text.split('\n')[2] }, FAULT),
    [CART],
  );
  assert.deepEqual(told(both?.findings ?? []), [PROVEN, ...told(byRules)].reverse());
});

test('questions fit their window, and what does not is named and never cut', () => {
  const gate = new Gate(path => (path.startsWith('private/') ? 'excluded' : 'free'));
  const file = (path: string, lines: number): ChangedFile =>
    changed(path, Array(lines).fill('+call();').join('\n'));
  const files = [
    file('a.js', 5),
    file('b.js', 5),
    file('c.js', 20),
    file('private/d.js', 1),
    file('e.js', 500),
  ];
  const { parts, left } = questionsFor(files, gate, 400);
  assert.deepEqual(
    parts.map(part => part.files.map(({ path }) => path)),
    [['a.js', 'b.js'], ['c.js']],
  );
  for (const { text } of parts) assert.ok(text.length <= 400);
  assert.deepEqual(
    left.map(({ path }) => path),
    ['private/d.js', 'e.js'],
  );
});

test('"not a problem" stays known when lines move and are indented, and not when the line changes', () => {
  const [plain] = reviewByRules([changed('a.js', '+eval(text);')]);
  const [moved] = reviewByRules([changed('b.js', '+\n+\n+    eval(text);')]);
  const [other] = reviewByRules([changed('a.js', '+eval(texts);')]);
  assert.ok(plain && moved && other);
  assert.equal(fingerprintOf(plain), fingerprintOf(moved));
  assert.notEqual(fingerprintOf(plain), fingerprintOf(other));
});

test('SARIF: where, what, how bad, and the fix, counted from 1', () => {
  const found = withModel(reviewByRules([CART]), answer(FAULT), [CART]);
  const log = toSarif(found?.findings ?? [], '1.2.3');
  const run = log.runs[0];
  assert.deepEqual(
    run?.tool.driver.rules?.map(({ id, properties }) => [id, properties?.tags]),
    [
      ['one-too-far', ['security', 'external/cwe/cwe-193']],
      ['model', undefined],
    ],
  );
  assert.deepEqual(run?.results?.[0]?.locations?.[0]?.physicalLocation, {
    artifactLocation: { uri: 'shop/cart.js', uriBaseId: '%SRCROOT%' },
    region: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 37 },
  });
  assert.deepEqual(run?.results?.[0]?.fixes?.[0]?.artifactChanges[0]?.replacements, [
    {
      deletedRegion: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 37 },
      insertedContent: { text: 'for (let i = 0; i < items.length;' },
    },
  ]);
  assert.deepEqual(
    run?.results?.map(({ level, properties }) => [level, properties]),
    [
      ['warning', { confidence: 'high', source: 'rule', cwe: 'CWE-193' }],
      ['warning', { confidence: 'low', source: 'model', cwe: 'CWE-190' }],
    ],
  );
});

test('a known fix goes the way of an answer: the whole line, and a sentence before it', () => {
  const [finding] = reviewByRules([CART]);
  assert.ok(finding);
  const lines = CART.text.split('\n').slice(2, 3);
  assert.equal(
    fixingAnswer(finding, lines),
    'Stop before the length.\n\n```\n  for (let i = 0; i < items.length; i++) {\n```',
  );
  assert.equal(fixingAnswer(finding, ['something else']), undefined);
});
