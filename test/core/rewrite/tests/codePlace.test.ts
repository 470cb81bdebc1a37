// Which file some tests are about, and where it goes where it is not there yet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codePlace } from '../../../../src/core/rewrite/tests/codePlace.ts';
import { FRAMEWORKS, type FrameworkId } from '../../../../src/core/rewrite/tests/frameworks.ts';

interface Row {
  readonly name: string;
  readonly framework: FrameworkId;
  /** The other files of the project. */
  readonly files: readonly string[];
  readonly tests: string;
  readonly text?: string;
  readonly roots?: { readonly folder: string; readonly sources?: string };
  readonly expected: string;
}

const ROWS: readonly Row[] = [
  {
    name: 'the file of the same name beside it',
    framework: 'vitest',
    files: ['src/cart.ts', 'lib/cart.ts'],
    tests: 'src/cart.test.ts',
    expected: 'existing src/cart.ts',
  },
  {
    name: 'what it imports goes before what is named alike',
    framework: 'vitest',
    files: ['src/cart.ts', 'src/shop/cart.ts'],
    tests: 'src/cart.test.ts',
    text: "import { total } from './shop/cart';\n",
    expected: 'existing src/shop/cart.ts',
  },
  {
    name: 'an import of a file that is not there: it is to be made',
    framework: 'vitest',
    files: ['src/user.ts'],
    tests: 'test/cart.test.ts',
    text: "import { it } from 'vitest';\nimport { total } from '../src/cart.js';\n",
    expected: 'new src/cart.ts',
  },
  {
    name: 'by require, under another name, the only one',
    framework: 'jest',
    files: [],
    tests: 'pricing.test.js',
    text: "const { total } = require('./cart');\n",
    expected: 'new cart.js',
  },
  {
    name: 'several imports: the one that is named like the tests',
    framework: 'jest',
    files: ['src/user.js', 'src/cart.js'],
    tests: 'src/cart.spec.js',
    text: "import './setup.css';\nimport { user } from './user.js';\nimport { cart } from './cart.js';\n",
    expected: 'existing src/cart.js',
  },
  {
    name: 'an index of a folder',
    framework: 'vitest',
    files: ['src/cart/index.ts'],
    tests: 'src/cart.test.ts',
    text: "import { total } from './cart';\n",
    expected: 'existing src/cart/index.ts',
  },
  {
    name: 'a folder of tests below each folder, as a pair shows',
    framework: 'jest',
    files: ['src/a/user.js', 'src/a/__tests__/user.test.js'],
    tests: 'src/b/__tests__/cart.test.js',
    expected: 'new src/b/cart.js',
  },
  {
    name: 'a folder of tests, and nothing that shows how',
    framework: 'jest',
    files: [],
    tests: 'src/__tests__/cart.test.js',
    expected: 'new src/cart.js',
  },
  {
    name: 'mocha, mirrored',
    framework: 'mocha',
    files: ['lib/user.js'],
    tests: 'test/shop/cart.js',
    expected: 'new lib/shop/cart.js',
  },
  {
    name: "Node's own runner, beside",
    framework: 'node:test',
    files: [],
    tests: 'core/cart.test.mjs',
    expected: 'new core/cart.mjs',
  },
  {
    name: 'pytest: the module that it imports',
    framework: 'pytest',
    files: ['src/shop/cart.py', 'src/cart.py'],
    tests: 'tests/test_cart.py',
    text: 'import pytest\nfrom shop.cart import total\n',
    expected: 'existing src/shop/cart.py',
  },
  {
    name: 'pytest, mirrored as a pair shows',
    framework: 'pytest',
    files: ['lib/x/user.py', 'tests/x/test_user.py'],
    tests: 'tests/y/test_cart.py',
    expected: 'new lib/y/cart.py',
  },
  {
    name: 'unittest, flat: where the code is',
    framework: 'unittest',
    files: ['shop/user.py'],
    tests: 'tests/test_cart.py',
    expected: 'new shop/cart.py',
  },
  {
    name: 'Go: beside it',
    framework: 'go test',
    files: ['user/user.go'],
    tests: 'cart/cart_test.go',
    expected: 'new cart/cart.go',
  },
  {
    name: 'Rust: inside of the file',
    framework: 'cargo test',
    files: ['src/lib.rs'],
    tests: 'src/cart.rs',
    expected: 'inside src/cart.rs',
  },
  {
    name: 'Rust: tests of their own',
    framework: 'cargo test',
    files: ['src/cart.rs'],
    tests: 'tests/cart.rs',
    expected: 'existing src/cart.rs',
  },
  {
    name: 'JUnit 5, Maven',
    framework: 'JUnit 5',
    files: ['src/main/java/com/shop/User.java'],
    tests: 'src/test/java/com/shop/CartTest.java',
    expected: 'new src/main/java/com/shop/Cart.java',
  },
  {
    name: 'Kotlin',
    framework: 'JUnit 5',
    files: ['src/main/kotlin/shop/User.kt'],
    tests: 'src/test/kotlin/shop/CartTest.kt',
    expected: 'new src/main/kotlin/shop/Cart.kt',
  },
  {
    name: 'xUnit: in the project that the tests refer to',
    framework: 'xUnit',
    files: ['src/Shop/User.cs'],
    tests: 'tests/Shop.Tests/Pricing/CartTests.cs',
    roots: { folder: 'tests/Shop.Tests', sources: 'src/Shop' },
    expected: 'new src/Shop/Pricing/Cart.cs',
  },
  {
    name: 'NUnit, existing',
    framework: 'NUnit',
    files: ['Shop/Cart.cs'],
    tests: 'Shop.Tests/CartTest.cs',
    expected: 'existing Shop/Cart.cs',
  },
  {
    name: 'RSpec, an application',
    framework: 'RSpec',
    files: ['app/models/user.rb'],
    tests: 'spec/models/cart_spec.rb',
    expected: 'new app/models/cart.rb',
  },
  {
    name: 'RSpec, a gem',
    framework: 'RSpec',
    files: ['lib/shop.rb'],
    tests: 'spec/shop/cart_spec.rb',
    expected: 'new lib/shop/cart.rb',
  },
  {
    name: 'PHPUnit, as a pair shows',
    framework: 'PHPUnit',
    files: ['src/User.php', 'tests/Unit/UserTest.php'],
    tests: 'tests/Unit/Pricing/CartTest.php',
    expected: 'new src/Pricing/Cart.php',
  },
  {
    name: 'PHPUnit, none yet',
    framework: 'PHPUnit',
    files: [],
    tests: 'tests/CartTest.php',
    expected: 'new Cart.php',
  },
];

for (const { name, framework: id, files, tests, text = '', roots, expected } of ROWS) {
  test(`${id}, ${name}: ${tests} ⇒ ${expected}`, () => {
    const framework = FRAMEWORKS.find(row => row.id === id);
    assert.ok(framework);
    const { kind, path } = codePlace(tests, text, framework, roots ?? { folder: '' }, [
      ...files,
      tests,
    ]);
    assert.equal(`${kind} ${path}`, expected);
  });
}

test('every framework is in the table', () => {
  const missing = FRAMEWORKS.filter(({ id }) => !ROWS.some(row => row.framework === id));
  assert.deepEqual(
    missing.map(({ id }) => id),
    [],
  );
});
