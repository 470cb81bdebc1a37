import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FrameworkId } from '../../../../src/core/rewrite/tests/frameworks.ts';
import { outcomeOf } from '../../../../src/core/rewrite/tests/outcome.ts';

/** What runners say, as they say it, and how it is read. */
const ROWS: readonly (readonly [FrameworkId, number | undefined, string, string])[] = [
  [
    'node:test',
    0,
    '▶ total\n  ✔ adds (0.5ms)\n✔ total (1ms)\nℹ tests 1\nℹ pass 1\nℹ fail 0',
    'passed 1',
  ],
  ['node:test', 0, '✔ src/cart.test.js (45.5ms)\nℹ tests 1\nℹ pass 1\nℹ fail 0', 'none-ran'],
  [
    'node:test',
    0,
    'TAP version 13\n# Subtest: src/cart.test.js\nok 1 - src/cart.test.js\n# pass 1',
    'none-ran',
  ],
  ['node:test', 1, '✖ adds\nℹ pass 0\nℹ fail 1', 'failed'],
  [
    'vitest',
    0,
    '\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[32m2 passed\u001b[39m | 1 skipped (3)',
    'passed 2',
  ],
  ['vitest', 0, '      Tests  2 skipped (2)', 'none-ran'],
  ['vitest', 1, 'No test files found, exiting with code 1', 'none-ran'],
  ['jest', 0, 'Tests:       1 skipped, 1 passed, 2 total', 'passed 1'],
  ['mocha', 0, '  0 passing (1ms)', 'none-ran'],
  ['pytest', 0, '3 passed in 0.01s', 'passed 3'],
  ['pytest', 5, 'no tests ran in 0.00s', 'none-ran'],
  ['pytest', 4, 'ERROR: not found: /x/tests/test_cart.py::test_a', 'none-ran'],
  ['pytest', 1, '/usr/bin/python3: No module named pytest', 'missing pytest'],
  ['unittest', 0, 'Ran 2 tests in 0.001s\n\nOK', 'passed 2'],
  ['go test', 0, '=== RUN   TestA\n--- PASS: TestA (0.00s)\nPASS\nok  \tshop/cart', 'passed 1'],
  [
    'go test',
    0,
    'testing: warning: no tests to run\nPASS\nok  \tshop/cart [no tests to run]',
    'none-ran',
  ],
  [
    'cargo test',
    0,
    'test result: ok. 2 passed; 0 failed\n\ntest result: ok. 0 passed; 0 failed',
    'passed 2',
  ],
  ['JUnit 5', 0, '', 'passed 0'],
  ['xUnit', 0, 'Passed!  - Failed:     0, Passed:     2, Skipped:     0, Total:     2', 'passed 2'],
  ['RSpec', 0, '0 examples, 0 failures', 'none-ran'],
  ['PHPUnit', 0, 'OK (2 tests, 3 assertions)', 'passed 2'],
  ['PHPUnit', undefined, '', 'missing php'],
];

for (const [framework, code, output, told] of ROWS) {
  test(`${framework}, ${code}: ${output.split('\n').at(-1)} ⇒ ${told}`, () => {
    const outcome = outcomeOf(framework, 'php', { code, output });
    const detail =
      outcome.kind === 'passed'
        ? ` ${outcome.count}`
        : outcome.kind === 'missing'
          ? ` ${outcome.what}`
          : '';
    assert.equal(outcome.kind + detail, told);
  });
}

test('of a long output a repair sees the end, in whole lines', () => {
  const output = `${'a line\n'.repeat(3000)}AssertionError: 3 !== 4`;
  const outcome = outcomeOf('jest', 'node', { code: 1, output });
  assert.ok(outcome.kind === 'failed' && outcome.failure.length < 6100);
  assert.match(outcome.failure, /^…\na line\n[\s\S]*3 !== 4$/);
});
