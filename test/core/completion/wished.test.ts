import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeAt } from '../../../src/core/completion/place.ts';
import type { Wants } from '../../../src/core/completion/types.ts';
import {
  type Amounts,
  type Mode,
  scopesOff,
  wantedAt,
} from '../../../src/core/completion/wished.ts';
import { at } from '../../support/snapshots.ts';

const LINES: Amounts = { comment: 'line', docstring: 'line', string: 'line', text: 'line' };
const FULL: Amounts = { comment: 'full', docstring: 'full', string: 'full', text: 'full' };

function wanted(picture: string, mode: Mode, amounts: Amounts, languageId: string): Wants {
  const place = at(picture, { languageId });
  return wantedAt(placeAt(place), mode, amounts, place);
}

type Row = readonly [picture: string, auto: Wants, line: Wants, lineByLine: Wants, block: Wants];

const ROWS: readonly Row[] = [
  ['def add(a, b):█', 'block', 'line', 'line', 'block'],
  ['total = █', 'line', 'line', 'line', 'long'],
  ['total = █ + 1', 'line', 'line', 'line', 'line'],
  ['total = f(█)', 'line', 'line', 'line', 'line'],
  ['# adds█', 'line', 'line', 'line', 'line'],
];

for (const [picture, ...expected] of ROWS) {
  test(`${picture} in every mode: ${expected.join(', ')}`, () => {
    const modes = ['auto', 'line', 'lineByLine', 'block'] as const;
    assert.deepEqual(
      modes.map(mode => wanted(picture, mode, LINES, 'python')),
      expected,
    );
  });
}

test('outside of code: a line, or all of it, never more in the modes of a line', () => {
  for (const [picture, languageId] of [
    ['# adds█', 'python'],
    ['x = "a█', 'python'],
    ['def f():\n    """Adds█', 'python'],
    ['Dear█', 'markdown'],
  ] as const) {
    assert.equal(wanted(picture, 'auto', LINES, languageId), 'line', picture);
    assert.equal(wanted(picture, 'auto', FULL, languageId), 'block', picture);
    assert.equal(wanted(picture, 'line', FULL, languageId), 'line', picture);
  }
});

test('what is off is off', () => {
  assert.deepEqual(scopesOff({ ...LINES, comment: 'off', text: 'off' }), ['comment', 'text']);
  assert.deepEqual(scopesOff(FULL), []);
});
