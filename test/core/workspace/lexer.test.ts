import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { visitTokens } from '../../../src/core/workspace/lexer.ts';

// Tokens joined by `|`, with their spaces; line ends as the shape of what follows.
function picture(text: string): string {
  const seen: string[] = [];
  visitTokens(
    text,
    (_, end, space) => seen.push(text.slice(space, end)),
    shape => seen.push(`⏎${['=', '>', '<', '⏎=', '⏎>', '⏎<'][shape]}`),
  );
  return seen.join('|');
}

test('words are cut into their parts', () => {
  assert.equal(
    picture('getUserName(HTTPServer, max_len2)'),
    'get|User|Name|(|HTTP|Server|,| max|_|len|2|)',
  );
});

test('operators stay whole', () => {
  assert.equal(picture('a === b?.c ?? (d => -1)'), 'a| ===| b|?.|c| ??| (|d| =>| -|1|)');
});

test('line ends tell how the next line is indented; blank lines are no tokens', () => {
  assert.equal(picture('if a:\n  b\n  c\n\nd'), 'if| a|:|⏎>|b|⏎=|c|⏎⏎<|d');
});

test('CRLF, CR and LF read the same', () => {
  assert.equal(picture('a\r\n  b\r\rc'), picture('a\n  b\n\nc'));
});

test('no token starts or ends inside a surrogate pair, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), text => {
      let last = 0;
      const trailing = visitTokens(
        text,
        (start, end, space) => {
          assert.match(text.slice(last, start), /^[\s\u00a0]*$/);
          assert.ok(space <= start && start < end);
          assert.doesNotMatch(text.slice(start, end), /^[\udc00-\udfff]|[\ud800-\udbff]$/);
          last = end;
        },
        () => {},
      );
      assert.match(text.slice(last), /^[\s\u00a0]*$/);
      assert.ok(trailing >= last);
    }),
    { numRuns: 2000, seed: 3 },
  );
});
