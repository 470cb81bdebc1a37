// Edits across files: an answer is taken where it fits a chosen file at exactly one place, and what is not taken is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ChosenFile } from '../../../../src/core/rewrite/across/files.ts';
import {
  anchored,
  appliedAmong,
  hunksNow,
} from '../../../../src/core/rewrite/across/hunkPlaces.ts';
import { acrossFrom, type Part } from '../../../../src/core/rewrite/across/proposal.ts';
import { changed, editOf } from '../../../../src/core/rewrite/place/edit.ts';
import { followed } from '../../../../src/core/rewrite/place/follow.ts';
import { hunksOf } from '../../../../src/core/rewrite/place/hunks.ts';

const file = (path: string, text: string): ChosenFile => {
  return { path, languageId: 'typescript', lines: text.split('\n'), offers: [] };
};
const A = file('src/models/a.ts', 'one();\ntwo();\nthree();\n');
const B = file('src/handlers/b.ts', 'if (x) {\n  go();\n}\ngo();\nnow();\nnow();\n');

const hunk = (search: string, replace: string): string =>
  `<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE`;
const block = (info: string, content: string): string => `\`\`\`${info}\n${content}\n\`\`\``;

/** What the files would be, and the codes of what is not taken. */
function read(
  answer: string,
  { files = [A, B], ending = 'whole' as Part['ending'], there = [] as string[] } = {},
) {
  const proposal = acrossFrom([{ answer, ending }], files, path =>
    there.includes(path) ? 'there' : path.startsWith('private/') ? 'excluded' : 'free',
  );
  const edits = proposal.edits.map(({ path, hunks }): [string, string] => {
    const lines = files.find(one => one.path === path)?.lines ?? [''];
    return [path, hunks.reduceRight(changed, lines).join('\n')];
  });
  return {
    ...proposal,
    files: Object.fromEntries(edits),
    codes: proposal.leftOut.map(({ code }) => code),
  };
}

test('hunks and whole files, each named after its fence, in the order of the chosen files', () => {
  const answer = [
    'I rename it.',
    block('ts src/handlers/b.ts', 'if (x) {\n  run();\n}\ngo();\nnow();\nnow();'),
    block('ts src/models/a.ts', hunk('two();', 'TWO();\nTWO();')),
  ].join('\n\n');
  const { approach, files, codes, fault, edits } = read(answer);
  assert.deepEqual([approach, codes, fault], ['I rename it.', [], undefined]);
  assert.deepEqual(
    edits.map(({ path }) => path),
    [A.path, B.path],
  );
  assert.deepEqual(files, {
    [A.path]: 'one();\nTWO();\nTWO();\nthree();\n',
    [B.path]: 'if (x) {\n  run();\n}\ngo();\nnow();\nnow();\n',
  });
});

test('a path is known where models write it', () => {
  for (const written of [
    '```ts src/models/a.ts\nX\n```',
    '```ts:src/models/a.ts\nX\n```',
    '```src/models/a.ts\nX\n```',
    '```ts title="src/models/a.ts"\nX\n```',
    '```ts path=./src/models/a.ts\nX\n```',
    '```ts src\\models\\a.ts\nX\n```',
    '```ts models/a.ts\nX\n```',
    '```ts a.ts\nX\n```',
    '**src/models/a.ts**\n```ts\nX\n```',
    '### File: `src/models/a.ts`\n```ts\nX\n```',
    '1. src/models/a.ts:\n\n```ts\nX\n```',
    '```ts\n// src/models/a.ts\nX\n```',
  ])
    assert.deepEqual(read(written).files, { [A.path]: 'X\n' }, written);
});

test('old lines that stand nowhere, or at two places, are refused, and the others are taken', () => {
  const { files, leftOut } = read(
    block('ts a.ts', `${hunk('four();', 'x')}\n${hunk('one();', 'ONE();')}`) +
      '\n' +
      block('ts b.ts', hunk('now();', 'run();')),
  );
  assert.deepEqual(files, { [A.path]: 'ONE();\ntwo();\nthree();\n' });
  assert.deepEqual(leftOut, [
    { code: 'OUT-NOPLACE', facts: { path: A.path, line: 'four();' } },
    { code: 'OUT-PLACES', facts: { path: B.path, line: 'now();', times: '2' } },
  ]);
});

test('a margin that a model leaves out is put back, blanks at line ends do not count; nothing else is guessed', () => {
  const c = file(
    'c.py',
    'class A:\n    def m(self):\n        return 1  \n\n    def n(self): ...\n',
  );
  const answer = hunk('def m(self):\n    return 1', 'def m(self):\n    x = 1\n    return x');
  const margin = read(block('python c.py', answer), { files: [c] });
  assert.equal(
    margin.files['c.py'],
    'class A:\n    def m(self):\n        x = 1\n        return x\n\n    def n(self): ...\n',
  );
  const other = hunk('def m(self):\n  return 1', 'pass');
  assert.deepEqual(read(block('python c.py', other), { files: [c] }).codes, ['OUT-NOPLACE']);
  const words = hunk('def m(this):', 'pass');
  assert.deepEqual(read(block('python c.py', words), { files: [c] }).codes, ['OUT-NOPLACE']);
});

test('two hunks of the same lines: the second is refused; hunks that touch become one', () => {
  const twice = read(block('ts a.ts', `${hunk('one();\ntwo();', 'x')}\n${hunk('two();', 'y')}`));
  assert.deepEqual([twice.codes, twice.files[A.path]], [['OUT-OVERLAP'], 'x\nthree();\n']);
  const touching = read(block('ts a.ts', `${hunk('two();', 'y')}\n${hunk('one();', 'x')}`));
  assert.equal(touching.edits[0]?.hunks.length, 1);
  assert.equal(touching.files[A.path], 'x\ny\nthree();\n');
});

test('broken marks, patches, a file twice and a block without a name are told, and change nothing', () => {
  const cases: [string, string][] = [
    [block('ts a.ts', '<<<<<<< SEARCH\none();\n>>>>>>> REPLACE'), 'OUT-UNREADABLE'],
    [block('ts a.ts', `loose();\n${hunk('one();', 'x')}`), 'OUT-UNREADABLE'],
    [block('ts a.ts', '<<<<<<< SEARCH\none();\n=======\nx'), 'OUT-UNREADABLE'],
    [block('diff a.ts', '@@ -1,2 +1,2 @@\n-one();\n+x();'), 'OUT-UNREADABLE'],
    [`${block('ts a.ts', 'x')}\n${block('ts a.ts', 'y')}`, 'OUT-TWICE'],
    [block('ts', 'x'), 'OUT-NOPATH'],
    [block('ts', hunk('one();', 'x')), 'OUT-NOPATH'],
  ];
  for (const [answer, code] of cases) {
    const { codes, fault, edits } = read(answer);
    assert.deepEqual([codes, fault, edits], [[code], 'OUT-UNFIT', []], answer);
  }
});

test('paths outside of the chosen files are refused; a new file is one that is not there, inside of the folder', () => {
  for (const path of [
    '../evil.ts',
    '/etc/cron.d/x.sh',
    'C:/x.ts',
    'src/../../x.ts',
    'src/other.ts',
  ])
    assert.deepEqual(read(block(`ts ${path}`, 'x'), { there: ['src/other.ts'] }).codes, [
      'OUT-OUTSIDE',
    ]);
  assert.deepEqual(read(block('ts private/x.ts', 'x')).codes, ['OUT-EXCLUDED']);
  const { edits, files } = read(block('ts src/new.ts', 'export {};'));
  assert.deepEqual([edits[0]?.isNew, files], [true, { 'src/new.ts': 'export {};\n' }]);
  assert.deepEqual(read(block('ts src/new.ts', hunk('a', 'b'))).codes, ['OUT-UNREADABLE']);
});

test('what is cut, refused or as it was ends in one fault', () => {
  const whole = block('ts a.ts', hunk('one();', 'x'));
  assert.equal(read(whole, { ending: 'length' }).fault, 'OUT-CUT');
  assert.equal(read(whole, { ending: 'failed' }).fault, 'OUT-CUT');
  assert.equal(read('```ts a.ts\none();').fault, 'OUT-CUT');
  assert.equal(read('I can not do that.').fault, 'OUT-NOCODE');
  assert.equal(read(block('ts a.ts', 'one();\ntwo();\nthree();')).fault, 'OUT-SAME');
  assert.equal(read(block('ts a.ts', hunk('one();', 'one();'))).fault, 'OUT-SAME');
});

test('while it streams, whole hunks are shown, and of a whole file the old lines stand until the new ones have passed them', () => {
  const streaming = { ending: 'streaming' as const };
  const hunks = read(`\`\`\`ts a.ts\n${hunk('one();', 'x')}\n<<<<<<< SEARCH\ntw`, streaming);
  assert.deepEqual([hunks.files[A.path], hunks.codes], ['x\ntwo();\nthree();\n', []]);
  for (const last of ['', ' ', 'thr']) {
    const whole = read(`\`\`\`ts a.ts\none();\nTWO();\n${last}`, streaming);
    assert.equal(whole.files[A.path], 'one();\nTWO();\ntwo();\nthree();\n');
    assert.equal(whole.fault, undefined);
  }
});

test('line ends at the end of a file stay as they are, whatever the answer has there', () => {
  for (const end of ['', '\n', '\n\n\n']) {
    const one = file('a.ts', `one();${end}`);
    assert.equal(read(block('ts a.ts', 'x();\n\n'), { files: [one] }).files['a.ts'], `x();${end}`);
  }
});

test('answers of several requests are read as one', () => {
  const parts: Part[] = [
    { answer: `I do A.\n${block('ts a.ts', hunk('one();', 'x'))}`, ending: 'whole' },
    { answer: `I do B.\n${block('ts b.ts', hunk('if (x) {', 'if (y) {'))}`, ending: 'whole' },
  ];
  const { approach, edits, fault } = acrossFrom(parts, [A, B], () => 'free');
  assert.deepEqual([approach, edits.length, fault], ['I do A.', 2, undefined]);
  const [first] = parts;
  assert.ok(first);
  assert.equal(
    acrossFrom([first, { answer: '', ending: 'failed' }], [A, B], () => 'free').fault,
    'OUT-CUT',
  );
});

const words = fc.array(fc.constantFrom('', 'a', 'b', '  c', '}', '😀'), {
  minLength: 1,
  maxLength: 12,
});

test('1,000 files: anchored hunks, applied as edits of an editor, give the text that was asked for', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const found = hunksOf({ start: 0, before, after });
      const hunks = anchored(before, found);
      assert.deepEqual(hunks.reduceRight(changed, before), after);
      assert.ok(hunks.every(one => one.before.length > 0));
      const edits = hunks.map(one => editOf(before, one));
      for (const [k, { end }] of edits.entries()) {
        const next = edits[k + 1]?.start;
        assert.ok(
          next === undefined ||
            end.line < next.line ||
            (end.line === next.line && end.character <= next.character),
          'edits do not overlap',
        );
      }
    }),
    { numRuns: 1000 },
  );
});

test('hunks are found where their lines went; those whose lines were changed are gone', () => {
  const hunks = [
    { start: 0, before: ['one();'], after: ['1'] },
    { start: 2, before: ['three();'], after: ['3'] },
  ];
  const { here, gone } = hunksNow(['new();', 'one();', 'two();', 'three(3);'], hunks);
  assert.deepEqual([here.map(({ start }) => start), gone.map(({ start }) => start)], [[1], [2]]);
});

test('1,000 files of which some hunks were applied by hand: which, is told by the text', () => {
  const unlike = fc.uniqueArray(fc.nat().map(String), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      unlike,
      unlike,
      fc.array(fc.boolean(), { minLength: 24 }),
      (before, after, ticks) => {
        const hunks = anchored(before, hunksOf({ start: 0, before, after }));
        const ticked = hunks.filter((_, k) => ticks[k]);
        const text = ticked.reduceRight<readonly string[]>(changed, before);
        assert.deepEqual(appliedAmong(text, hunks), ticked);
      },
    ),
    { numRuns: 1000 },
  );
});

test('1,000 files: typing races with hunks, and not one character of either is lost', () => {
  const keys = fc.array(
    fc.record({
      at: fc.nat(),
      gone: fc.nat({ max: 2 }),
      text: fc.constantFrom('x', 'a\nb', '', '\n'),
    }),
    { maxLength: 4 },
  );
  let found = 0;
  let lost = 0;
  fc.assert(
    fc.property(words, words, keys, (one, other, typing) => {
      const [before, after] = [
        [...one, 'end'],
        [...other, 'end'],
      ];
      let lines: readonly string[] = before;
      let hunks = anchored(before, hunksOf({ start: 0, before, after }));
      for (const { at, gone, text } of typing) {
        const start = { line: at % lines.length, character: 0 };
        const end = { line: Math.min(lines.length - 1, start.line + gone), character: 0 };
        const rest = `${text}${lines[end.line] ?? ''}`;
        lines = [...lines.slice(0, start.line), ...rest.split('\n'), ...lines.slice(end.line + 1)];
        hunks = hunks.map(hunk => ({ ...hunk, start: followed(hunk.start, { start, end, text }) }));
      }
      const { here, gone } = hunksNow(lines, hunks);
      found += here.length;
      lost += gone.length;
      assert.equal(here.length + gone.length, hunks.length);
      let grown = 0;
      const back = here.map(hunk => {
        const start = hunk.start + grown;
        grown += hunk.after.length - hunk.before.length;
        return { start, before: hunk.after, after: hunk.before };
      });
      const applied = here.reduceRight<readonly string[]>(changed, lines);
      for (const { start, before: fresh } of back)
        assert.deepEqual(applied.slice(start, start + fresh.length), fresh);
      assert.deepEqual(back.reduceRight<readonly string[]>(changed, applied), lines);
    }),
    { numRuns: 1000 },
  );
  assert.ok(found > 500 && lost > 100, `${found} found, ${lost} lost`);
});
