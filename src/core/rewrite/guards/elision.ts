import type { Warning } from './warning.ts';

const COMMENT = /^\s*(\/\/|#|--|;|\/\*|\{\/\*|<!--|\*|%)/;
const ELIDED =
  /(\.\.\.|…).*\b(rest|remaining|existing|other|previous|same|unchanged|code|as before)\b|\b(rest|remainder|remaining|existing|previous|original|other)\b.*\b(unchanged|here|as before|(stays?|remains?) the same|goes here)\b|^\W*(\.\.\.|…)\W*$/i;

/**
 * Warns of a comment that stands for code which the model left out: applied, that code would be gone.
 *
 *     function f() {⏎  // ... rest of the function⏎}
 */
export function elisionWarning(
  before: readonly string[],
  after: readonly string[],
): Warning | undefined {
  const known = new Set(before.map(line => line.trim()));
  const line = after.find(one => COMMENT.test(one) && ELIDED.test(one) && !known.has(one.trim()));
  return line === undefined ? undefined : { code: 'OUT-ELIDED', facts: { line: line.trim() } };
}
