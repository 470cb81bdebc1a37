// What speaks against applying an answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { warningsOf } from '../../../src/core/rewrite/guards/index.ts';
import { tellWarning } from '../../../src/core/rewrite/guards/warning.ts';
import { syntaxFor } from '../../support/grammars.ts';

/** The codes of what is said when a whole document becomes another. */
function said(before: string, after: string, languageId = 'plaintext', passedOver = 0): string[] {
  const change = { start: 0, before: before.split('\n'), after: after.split('\n') };
  return warningsOf({ path: 'a.js', languageId }, change.before, change, undefined, passedOver).map(
    ({ code }) => code,
  );
}

const TEN = Array.from({ length: 10 }, (_, k) => `call(${k});`).join('\n');

test('F108 much that is gone, and much that came along', () => {
  assert.deepEqual(said(TEN, 'call(0);'), ['OUT-LESS']);
  assert.deepEqual(said(TEN, TEN.split('\n').slice(0, 5).join('\n')), []);
  assert.deepEqual(said(TEN, `${TEN}\n`.repeat(6)), ['OUT-MORE']);
  assert.deepEqual(said('f();', TEN), [], 'one line may become ten');
});

test('F109 brackets that were closed, and are no more', () => {
  assert.deepEqual(said('f(a);', 'f(a;', 'javascript'), ['OUT-SYNTAX']);
  assert.deepEqual(said('f(a);', 'f("(");', 'javascript'), []);
  assert.deepEqual(said('f(a', 'f(b', 'javascript'), [], 'it was not closed before either');
});

test('F109 code that parsed, and does no more', async () => {
  const syntax = await syntaxFor('python');
  const change = { start: 0, before: ['x = 1'], after: ['x = = 1'] };
  assert.deepEqual(
    warningsOf({ path: 'a.py', languageId: 'python' }, change.before, change, syntax, 0).map(
      ({ code }) => code,
    ),
    ['OUT-SYNTAX'],
  );
});

test('a comment that stands for code which was left out', () => {
  const elided = [
    '// ... rest of the code',
    '# existing code here ...',
    '/* remaining methods unchanged */',
    '// …',
    '  # ... other cases as before',
    '<!-- rest stays the same -->',
  ];
  for (const line of elided) assert.deepEqual(said(TEN, `${TEN}\n${line}`), ['OUT-ELIDED'], line);
  const honest = [
    '// the rest is for the caller',
    '# unchanged since 2020',
    '// other users see theirs',
    'call(...rest);',
  ];
  for (const line of honest) assert.deepEqual(said(TEN, `${TEN}\n${line}`), [], line);
  assert.deepEqual(said(`${TEN}\n// ... rest of the code`, `${TEN}\n// ... rest of the code`), []);
});

test('F106 characters that deceive the eye are named, unless the document has them', () => {
  const change = { start: 0, before: ['a'], after: ['a\u202e'] };
  const [warning] = warningsOf({ path: 'a', languageId: 'plaintext' }, ['a'], change, undefined, 0);
  assert.ok(warning);
  assert.match(tellWarning(warning), /U\+202E\. \(OUT-CHARS\)$/);
  assert.deepEqual(said('a\u200d', 'b\u200d'), []);
  for (const half of ['b\ud83d', 'b\ufffd'])
    assert.deepEqual(said('a', half), ['OUT-CHARS'], 'F43');
});

test('other blocks that could have been meant', () =>
  assert.deepEqual(said('a', 'b', 'plaintext', 2), ['OUT-BLOCKS']));

test('T07 files that decide what runs, in any way to write their names', () => {
  const change = { start: 0, before: ['a'], after: ['b'] };
  const code = (path: string): string | undefined =>
    warningsOf({ path, languageId: 'plaintext' }, ['a'], change, undefined, 0)[0]?.code;
  const runs = [
    '.vscode/tasks.json',
    '.VSCODE/settings.json',
    'a/.git/hooks/pre-commit',
    '.github/workflows/ci.yml',
    '.npmrc',
    'x/.NPMRC',
    '.npmrc.',
    'Makefile',
    'a.code-workspace',
    '.vscode\\launch.json',
    '.envrc',
    'b/.husky/pre-push',
  ];
  for (const path of runs) assert.equal(code(path), 'OUT-RUNS', path);
  for (const path of ['src/a.ts', 'vscode/a.ts', 'docs/makefile.md', 'github/workflows.ts'])
    assert.equal(code(path), undefined, path);
});
