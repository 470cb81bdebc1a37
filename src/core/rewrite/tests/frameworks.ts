import { depends, type Evidence } from '../project/evidence.ts';

export type FrameworkId =
  | 'vitest'
  | 'jest'
  | 'mocha'
  | 'node:test'
  | 'pytest'
  | 'unittest'
  | 'go test'
  | 'cargo test'
  | 'JUnit 5'
  | 'NUnit'
  | 'xUnit'
  | 'RSpec'
  | 'PHPUnit';

/** How a file of tests is named: `*` stands for the name of what it tests. */
export interface Naming {
  readonly name: string;
  /** Counts only in such a folder. */
  readonly within?: RegExp;
}

/** One framework: how it is recognised, how its files are named, where they live by default, and how its tests are written. */
export interface Framework {
  readonly id: FrameworkId;
  readonly languages: readonly string[];
  readonly evidence: readonly Evidence[];
  /** What the script named `test` in package.json says when it runs this one. */
  readonly script?: RegExp;
  /** What a file of its tests says: decides where manifests leave it open. */
  readonly tests: RegExp;
  readonly namings: readonly Naming[];
  /** Where a file of tests goes in a project that has none yet. */
  readonly home: Home;
  /** For the model: how its tests and assertions are written. */
  readonly style: string;
}

/**
 * `beside` the source, or `inside` of it; `flat` in one folder next to the manifest; or in a `mirror` of the source's folders: each `[from, to]`, next to the manifest, the
 * first that the source is in.
 */
export type Home =
  | { readonly kind: 'beside' | 'inside' }
  | { readonly kind: 'flat'; readonly folder: string }
  | { readonly kind: 'mirror'; readonly folders: readonly (readonly [string, string])[] };

const SCRIPT = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];
const TEST_FOLDER = /(^|\/)(tests?|__tests__|spec)\//;
const DOTTED: readonly Naming[] = [
  { name: '*.test' },
  { name: '*.spec' },
  { name: '*-test', within: TEST_FOLDER },
  { name: '*', within: TEST_FOLDER },
];

/** All frameworks, by language; a new one is a new row. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    id: 'vitest',
    languages: SCRIPT,
    evidence: [
      { file: /^vitest\.(config|workspace)\.\w+$/ },
      { file: /^package\.json$/, says: depends('vitest') },
    ],
    script: /\bvitest\b/,
    tests: /from ['"]vitest['"]/,
    namings: DOTTED,
    home: { kind: 'beside' },
    style: "describe, it and expect, imported from 'vitest'; mocks by vi",
  },
  {
    id: 'jest',
    languages: SCRIPT,
    evidence: [
      { file: /^jest\.config\.\w+$/ },
      { file: /^package\.json$/, says: depends('(?:jest|ts-jest|@jest/globals)') },
    ],
    script: /\bjest\b/,
    tests: /from ['"]@jest\/globals['"]|\bjest\.(fn|mock|spyOn)\b/,
    namings: DOTTED,
    home: { kind: 'beside' },
    style: 'describe, it and expect, which are global; mocks by jest.fn',
  },
  {
    id: 'mocha',
    languages: SCRIPT,
    evidence: [{ file: /^\.mocharc\.\w+$/ }, { file: /^package\.json$/, says: depends('mocha') }],
    script: /\bmocha\b/,
    tests: /from ['"]chai['"]|require\(['"]chai['"]\)/,
    namings: DOTTED,
    home: {
      kind: 'mirror',
      folders: [
        ['src', 'test'],
        ['lib', 'test'],
        ['', 'test'],
      ],
    },
    style:
      "describe and it, which are global; assertions by chai where the project has it, else by 'node:assert/strict'",
  },
  {
    id: 'node:test',
    languages: SCRIPT,
    evidence: [{ file: /^package\.json$/, says: /"[^"]+"\s*:\s*"[^"\n]*\bnode\b[^"\n]* --test\b/ }],
    script: /\bnode\b.* --test\b/,
    tests: /['"]node:test['"]/,
    namings: DOTTED,
    home: { kind: 'beside' },
    style: "describe and test of 'node:test', assertions of 'node:assert/strict'",
  },
  {
    id: 'pytest',
    languages: ['python'],
    evidence: [
      { file: /^(pytest\.ini|conftest\.py)$/ },
      { file: /^pyproject\.toml$/, says: /\bpytest\b/ },
      { file: /^(setup\.cfg|tox\.ini|Pipfile|setup\.py|noxfile\.py)$/, says: /\bpytest\b/ },
      { file: /^[\w-]*requirements[\w-]*\.(txt|in)$/, says: /^pytest\b/m },
    ],
    tests: /^(import|from) pytest\b|^(async )?def test_/m,
    namings: [{ name: 'test_*' }, { name: '*_test' }],
    home: { kind: 'flat', folder: 'tests' },
    style:
      'functions named test_… with plain assert; pytest.raises for errors, pytest.mark.parametrize for rows of cases, fixtures by argument',
  },
  {
    id: 'unittest',
    languages: ['python'],
    evidence: [
      {
        file: /^(tox\.ini|setup\.cfg|noxfile\.py|Makefile|pyproject\.toml)$/,
        says: /(?<!\S)-m unittest\b|\bunittest discover\b/,
      },
    ],
    tests: /^(import unittest\s*$|from unittest import .*\b(TestCase|IsolatedAsyncioTestCase)\b)/m,
    namings: [{ name: 'test_*' }, { name: '*_test' }],
    home: { kind: 'flat', folder: 'tests' },
    style:
      'a class that extends unittest.TestCase, methods named test_…, self.assertEqual and its like',
  },
  {
    id: 'go test',
    languages: ['go'],
    evidence: [{ file: /^go\.mod$/ }],
    tests: /^import[\s\S]*"testing"/m,
    namings: [{ name: '*_test' }],
    home: { kind: 'beside' },
    style:
      'functions TestName(t *testing.T) in the package of the code, rows of cases in a table with t.Run, t.Errorf with got and want',
  },
  {
    id: 'cargo test',
    languages: ['rust'],
    evidence: [{ file: /^Cargo\.toml$/ }],
    tests: /#\[test\]/,
    namings: [{ name: '*', within: /(^|\/)tests\// }],
    home: { kind: 'inside' },
    style:
      '#[test] functions in `#[cfg(test)] mod tests` with `use super::*;`, assert_eq! and its like',
  },
  {
    id: 'JUnit 5',
    languages: ['java', 'kotlin'],
    evidence: [
      { file: /^pom\.xml$/, says: /junit-jupiter|spring-boot-starter-test/ },
      { file: /^build\.gradle(\.kts)?$/, says: /junit-jupiter|useJUnitPlatform|junit\.jupiter/ },
    ],
    tests: /import org\.junit\.jupiter\b/,
    namings: [{ name: '*Test' }, { name: '*Tests' }],
    home: {
      kind: 'mirror',
      folders: [
        ['src/main/java', 'src/test/java'],
        ['src/main/kotlin', 'src/test/kotlin'],
        ['', 'src/test/java'],
      ],
    },
    style:
      'a class in the package of the code, @Test methods, static imports of org.junit.jupiter.api.Assertions',
  },
  {
    id: 'NUnit',
    languages: ['csharp'],
    evidence: [{ file: /\.csproj$/, says: /Include="NUnit"/ }],
    tests: /using NUnit\.Framework/,
    namings: [{ name: '*Tests' }, { name: '*Test' }],
    home: { kind: 'mirror', folders: [['', '']] },
    style: '[Test] methods in a public class, Assert.That with constraints',
  },
  {
    id: 'xUnit',
    languages: ['csharp'],
    evidence: [{ file: /\.csproj$/, says: /Include="xunit(\.v3)?"/ }],
    tests: /using Xunit\b/,
    namings: [{ name: '*Tests' }, { name: '*Test' }],
    home: { kind: 'mirror', folders: [['', '']] },
    style:
      '[Fact] methods, [Theory] with [InlineData] for rows of cases, in a public class, Assert.Equal and its like',
  },
  {
    id: 'RSpec',
    languages: ['ruby'],
    evidence: [
      { file: /^\.rspec$/ },
      { file: /^(Gemfile|.+\.gemspec)$/, says: /\brspec(-rails)?\b/ },
    ],
    tests: /\bRSpec\.describe\b|^describe\b/m,
    namings: [{ name: '*_spec' }],
    home: {
      kind: 'mirror',
      folders: [
        ['lib', 'spec'],
        ['app', 'spec'],
        ['', 'spec'],
      ],
    },
    style:
      "RSpec.describe with describe, context and it; expect(…).to; require 'spec_helper' where the project has it",
  },
  {
    id: 'PHPUnit',
    languages: ['php'],
    evidence: [
      { file: /^phpunit(\.dist)?\.xml(\.dist)?$/ },
      { file: /^composer\.json$/, says: /"phpunit\/phpunit"/ },
    ],
    tests: /PHPUnit\\Framework\\TestCase/,
    namings: [{ name: '*Test' }],
    home: {
      kind: 'mirror',
      folders: [
        ['src', 'tests'],
        ['app', 'tests'],
        ['', 'tests'],
      ],
    },
    style:
      'a final class that extends PHPUnit\\Framework\\TestCase, methods named test…, $this->assertSame and its like',
  },
];
