import type { FrameworkId } from './frameworks.ts';

/** How a run of tests ended. */
export type TestOutcome =
  | { readonly kind: 'passed'; readonly count: number }
  /** @member failure what the runner says of it, the end of its output. */
  | { readonly kind: 'failed'; readonly failure: string }
  /** The runner found none of the tests: its word that all is well would mean nothing. */
  | { readonly kind: 'none-ran'; readonly output: string }
  /** The runner itself is not there. */
  | { readonly kind: 'missing'; readonly what: string };

/** What a process said. */
export interface Ended {
  /** `undefined` where it could not be started. */
  readonly code: number | undefined;
  readonly output: string;
}

/** Where a runner says how many tests passed; all numbers found are added up, and what has no number counts one. */
const PASSED: Readonly<Record<FrameworkId, RegExp>> = {
  vitest: /^\s*Tests\s.*?(\d+) passed/gm,
  jest: /^Tests:.*?(\d+) passed/gm,
  mocha: /^\s*(\d+) passing/gm,
  'node:test': /^(?:ℹ|#) pass (\d+)/gm,
  pytest: /\b(\d+) passed/g,
  unittest: /^Ran (\d+) tests?/gm,
  'go test': /^\s*--- PASS()/gm,
  'cargo test': /^test result: ok\. (\d+) passed/gm,
  'JUnit 5': /Tests run: (\d+)|BUILD SUCCESSFUL()/g,
  NUnit: /Passed:\s*(\d+)/g,
  xUnit: /Passed:\s*(\d+)/g,
  RSpec: /^(\d+) examples?/gm,
  PHPUnit: /^OK \((\d+) test/gm,
};

/** Runners whose silence is a good sign. */
const QUIET: readonly FrameworkId[] = ['JUnit 5'];

const MISSING =
  /No module named ['"]?(pytest)|(bundler): command not found|Could not find (?:gem )?'(rspec)/;

/** Characters of output that a repair gets to see: the end of it, where runners sum up. */
const MOST = 6000;

/** Reads how a run ended, from its exit code and its words. */
export function outcomeOf(
  framework: FrameworkId,
  program: string,
  { code, output }: Ended,
): TestOutcome {
  const text = plain(output);
  if (code === undefined) return { kind: 'missing', what: program };
  const missing = MISSING.exec(text);
  if (missing !== null) return { kind: 'missing', what: missing.slice(1).find(Boolean) ?? program };
  const count = passedIn(framework, text);
  if (noneRan(framework, code, text)) return { kind: 'none-ran', output: endOf(text) };
  if (code !== 0) return { kind: 'failed', failure: endOf(text) };
  if (count === 0 && !QUIET.includes(framework)) return { kind: 'none-ran', output: endOf(text) };
  return { kind: 'passed', count };
}

function passedIn(framework: FrameworkId, text: string): number {
  return [...text.matchAll(PASSED[framework])].reduce((sum, match) => {
    const number = match.slice(1).find(group => group);
    return sum + (number === undefined ? 1 : Number(number));
  }, 0);
}

/** Runners that end with an error when they find nothing. */
function noneRan(framework: FrameworkId, code: number, text: string): boolean {
  if (framework === 'pytest') return code === 5 || /^ERROR: not found:/m.test(text);
  // Node counts a file in which no test was found as one that passed, by its path
  if (framework === 'node:test' && /^(?:✔|ok \d+ -) \S+\.[cm]?[jt]sx?(?: \(|$)/m.test(text))
    return true;
  return /^No test files found|No tests found, exiting/m.test(text);
}

/** Without colours and what else moves the cursor. */
function plain(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
  return output.replace(/\u001b\[[\d;?]*[A-Za-z]/g, '').replaceAll('\r\n', '\n');
}

function endOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= MOST) return trimmed;
  const cut = trimmed.indexOf('\n', trimmed.length - MOST);
  return `…${trimmed.slice(cut)}`;
}
