import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choosePlaces, type ReplayedPlace } from '../../../src/core/compare/places.ts';

/** A file whose lines that begin with `+` were written lately. */
function places(picture: string, most = 100): ReplayedPlace[] {
  const marked = picture.split('\n');
  const runs: { from: number; to: number }[] = [];
  for (const [k, line] of marked.entries()) {
    if (!line.startsWith('+')) continue;
    const last = runs.at(-1);
    if (last?.to === k) runs[runs.length - 1] = { ...last, to: k + 1 };
    else runs.push({ from: k, to: k + 1 });
  }
  const text = marked.map(line => line.slice(1)).join('\n');
  return choosePlaces([{ path: 'a.ts', languageId: 'typescript', text, runs }], most);
}

const PICTURE = [
  ' const first = 1;',
  '+function sum(left: number, right: number) {',
  '+  return left + right;',
  '+}',
  ' end(first);',
].join('\n');

test('the text is as when the line was typed: above all of it, below nothing of the same run', () => {
  const found = places(PICTURE);
  assert.equal(found.length, 2, 'the bracket alone is no place');
  for (const { at, rest } of found) {
    const line = PICTURE.split('\n')[at.line]?.slice(1);
    const typed = at.before.split('\n').at(-1) ?? '';
    assert.equal(typed + rest, line);
    assert.equal(at.after, '\nend(first);');
    assert.equal(at.before.split('\n').length - 1, at.line);
    assert.ok(at.before.startsWith('const first = 1;\n'));
  }
});

test('an indentation is the editor’s: the cursor is never in it', () => {
  for (const { at } of places('+        const indented = deeply;\n '))
    assert.ok(at.before.startsWith('        '));
});

test('the same code gives the same places, and fewer are the first of more', () => {
  const many = Array.from({ length: 30 }, (_, k) => `+const value${k} = compute(${k});`).join('\n');
  assert.deepEqual(places(many), places(many));
  assert.deepEqual(places(many, 7), places(many).slice(0, 7));
});
