import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { best } from '../../../../src/core/completion/context/alike/best.ts';

test('the same as sorting all and taking the first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.integer({ min: 1, max: 5 }), (scores, most) => {
      const sorted = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
      assert.deepEqual(best(scores.keys(), scores, most), sorted.slice(0, most));
    }),
  );
});
