import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { complete } from '../../../src/core/completion/complete.ts';
import { TYPING } from '../../../src/core/completion/trigger.ts';
import { type LinedDocument, windowAt } from '../../../src/core/completion/window.ts';
import { engineSaying, toolsFor } from '../../support/snapshots.ts';

/** A document that counts the characters that are taken of it. */
function documentOf(lines: readonly string[]): LinedDocument & { taken: number } {
  return {
    taken: 0,
    lineCount: lines.length,
    lengthOf: line => lines[line]?.length ?? 0,
    between(fromLine, fromCharacter, line, character) {
      const all = lines.slice(fromLine, line + 1);
      all.push((all.pop() ?? '').slice(0, character));
      all[0] = (all[0] ?? '').slice(fromCharacter);
      const text = all.join('\n');
      this.taken += text.length;
      return text;
    },
  };
}

/** All that may be taken for a keystroke. */
const MOST = 80 * 1024;

test('a short document is taken whole', () => {
  const document = documentOf(['a', 'bcd', 'e']);
  assert.deepEqual(windowAt(document, 1, 2), { before: 'a\nbc', after: 'd\ne' });
});

test('line ends are those of the core', () => {
  const document = documentOf(['a\r', 'bcd\r', 'e']);
  assert.deepEqual(windowAt(document, 1, 2), { before: 'a\nbc', after: 'd\ne' });
});

test('L3 of a million lines few are taken, and a key that is typed does not move where they begin', () => {
  const lines = Array.from({ length: 1_000_000 }, (_, k) => `line ${k}`);
  for (const line of [0, 500_000, 999_999]) {
    const document = documentOf(lines);
    const { before, after } = windowAt(document, line, 3);
    assert.ok(document.taken <= MOST);
    assert.equal(before.split('\n').at(-1), 'lin');
    assert.equal(after.split('\n')[0], `e ${line}`);
    assert.equal(windowAt(document, line, 4).before.slice(0, -1), before);
  }
});

test('L4 beside lines of five megabytes only the near text is taken', () => {
  const document = documentOf(['x'.repeat(5e6), 'above', 'here', 'below', 'y'.repeat(5e6)]);
  assert.deepEqual(windowAt(document, 2, 2), { before: 'above\nhe', after: 're\nbelow' });
  assert.ok(document.taken < 100);
});

test('L4 on a line of five megabytes little is taken, and nothing shown', async () => {
  const document = documentOf(['above', 'x'.repeat(5e6), 'below']);
  const window = windowAt(document, 1, 2_500_000);
  assert.ok(document.taken <= MOST);
  const place = { uri: 'file:///a.ts', path: 'a.ts', languageId: 'typescript', version: 1 };
  const tools = toolsFor(engineSaying('x'));
  const at = { ...place, line: 1, ...window };
  const { outcome } = await complete(at, TYPING, tools, new AbortController().signal);
  assert.equal(outcome.kind === 'silent' && outcome.rule, 'line-too-long');
  assert.equal(tools.engine.asked, 0);
});

test('what is taken is the text right at the cursor, in whole lines, and never more than the window', () => {
  const line = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('', 'x'.repeat(40_000)));
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.nat(),
      fc.nat(),
      (all, k, c) => {
        const lines = all.map(text => text.replace(/[\r\n]/g, ' '));
        const at = k % lines.length;
        const character = c % ((lines[at]?.length ?? 0) + 1);
        const document = documentOf(lines);
        const { before, after } = windowAt(document, at, character);
        const above = [...lines.slice(0, at), (lines[at] ?? '').slice(0, character)].join('\n');
        const below = [(lines[at] ?? '').slice(character), ...lines.slice(at + 1)].join('\n');
        assert.ok(document.taken <= MOST);
        assert.ok(above.endsWith(before) && below.startsWith(after));
        const whole = before.length === above.length || above.at(-1 - before.length) === '\n';
        assert.ok(
          whole &&
            (after.length === below.length ||
              below[after.length] === '\n' ||
              after.length === 16 * 1024),
        );
      },
    ),
    { numRuns: 500, seed: 9 },
  );
});
