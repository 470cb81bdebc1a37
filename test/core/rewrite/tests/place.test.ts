import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Project } from '../../../../src/core/rewrite/project/project.ts';
import { detectFramework } from '../../../../src/core/rewrite/tests/detect.ts';
import { FRAMEWORKS } from '../../../../src/core/rewrite/tests/frameworks.ts';
import { placeTests } from '../../../../src/core/rewrite/tests/place.ts';

/** Files by path, with their text; most need none. */
type Files = Readonly<Record<string, string>>;

function projectOf(files: Files): Project {
  return { files: Object.keys(files), read: async path => files[path] };
}

const dependsOn = (...names: string[]): string =>
  JSON.stringify({ devDependencies: Object.fromEntries(names.map(name => [name, '1.0.0'])) });
const runs = (script: string, ...names: string[]): string =>
  JSON.stringify({ ...JSON.parse(dependsOn(...names)), scripts: { test: script } });
const csproj = (...names: string[]): string =>
  `<Project>${names.map(name => `<PackageReference Include="${name}" />`).join('')}</Project>`;

interface Row {
  readonly name: string;
  readonly language: string;
  readonly files: Files;
  readonly source: string;
  /** `framework: how path`, or the candidates where it is open. */
  readonly expected: string;
}

const ROWS: readonly Row[] = [
  {
    name: 'the file of tests beside the source',
    language: 'typescript',
    files: {
      'package.json': dependsOn('vitest'),
      'src/cart.ts': '',
      'src/cart.test.ts': '',
      'src/user.test.ts': '',
    },
    source: 'src/cart.ts',
    expected: 'vitest: existing src/cart.test.ts',
  },
  {
    name: 'none yet: named as its neighbours are',
    language: 'typescript',
    files: {
      'package.json': dependsOn('vitest'),
      'src/cart.ts': '',
      'src/user.ts': '',
      'src/user.spec.ts': '',
    },
    source: 'src/cart.ts',
    expected: 'vitest: new src/cart.spec.ts',
  },
  {
    name: 'a project without any tests: beside the source',
    language: 'typescriptreact',
    files: { 'package.json': dependsOn('vitest'), 'src/ui/Cart.tsx': '' },
    source: 'src/ui/Cart.tsx',
    expected: 'vitest: new src/ui/Cart.test.tsx',
  },
  {
    name: 'a monorepo: the nearest manifest, and not the first of the workspace',
    language: 'typescript',
    files: {
      'package.json': dependsOn('jest'),
      'packages/shop/package.json': dependsOn('vitest'),
      'packages/shop/src/cart.ts': '',
      'packages/admin/package.json': dependsOn('mocha'),
      'packages/admin/src/cart.ts': '',
      'packages/admin/test/cart.test.ts': '',
    },
    source: 'packages/shop/src/cart.ts',
    expected: 'vitest: new packages/shop/src/cart.test.ts',
  },
  {
    name: 'a package that names none: the root of the monorepo',
    language: 'javascript',
    files: {
      'package.json': dependsOn('jest'),
      'packages/shop/package.json': '{}',
      'packages/shop/cart.js': '',
    },
    source: 'packages/shop/cart.js',
    expected: 'jest: new packages/shop/cart.test.js',
  },
  {
    name: 'a folder of tests below each folder',
    language: 'javascript',
    files: {
      'package.json': dependsOn('jest'),
      'src/a/user.js': '',
      'src/a/__tests__/user.test.js': '',
      'src/b/cart.js': '',
    },
    source: 'src/b/cart.js',
    expected: 'jest: new src/b/__tests__/cart.test.js',
  },
  {
    name: 'jest known by its configuration alone',
    language: 'typescript',
    files: {
      'jest.config.cjs': '',
      'package.json': '{}',
      'src/cart.ts': '',
      '__tests__/cart.ts': '',
    },
    source: 'src/cart.ts',
    expected: 'jest: existing __tests__/cart.ts',
  },
  {
    name: 'two in one manifest: its script decides',
    language: 'javascript',
    files: { 'package.json': runs('mocha --recursive', 'jest', 'mocha'), 'lib/cart.js': '' },
    source: 'lib/cart.js',
    expected: 'mocha: new test/cart.test.js',
  },
  {
    name: 'two in one manifest, and no script: the tests that are there decide',
    language: 'javascript',
    files: {
      'package.json': dependsOn('jest', 'mocha'),
      'lib/a.js': '',
      'test/a.js': "import { expect } from 'chai';",
      'lib/b.js': '',
    },
    source: 'lib/b.js',
    expected: 'mocha: new test/b.js',
  },
  {
    name: 'two in one manifest and nothing decides: it is asked',
    language: 'javascript',
    files: { 'package.json': dependsOn('jest', 'mocha'), 'lib/b.js': '' },
    source: 'lib/b.js',
    expected: 'open: jest, mocha',
  },
  {
    name: 'mocha, mirrored',
    language: 'javascript',
    files: {
      '.mocharc.json': '{}',
      'package.json': '{}',
      'src/shop/cart.js': '',
      'src/user.js': '',
      'test/user.spec.js': '',
      'test/support/cart.js': '',
    },
    source: 'src/shop/cart.js',
    expected: 'mocha: new test/shop/cart.spec.js',
  },
  {
    name: "Node's own runner, by the script",
    language: 'typescript',
    files: {
      'package.json': runs('node --import tsx --test "test/**/*.test.ts"'),
      'src/core/cart.ts': '',
      'src/core/user.ts': '',
      'test/core/user.test.ts': "import { test } from 'node:test';",
    },
    source: 'src/core/cart.ts',
    expected: 'node:test: new test/core/cart.test.ts',
  },
  {
    name: "Node's own runner, by the tests alone",
    language: 'javascript',
    files: {
      'package.json': '{}',
      'cart.js': '',
      'user.js': '',
      'user.test.js': "import test from 'node:test';",
    },
    source: 'cart.js',
    expected: 'node:test: new cart.test.js',
  },
  {
    name: 'pytest, flat',
    language: 'python',
    files: {
      'pyproject.toml': '[dependency-groups]\ndev = ["pytest>=8"]',
      'shop/cart.py': '',
      'shop/user.py': '',
      'tests/test_user.py': '',
    },
    source: 'shop/cart.py',
    expected: 'pytest: new tests/test_cart.py',
  },
  {
    name: 'pytest, mirrored, with the other way of naming',
    language: 'python',
    files: {
      'requirements-dev.txt': 'ruff\npytest==8.1\n',
      'src/shop/a/cart.py': '',
      'src/shop/b/user.py': '',
      'tests/b/user_test.py': '',
    },
    source: 'src/shop/a/cart.py',
    expected: 'pytest: new tests/a/cart_test.py',
  },
  {
    name: 'two files of the same name: the one on the same path',
    language: 'python',
    files: {
      'pytest.ini': '',
      'app/a/views.py': '',
      'app/b/views.py': '',
      'tests/a/test_views.py': '',
      'tests/b/test_views.py': '',
    },
    source: 'app/b/views.py',
    expected: 'pytest: existing tests/b/test_views.py',
  },
  {
    name: 'unittest, by the tests that are there; mocks of it do not make one',
    language: 'python',
    files: {
      'setup.py': '',
      'shop/cart.py': '',
      'shop/user.py': '',
      'test/test_user.py': 'import unittest\n',
    },
    source: 'shop/cart.py',
    expected: 'unittest: new test/test_cart.py',
  },
  {
    name: 'unittest.mock in tests of pytest',
    language: 'python',
    files: {
      'setup.py': '',
      'shop/cart.py': '',
      'tests/test_user.py': 'from unittest import mock\n\ndef test_a():\n    pass\n',
    },
    source: 'shop/cart.py',
    expected: 'pytest: new tests/test_cart.py',
  },
  {
    name: 'Python that tells nothing: it is asked',
    language: 'python',
    files: { 'pyproject.toml': '[project]', 'shop/cart.py': '' },
    source: 'shop/cart.py',
    expected: 'open: pytest, unittest',
  },
  {
    name: 'Go: beside the source, always',
    language: 'go',
    files: {
      'go.mod': 'module shop',
      'cart/cart.go': '',
      'cart/cart_test.go': '',
      'user/user.go': '',
    },
    source: 'user/user.go',
    expected: 'go test: new user/user_test.go',
  },
  {
    name: 'Go, existing',
    language: 'go',
    files: { 'go.mod': 'module shop', 'cart/cart.go': '', 'cart/cart_test.go': '' },
    source: 'cart/cart.go',
    expected: 'go test: existing cart/cart_test.go',
  },
  {
    name: 'Rust: inside of the source',
    language: 'rust',
    files: { 'Cargo.toml': '', 'src/cart.rs': '', 'tests/all.rs': '' },
    source: 'src/cart.rs',
    expected: 'cargo test: inside src/cart.rs',
  },
  {
    name: 'Rust: a file of integration tests of that name',
    language: 'rust',
    files: { 'Cargo.toml': '', 'src/cart.rs': '', 'tests/cart.rs': '' },
    source: 'src/cart.rs',
    expected: 'cargo test: existing tests/cart.rs',
  },
  {
    name: 'Maven',
    language: 'java',
    files: {
      'pom.xml': '<artifactId>junit-jupiter</artifactId>',
      'src/main/java/com/shop/Cart.java': '',
    },
    source: 'src/main/java/com/shop/Cart.java',
    expected: 'JUnit 5: new src/test/java/com/shop/CartTest.java',
  },
  {
    name: 'Gradle, a module of many, named as its neighbours are',
    language: 'java',
    files: {
      'build.gradle': '',
      'core/build.gradle.kts': 'tasks.test { useJUnitPlatform() }',
      'core/src/main/java/com/shop/Cart.java': '',
      'core/src/main/java/com/shop/User.java': '',
      'core/src/test/java/com/shop/UserTests.java': '',
    },
    source: 'core/src/main/java/com/shop/Cart.java',
    expected: 'JUnit 5: new core/src/test/java/com/shop/CartTests.java',
  },
  {
    name: 'Kotlin',
    language: 'kotlin',
    files: { 'build.gradle.kts': 'useJUnitPlatform()', 'src/main/kotlin/shop/Cart.kt': '' },
    source: 'src/main/kotlin/shop/Cart.kt',
    expected: 'JUnit 5: new src/test/kotlin/shop/CartTest.kt',
  },
  {
    name: 'xUnit: the project that refers to the one of the source',
    language: 'csharp',
    files: {
      'src/Shop/Shop.csproj': csproj('Serilog'),
      'src/Shop/Pricing/Cart.cs': '',
      'tests/Other.Tests/Other.Tests.csproj': csproj('NUnit'),
      'tests/Shop.Tests/Shop.Tests.csproj': `${csproj('xunit')}<ProjectReference Include="..\\..\\src\\Shop\\Shop.csproj" />`,
    },
    source: 'src/Shop/Pricing/Cart.cs',
    expected: 'xUnit: new tests/Shop.Tests/Pricing/CartTests.cs',
  },
  {
    name: 'NUnit, existing',
    language: 'csharp',
    files: {
      'Shop/Shop.csproj': csproj(),
      'Shop/Cart.cs': '',
      'Shop.Tests/Shop.Tests.csproj': `${csproj('NUnit')}<ProjectReference Include="../Shop/Shop.csproj" />`,
      'Shop.Tests/CartTest.cs': '',
    },
    source: 'Shop/Cart.cs',
    expected: 'NUnit: existing Shop.Tests/CartTest.cs',
  },
  {
    name: 'RSpec, a gem',
    language: 'ruby',
    files: { Gemfile: "gem 'rspec'", 'lib/shop/cart.rb': '' },
    source: 'lib/shop/cart.rb',
    expected: 'RSpec: new spec/shop/cart_spec.rb',
  },
  {
    name: 'RSpec, an application',
    language: 'ruby',
    files: {
      '.rspec': '',
      'app/models/cart.rb': '',
      'app/models/user.rb': '',
      'spec/models/user_spec.rb': '',
    },
    source: 'app/models/cart.rb',
    expected: 'RSpec: new spec/models/cart_spec.rb',
  },
  {
    name: 'PHPUnit, as its neighbours are',
    language: 'php',
    files: {
      'composer.json': '{"require-dev": {"phpunit/phpunit": "^11"}}',
      'src/Pricing/Cart.php': '',
      'src/User.php': '',
      'tests/Unit/UserTest.php': '',
    },
    source: 'src/Pricing/Cart.php',
    expected: 'PHPUnit: new tests/Unit/Pricing/CartTest.php',
  },
  {
    name: 'PHPUnit, none yet',
    language: 'php',
    files: { 'phpunit.xml.dist': '', 'composer.json': '{}', 'src/Pricing/Cart.php': '' },
    source: 'src/Pricing/Cart.php',
    expected: 'PHPUnit: new tests/Pricing/CartTest.php',
  },
  {
    name: 'asked for in a file of tests: into it',
    language: 'typescript',
    files: { 'package.json': dependsOn('vitest'), 'src/cart.test.ts': '' },
    source: 'src/cart.test.ts',
    expected: 'vitest: existing src/cart.test.ts',
  },
  {
    name: 'a manifest that is no JSON any more',
    language: 'typescript',
    files: { 'package.json': '{ "devDependencies": { "vitest": "^3.0.0", }', 'src/cart.ts': '' },
    source: 'src/cart.ts',
    expected: 'vitest: new src/cart.test.ts',
  },
  {
    name: 'mocha, existing',
    language: 'javascript',
    files: { '.mocharc.yml': '', 'package.json': '{}', 'lib/cart.js': '', 'test/cart-test.js': '' },
    source: 'lib/cart.js',
    expected: 'mocha: existing test/cart-test.js',
  },
  {
    name: "Node's own runner, existing, by its script",
    language: 'javascript',
    files: { 'package.json': runs('node --test'), 'src/cart.mjs': '', 'test/cart.mjs': '' },
    source: 'src/cart.mjs',
    expected: 'node:test: existing test/cart.mjs',
  },
  {
    name: 'unittest, existing, by what the configuration runs',
    language: 'python',
    files: {
      'tox.ini': 'commands = python -m unittest',
      'shop/cart.py': '',
      'test/test_cart.py': '',
    },
    source: 'shop/cart.py',
    expected: 'unittest: existing test/test_cart.py',
  },
  {
    name: 'JUnit 5, existing, in one of two packages',
    language: 'java',
    files: {
      'pom.xml': '<artifactId>spring-boot-starter-test</artifactId>',
      'src/main/java/com/shop/a/Cart.java': '',
      'src/main/java/com/shop/b/Cart.java': '',
      'src/test/java/com/shop/a/CartTest.java': '',
      'src/test/java/com/shop/b/CartTest.java': '',
    },
    source: 'src/main/java/com/shop/b/Cart.java',
    expected: 'JUnit 5: existing src/test/java/com/shop/b/CartTest.java',
  },
  {
    name: 'NUnit, none yet',
    language: 'csharp',
    files: {
      'Shop/Shop.csproj': csproj(),
      'Shop/Pricing/Cart.cs': '',
      'Shop.Tests/Shop.Tests.csproj': `${csproj('NUnit')}<ProjectReference Include="../Shop/Shop.csproj" />`,
    },
    source: 'Shop/Pricing/Cart.cs',
    expected: 'NUnit: new Shop.Tests/Pricing/CartTests.cs',
  },
  {
    name: 'xUnit, existing',
    language: 'csharp',
    files: {
      'src/Shop/Shop.csproj': csproj(),
      'src/Shop/Cart.cs': '',
      'tests/Shop.Tests/Shop.Tests.csproj': `${csproj('xunit.v3')}<ProjectReference Include="..\\..\\src\\Shop\\Shop.csproj" />`,
      'tests/Shop.Tests/CartTests.cs': '',
    },
    source: 'src/Shop/Cart.cs',
    expected: 'xUnit: existing tests/Shop.Tests/CartTests.cs',
  },
  {
    name: 'RSpec, existing',
    language: 'ruby',
    files: {
      'shop.gemspec': "add_dependency 'rspec'",
      'lib/shop/cart.rb': '',
      'spec/shop/cart_spec.rb': '',
    },
    source: 'lib/shop/cart.rb',
    expected: 'RSpec: existing spec/shop/cart_spec.rb',
  },
  {
    name: 'PHPUnit, existing',
    language: 'php',
    files: { 'phpunit.xml': '', 'src/Cart.php': '', 'tests/Feature/CartTest.php': '' },
    source: 'src/Cart.php',
    expected: 'PHPUnit: existing tests/Feature/CartTest.php',
  },
  {
    name: 'pytest, none yet: next to the manifest, and not to the source',
    language: 'python',
    files: { 'services/api/pyproject.toml': 'pytest', 'services/api/src/shop/cart.py': '' },
    source: 'services/api/src/shop/cart.py',
    expected: 'pytest: new services/api/tests/test_cart.py',
  },
];

for (const { name, language, files, source, expected } of ROWS) {
  test(`${name}: ${source} ⇒ ${expected}`, async () => {
    const project = projectOf(files);
    const detected = await detectFramework(source, language, project);
    if (detected.kind === 'open') {
      assert.equal(`open: ${detected.candidates.map(({ id }) => id).join(', ')}`, expected);
      return;
    }
    const place = placeTests(source, detected.framework, detected, project.files);
    assert.equal(`${detected.framework.id}: ${place.kind} ${place.path}`, expected);
  });
}

test('every framework has a place that is new, and one that is there already', () => {
  const lacking = FRAMEWORKS.flatMap(({ id, home }) =>
    [home.kind === 'inside' ? 'inside' : 'new', 'existing']
      .filter(kind => !ROWS.some(({ expected }) => expected.startsWith(`${id}: ${kind} `)))
      .map(kind => `${id} ${kind}`),
  );
  assert.deepEqual(lacking, []);
});
