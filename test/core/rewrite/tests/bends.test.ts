import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bendsOf } from '../../../../src/core/rewrite/tests/bends.ts';

const ROWS: readonly (readonly [before: string, after: string, bends: string])[] = [
  ['expect(total([])).toBe(0);', 'expect(total([])).toBe(0);', ''],
  ['expect(total(null)).toBe(0);', 'expect(() => total(null)).toThrow();', ''],
  ['expect(total([])).toBe(0);', '', 'removed'],
  [
    "it('adds', () => { expect(f(1)).toBe(1); });",
    "it.skip('adds', () => { expect(f(1)).toBe(1); });",
    'skipped',
  ],
  ['expect(f(1)).toBe(1);\nexpect(f(2)).toBe(2);', 'expect(f(1)).toBe(1);', 'weakened'],
  ['expect(f(2)).toBe(4);', 'expect(f(2)).toBe(5);', 'expectation'],
  ['    assert total([1]) == 1\n', '    assert total([1]) == 2\n', 'expectation'],
  ['    assert total([1]) == 1\n', '    assert True\n', ''],
  [
    'def test_a():\n    assert f() == 1',
    '@pytest.mark.skip\ndef test_a():\n    assert f() == 1',
    'skipped',
  ],
  [
    '\tif got := F(); got != 3 {\n\t\tt.Errorf("got %d", got)\n\t}',
    '\tt.Skip()\n',
    'skipped weakened',
  ],
  ['assert_eq!(total(&[]), 0);', 'assert_eq!(total(&[]), 1);', 'expectation'],
];

for (const [before, after, bends] of ROWS) {
  test(`${before} ⇒ ${after || 'nothing'}: ${bends || 'as it was'}`, () => {
    assert.equal(bendsOf(before, after).join(' '), bends);
  });
}
