// Real frameworks run tests that were merged into a file: just those, and what they say is understood.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { detectFramework } from '../../src/core/rewrite/tests/detect.ts';
import { type Added, mergeTests } from '../../src/core/rewrite/tests/merge.ts';
import { outcomeOf, type TestOutcome } from '../../src/core/rewrite/tests/outcome.ts';
import { placeTests } from '../../src/core/rewrite/tests/place.ts';
import { runnableFor } from '../../src/core/rewrite/tests/run.ts';
import { syntaxFor } from '../support/grammars.ts';
import { ensureRunners } from './install.ts';

interface Row {
  readonly name: string;
  readonly language: string;
  /** The tool that must be there; it is asked for its version. */
  readonly needs: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly source: string;
  /** The file of tests after the answer was merged. Its own tests would fail if they were run too. */
  readonly place: string;
  readonly right: string;
  /** The same with an expectation that does not hold. */
  readonly wrong: string;
  readonly failure: RegExp;
}

const packageJson = (script: string): string =>
  JSON.stringify({ type: 'module', scripts: { test: script } });
const SUM =
  'export function total(prices) {\n  return prices.reduce((sum, price) => sum + price, 0);\n}\n';

const scriptRow = (name: string, needs: readonly string[], imports: string): Row => ({
  name,
  language: 'javascript',
  needs,
  files: {
    'package.json': packageJson(name === 'node:test' ? 'node --test' : name),
    'src/cart.js': SUM,
    'src/cart.test.js': `${imports}import { total } from './cart.js';\n\ndescribe('total', () => {\n  it('of another', () => {\n    throw new Error('not asked for');\n  });\n});\n`,
  },
  source: 'src/cart.js',
  place: 'src/cart.test.js',
  right: `import assert from 'node:assert/strict';\n\ndescribe('total', () => {\n  it('adds (up) $1', () => {\n    assert.equal(total([1, 2]), 3);\n  });\n});\n`,
  wrong: `import assert from 'node:assert/strict';\n\ndescribe('total', () => {\n  it('adds (up) $1', () => {\n    assert.equal(total([1, 2]), 4);\n  });\n});\n`,
  failure: /3 !== 4|expected 3 to|to (?:strictly )?equal 4|\+ *3\b/i,
});

const ROWS: readonly Row[] = [
  scriptRow('node:test', ['node'], "import { describe, it } from 'node:test';\n"),
  scriptRow('vitest', ['node'], "import { describe, it } from 'vitest';\n"),
  scriptRow('mocha', ['node'], ''),
  {
    ...scriptRow('jest', ['node'], ''),
    files: {
      'package.json': JSON.stringify({ scripts: { test: 'jest' } }),
      'src/cart.js': SUM.replace('export function total', 'module.exports = function total'),
      'src/cart.test.js': `const total = require('./cart');\n\ndescribe('total', () => {\n  it('of another', () => {\n    throw new Error('not asked for');\n  });\n});\n`,
    },
    right: `const total = require('./cart');\n\ndescribe('total', () => {\n  it('adds (up) $1', () => {\n    expect(total([1, 2])).toBe(3);\n  });\n});\n`,
    wrong: `const total = require('./cart');\n\ndescribe('total', () => {\n  it('adds (up) $1', () => {\n    expect(total([1, 2])).toBe(4);\n  });\n});\n`,
    failure: /Expected: 4/,
  },
  {
    name: 'pytest',
    language: 'python',
    needs: ['python3', '-m', 'pytest'],
    files: {
      'pytest.ini': '[pytest]\npythonpath = .\n',
      'shop/cart.py': 'def total(prices):\n    return sum(prices)\n',
      'tests/test_cart.py':
        'from shop.cart import total\n\n\ndef test_of_another():\n    assert False\n',
    },
    source: 'shop/cart.py',
    place: 'tests/test_cart.py',
    right:
      'from shop.cart import total\n\n\nclass TestTotal:\n    def test_adds(self):\n        assert total([1, 2]) == 3\n',
    wrong:
      'from shop.cart import total\n\n\nclass TestTotal:\n    def test_adds(self):\n        assert total([1, 2]) == 4\n',
    failure: /assert 3 == 4/,
  },
  {
    name: 'unittest',
    language: 'python',
    needs: ['python3'],
    files: {
      'setup.py': '',
      'shop/cart.py': 'def total(prices):\n    return sum(prices)\n',
      'tests/test_cart.py':
        'import unittest\nfrom shop.cart import total\n\n\nclass TestTotal(unittest.TestCase):\n    def test_of_another(self):\n        self.fail()\n',
    },
    source: 'shop/cart.py',
    place: 'tests/test_cart.py',
    right:
      'import unittest\n\nclass TestTotal(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(total([1, 2]), 3)\n',
    wrong:
      'import unittest\n\nclass TestTotal(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(total([1, 2]), 4)\n',
    failure: /3 != 4/,
  },
  {
    name: 'go test',
    language: 'go',
    needs: ['go', 'version'],
    files: {
      'go.mod': 'module shop\n\ngo 1.21\n',
      'cart/cart.go':
        'package cart\n\nfunc Total(prices ...int) int {\n\tsum := 0\n\tfor _, price := range prices {\n\t\tsum += price\n\t}\n\treturn sum\n}\n',
      'cart/cart_test.go':
        'package cart\n\nimport "testing"\n\nfunc TestOfAnother(t *testing.T) {\n\tt.Fatal("not asked for")\n}\n',
    },
    source: 'cart/cart.go',
    place: 'cart/cart_test.go',
    right:
      'package cart\n\nimport (\n\t"fmt"\n\t"testing"\n)\n\nfunc TestTotal(t *testing.T) {\n\tif got := fmt.Sprint(Total(1, 2)); got != "3" {\n\t\tt.Errorf("got %s, want 3", got)\n\t}\n}\n',
    wrong:
      'package cart\n\nimport (\n\t"fmt"\n\t"testing"\n)\n\nfunc TestTotal(t *testing.T) {\n\tif got := fmt.Sprint(Total(1, 2)); got != "4" {\n\t\tt.Errorf("got %s, want 4", got)\n\t}\n}\n',
    failure: /got 3, want 4/,
  },
  {
    name: 'cargo test',
    language: 'rust',
    needs: ['cargo', '--version'],
    files: {
      'Cargo.toml': '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2021"\n',
      'src/lib.rs':
        'pub fn total(prices: &[u32]) -> u32 {\n    prices.iter().sum()\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn of_another() {\n        panic!("not asked for");\n    }\n}\n',
    },
    source: 'src/lib.rs',
    place: 'src/lib.rs',
    right: '#[test]\nfn adds() {\n    assert_eq!(total(&[1, 2]), 3);\n}\n',
    wrong: '#[test]\nfn adds() {\n    assert_eq!(total(&[1, 2]), 4);\n}\n',
    failure: /left: 3\s+right: 4/,
  },
];

/** The runners of JavaScript need the Node that runs this, and must not think that they are part of it. */
const ENVIRONMENT = {
  ...process.env,
  PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
  NODE_TEST_CONTEXT: undefined,
  NODE_OPTIONS: '',
};

function isThere([program = '', ...args]: readonly string[]): boolean {
  return (
    spawnSync(program, [...args, args.length > 1 ? '--version' : ''].filter(Boolean), { input: '' })
      .status === 0
  );
}

/** The answer merged into the project, run, and what came of it. */
async function merged(
  row: Row,
  folder: string,
  answer: string,
): Promise<{
  outcome: TestOutcome;
  added: readonly Added[];
  run(tests: readonly Added[]): Promise<TestOutcome>;
}> {
  const files = Object.keys(row.files);
  const project = { files, read: async (name: string) => row.files[name] };
  const detected = await detectFramework(row.source, row.language, project);
  assert.ok(detected.kind === 'found' && detected.framework.id === row.name);
  const place = placeTests(row.source, detected.framework, detected, files);
  assert.equal(place.path, row.place);
  const result = mergeTests(row.files[row.place] ?? '', answer, await syntaxFor(row.language));
  assert.ok(result);
  writeFileSync(path.join(folder, row.place), result.text);
  const run = async (tests: readonly Added[]): Promise<TestOutcome> => {
    const wanted = {
      framework: detected.framework.id,
      path: place.path,
      folder: detected.folder,
      tests,
    };
    const runnable = await runnableFor(wanted, async name => existsSync(path.join(folder, name)));
    assert.ok(runnable.kind === 'command');
    const { program, args } = runnable.command;
    const ended = spawnSync(program, args, {
      cwd: path.join(folder, runnable.command.folder),
      encoding: 'utf8',
      env: ENVIRONMENT,
    });
    return outcomeOf(wanted.framework, program, {
      code: ended.status ?? undefined,
      output: ended.stdout + ended.stderr,
    });
  };
  return { outcome: await run(result.added), added: result.added, run };
}

for (const row of ROWS) {
  const skip = isThere(row.needs) ? false : `${row.needs.join(' ')} is not on this machine`;
  test(`${row.name}: runs the new tests only, tells passed, failed and not found apart`, {
    skip,
  }, async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-tests-'));
    try {
      for (const [name, text] of Object.entries(row.files)) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), text);
      }
      if (['vitest', 'jest', 'mocha'].includes(row.name)) {
        symlinkSync(path.join(ensureRunners(), 'node_modules'), path.join(folder, 'node_modules'));
      }
      const right = await merged(row, folder, row.right);
      assert.deepEqual(right.outcome, { kind: 'passed', count: 1 });
      const none = await right.run([{ name: 'test_nobody_wrote_this', within: [] }]);
      assert.notEqual(none.kind, 'passed', 'a test that is not there');
      const { outcome } = await merged(row, folder, row.wrong);
      assert.equal(outcome.kind, 'failed');
      assert.match(outcome.kind === 'failed' ? outcome.failure : '', row.failure);
      assert.doesNotMatch(outcome.kind === 'failed' ? outcome.failure : '', /not asked for/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
