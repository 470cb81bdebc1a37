import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LinedText } from '../../../../src/core/completion/context/alike/linedText.ts';

test('its lines are those that cutting at line ends gives, from anywhere to anywhere', () => {
  const texts = fc.array(fc.constantFrom('', 'a', 'b c', '\u{1f600}')).map(all => all.join('\n'));
  fc.assert(
    fc.property(
      texts,
      fc.integer({ min: -3, max: 9 }),
      fc.integer({ min: -3, max: 9 }),
      (text, from, to) => {
        const cut = text.split('\n');
        const lined = new LinedText(text);
        assert.equal(lined.length, cut.length);
        assert.equal(
          lined.lines(from, to),
          cut.slice(Math.max(0, from), Math.max(0, to)).join('\n'),
        );
        assert.equal(lined.line(from), from < 0 ? '' : (cut[from] ?? ''));
      },
    ),
  );
});
