import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OpenFile } from '../../../src/core/workspace/openFile.ts';
import { Spaces, Vocabulary } from '../../../src/core/workspace/vocabulary.ts';

const NAMES = ['alpha', 'beta', 'gammaDelta', 'epsilon'];
const line = fc
  .array(fc.constantFrom(...NAMES, '(', ')', '=', '42'), { maxLength: 6 })
  .map(words => words.join(' '));
const edit = fc.record({
  at: fc.nat(12),
  drop: fc.nat(3),
  insert: fc.array(line, { maxLength: 3 }),
  cursor: fc.nat(12),
});

/** How often each name counts in the file. */
function knowledge(file: OpenFile): number[] {
  return NAMES.map(name => file.names.count(name));
}

test('following edits counts the same names as reading the file anew', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 8 }), edits => {
      const vocabulary = new Vocabulary();
      const spaces = new Spaces();
      const followed = new OpenFile(vocabulary, spaces);
      let lines: string[] = [];
      for (const { at, drop, insert, cursor } of edits) {
        lines = lines.toSpliced(at, drop, ...insert);
        const text = (from: readonly string[]): string => from.map(one => `${one}\n`).join('');
        const before = text(lines.slice(0, cursor));
        const after = text(lines.slice(cursor));
        followed.follow(before, after);
        const anew = new OpenFile(vocabulary, spaces);
        anew.follow(before, after);
        assert.deepEqual(knowledge(followed), knowledge(anew));
      }
    }),
    { numRuns: 1000, seed: 7 },
  );
});
