import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EditLog } from '../../../../src/core/completion/context/editLog.ts';

type Step = readonly [line: number, from: number, to: number, text: string];

/** The edits of a text after some changes on single lines, newest first, as a diff. */
function diffs(text: string, steps: readonly Step[]): string[] {
  const log = new EditLog(text);
  for (const [line, from, to, added] of steps) {
    log.change({ start: { line, character: from }, end: { line, character: to }, text: added }, 0);
  }
  return log
    .recent('a.ts', 0)
    .map(({ line, removed, added }) =>
      [`@${line}`, ...removed.map(one => `-${one}`), ...added.map(one => `+${one}`)].join(' '),
    );
}

const FIVE = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight';

test('keys typed at one place are one edit', () =>
  assert.deepEqual(
    diffs('f(a)', [
      [0, 3, 3, ','],
      [0, 4, 4, ' '],
      [0, 5, 5, 'b'],
    ]),
    ['@0 -f(a) +f(a, b)'],
  ));

test('a line that was added is added', () =>
  assert.deepEqual(
    diffs('a\nb', [
      [0, 1, 1, '\n'],
      [1, 0, 0, 'x'],
    ]),
    ['@1 +x'],
  ));

test('what was typed and taken back is no edit', () =>
  assert.deepEqual(
    diffs('a', [
      [0, 1, 1, 'b'],
      [0, 1, 2, ''],
    ]),
    [],
  ));

test('places far apart are edits of their own, and the lower one moves down', () =>
  assert.deepEqual(
    diffs(FIVE, [
      [6, 0, 5, 'SEVEN'],
      [0, 3, 3, '\nmore'],
    ]),
    ['@1 +more', '@7 -seven +SEVEN'],
  ));

test('neighbours are one edit', () =>
  assert.deepEqual(
    diffs(FIVE, [
      [1, 0, 3, 'TWO'],
      [2, 0, 5, 'THREE'],
    ]),
    ['@1 -two -three +TWO +THREE'],
  ));

test('taking the edits back in their turn gives the text from before', () => {
  const step = fc.tuple(fc.nat(7), fc.nat(5), fc.nat(5), fc.constantFrom('', 'x', '\n', 'y\nz'));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), steps => {
      const log = new EditLog(FIVE);
      let lines = FIVE.split('\n');
      for (const [row, a, b, text] of steps) {
        const line = Math.min(row, lines.length - 1);
        const length = lines[line]?.length ?? 0;
        const [from = 0, to = 0] = [Math.min(a, length), Math.min(b, length)].sort((x, y) => x - y);
        const at = { line, character: from };
        log.change({ start: at, end: { line, character: to }, text }, 0);
        const whole = lines[line] ?? '';
        lines.splice(line, 1, ...`${whole.slice(0, from)}${text}${whole.slice(to)}`.split('\n'));
      }
      lines = [...lines];
      const edits = log.recent('a', 0).sort((x, y) => y.line - x.line);
      for (const { line, removed, added } of edits) {
        assert.deepEqual(lines.slice(line, line + added.length), added);
        lines.splice(line, added.length, ...removed);
      }
      if (edits.length < 8) assert.equal(lines.join('\n'), FIVE);
    }),
  );
});
