// Edits: what is previewed is what is applied, nothing else is touched, and no key that was pressed meanwhile is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  changed,
  editOf,
  type LineChange,
  type TextEdit,
} from '../../../src/core/rewrite/place/edit.ts';
import { followed, locate } from '../../../src/core/rewrite/place/follow.ts';
import { hunksOf, settling } from '../../../src/core/rewrite/place/hunks.ts';
import {
  type Journal,
  journalAfter,
  noted,
  takingBack,
} from '../../../src/core/rewrite/place/journal.ts';

/** An editor's document, as far as edits go. */
class Document {
  text: string;
  constructor(text: string) {
    this.text = text;
  }
  get lines(): string[] {
    return this.text.split('\n');
  }
  offsetOf({ line, character }: TextEdit['start']): number {
    return this.lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  }
  /** All edits count by the text before the first of them. */
  apply(edits: readonly TextEdit[]): void {
    const placed = edits.map(edit => ({
      from: this.offsetOf(edit.start),
      to: this.offsetOf(edit.end),
      text: edit.text,
    }));
    for (const { from, to, text } of placed.toReversed()) {
      this.text = this.text.slice(0, from) + text + this.text.slice(to);
    }
  }
}

const words = fc.array(fc.constantFrom('', 'a', 'b', '  c', '}', '😀'), {
  minLength: 1,
  maxLength: 12,
});
/** A document and a change of some of its lines. */
const cases = fc
  .tuple(words, words, fc.nat(), fc.nat())
  .map(([lines, after, at, count]): { lines: string[]; change: LineChange } => {
    const start = at % lines.length;
    const before = lines.slice(start, start + 1 + (count % lines.length));
    return { lines, change: { start, before, after } };
  });

test('hunk by hunk gives the same as all at once, and touches no line that stays', () => {
  fc.assert(
    fc.property(cases, ({ lines, change }) => {
      const document = new Document(lines.join('\n'));
      document.apply(hunksOf(change).map(hunk => editOf(lines, hunk)));
      assert.equal(document.text, changed(lines, change).join('\n'));
    }),
    { numRuns: 2000 },
  );
});

test('lines that all go leave none behind, at the start, in the middle and at the end', () => {
  for (const [start, count, rest] of [
    [0, 1, 'b\nc'],
    [1, 1, 'a\nc'],
    [2, 1, 'a\nb'],
    [0, 3, ''],
  ] as const) {
    const lines = ['a', 'b', 'c'];
    const change = { start, before: lines.slice(start, start + count), after: [] };
    const document = new Document('a\nb\nc');
    document.apply([editOf(lines, change)]);
    assert.equal(document.text, rest);
    assert.equal(changed(lines, change).join('\n'), rest);
  }
});

test('1,000 documents: typing races with a rewrite, and not one character of either is lost', () => {
  let applied = 0;
  let refused = 0;
  const typing = fc.array(
    fc.record({
      from: fc.nat(),
      length: fc.nat({ max: 4 }),
      text: fc.constantFrom('x', '\n', 'y\nz', '', 'a'),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(cases, typing, ({ lines, change }, keys) => {
      const document = new Document(lines.join('\n'));
      let { start } = change;
      for (const key of keys) {
        const from = key.from % (document.text.length + 1);
        const edit = {
          start: positionAt(document.text, from),
          end: positionAt(document.text, Math.min(document.text.length, from + key.length)),
          text: key.text,
        };
        document.apply([edit]);
        start = followed(start, edit);
      }
      const typed = document.lines;
      const found = locate(typed, change.before, start);
      if (found.kind === 'gone') {
        refused++;
        return; // nothing is applied: what was typed stands as it is
      }
      applied++;
      document.apply(hunksOf({ ...change, start: found.line }).map(hunk => editOf(typed, hunk)));
      const end = found.line + change.before.length;
      const expected = [...typed.slice(0, found.line), ...change.after, ...typed.slice(end)];
      assert.deepEqual(document.lines, expected.length > 0 ? expected : ['']);
      assert.deepEqual(
        typed.slice(found.line, end),
        change.before,
        'only what was previewed gave way',
      );
    }),
    { numRuns: 1000 },
  );
  assert.ok(applied > 300 && refused > 100, `${applied} applied, ${refused} refused`);
});

function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

test('typing above moves the place, typing inside of it does not hide it', () => {
  const at = (line: number, character: number) => ({ line, character });
  assert.equal(followed(5, { start: at(2, 0), end: at(2, 0), text: 'a\nb\n' }), 7);
  assert.equal(followed(5, { start: at(1, 3), end: at(4, 0), text: '' }), 2);
  assert.equal(followed(5, { start: at(5, 0), end: at(5, 0), text: 'new\n' }), 6);
  assert.equal(followed(5, { start: at(5, 2), end: at(5, 2), text: '\n' }), 5);
  assert.equal(followed(5, { start: at(8, 0), end: at(9, 0), text: '' }), 5);
});

test('F77 lines that moved are found where they are alone, and nowhere else', () => {
  assert.deepEqual(locate(['x', 'a', 'b'], ['a', 'b'], 1), { kind: 'here', line: 1 });
  assert.deepEqual(locate(['a', 'b', 'x'], ['a', 'b'], 1), { kind: 'moved', line: 0 });
  assert.deepEqual(locate(['a', 'x', 'a'], ['a'], 1), { kind: 'gone' });
  assert.deepEqual(locate(['x'], ['a'], 0), { kind: 'gone' });
});

test('while it streams, old lines stand until the new ones have passed them', () => {
  const old = ['a', 'b', 'c', 'd'];
  assert.deepEqual(settling(old, []), old);
  assert.deepEqual(settling(old, ['a', 'X']), ['a', 'X', 'b', 'c', 'd']);
  assert.deepEqual(settling(old, ['a', 'X', 'c']), ['a', 'X', 'c', 'd']);
  assert.deepEqual(settling(old, ['a', 'X', 'c', 'd']), ['a', 'X', 'c', 'd']);
});

test('Take Back takes what is still as it was made, and leaves what the user changed since', () => {
  const lines = ['a', 'b', 'c', 'd', 'e'];
  const hunks = hunksOf({ start: 0, before: lines, after: ['A', 'A2', 'b', 'c', 'D', 'e'] });
  assert.equal(hunks.length, 2);
  let journal: Journal = noted([], 'doc', hunks);
  const typed = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 }, text: 'new\n' };
  journal = journalAfter(journal, 'doc', typed);
  const [turn] = journal;
  assert.ok(turn);
  const whole = takingBack(turn, ['new', 'A', 'A2', 'b', 'c', 'D', 'e']);
  assert.deepEqual(
    [
      whole.changes.reduceRight(changed as never, ['new', 'A', 'A2', 'b', 'c', 'D', 'e']),
      whole.kept,
    ],
    [['new', ...lines], 0],
  );
  const partly = takingBack(turn, ['new', 'A', 'A2!', 'b', 'c', 'D', 'e']);
  assert.deepEqual(partly.changes, [{ start: 5, before: ['D'], after: ['d'] }]);
  assert.equal(partly.kept, 1);
});

test('lines that went and were put back by an undo are not put back twice', () => {
  const [turn] = noted([], 'doc', [{ start: 1, before: ['b'], after: [] }]);
  assert.ok(turn);
  assert.equal(takingBack(turn, ['a', 'c']).changes.length, 1);
  assert.equal(takingBack(turn, ['a', 'b', 'c']).changes.length, 0);
});
