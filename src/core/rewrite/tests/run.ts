import { below, endingOf, folderOf, foldersUp, joined, nameOf, stemOf } from '../project/paths.ts';
import type { FrameworkId } from './frameworks.ts';
import type { Added } from './merge.ts';

/** A program to start, without a shell. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Inside of the workspace folder. */
  readonly folder: string;
}

/** What is to be run. */
export interface TestRun {
  readonly framework: FrameworkId;
  /** The file of tests. */
  readonly path: string;
  /** The package: where the manifest lies. */
  readonly folder: string;
  readonly tests: readonly Added[];
}

/** The command, or what has to be installed first. */
export type Runnable =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'missing'; readonly what: string; readonly install: string };

/** Is there such a file? By its path inside of the workspace folder. */
export type Exists = (path: string) => Promise<boolean>;

/**
 * The command that runs just these tests and no other. Runners of JavaScript are started from where the project has them installed, so that nothing is fetched.
 *
 *     vitest, src/cart.test.ts › "is empty"   ⇒   node node_modules/vitest/vitest.mjs run src/cart.test.ts -t "is empty"
 *     pytest, tests/test_cart.py › test_empty ⇒   python3 -m pytest tests/test_cart.py::test_empty
 */
export async function runnableFor(run: TestRun, exists: Exists): Promise<Runnable> {
  const { framework, path, folder } = run;
  const file = below(path, folder);
  switch (framework) {
    case 'vitest':
      return installed(run, exists, 'vitest/vitest.mjs', ['run', file, '-t', pattern(run.tests)]);
    case 'jest':
      return installed(run, exists, 'jest/bin/jest.js', [
        '--coverage=false',
        '--runTestsByPath',
        file,
        '-t',
        pattern(run.tests),
      ]);
    case 'mocha':
      return installed(run, exists, 'mocha/bin/mocha.js', [file, '--grep', pattern(run.tests)]);
    case 'node:test':
      return command('node', folder, [
        '--test',
        `--test-name-pattern=^(${alternatives(run.tests, titled)})$`,
        file,
      ]);
    case 'pytest': {
      const ids = run.tests.map(({ name, within }) => [file, ...within, name].join('::'));
      return command(await pythonFor(path, exists), folder, ['-m', 'pytest', '-q', ...ids]);
    }
    case 'unittest': {
      const module = file.slice(0, -endingOf(file).length).replaceAll('/', '.');
      const ids = run.tests.map(({ name, within }) => [module, ...within, name].join('.'));
      return command(await pythonFor(path, exists), folder, ['-m', 'unittest', ...ids]);
    }
    case 'go test':
      return command('go', folder, [
        'test',
        '-v',
        '-run',
        `^(${alternatives(run.tests)})$`,
        `./${folderOf(file)}`,
      ]);
    case 'cargo test':
      return command('cargo', folder, [
        'test',
        '--',
        ...run.tests.map(({ name, within }) => [...within, name].join('::')),
      ]);
    case 'JUnit 5':
      return javaRun(run, exists);
    case 'NUnit':
    case 'xUnit':
      return command('dotnet', folder, [
        'test',
        '--filter',
        run.tests.map(one => `FullyQualifiedName~${dotted(one)}`).join('|'),
      ]);
    case 'RSpec':
      return command('bundle', folder, [
        'exec',
        'rspec',
        file,
        ...run.tests.flatMap(({ name }) => ['-e', name]),
      ]);
    case 'PHPUnit': {
      const program = joined(folder, 'vendor/bin/phpunit');
      if (!(await exists(program)))
        return { kind: 'missing', what: 'PHPUnit', install: 'composer install' };
      return command('php', folder, [
        'vendor/bin/phpunit',
        '--filter',
        `/::(${alternatives(run.tests)})$/`,
        file,
      ]);
    }
  }
}

function command(program: string, folder: string, args: readonly string[]): Runnable {
  return { kind: 'command', command: { program, folder, args } };
}

/** A runner in the nearest `node_modules`. */
async function installed(
  { framework, path, folder }: TestRun,
  exists: Exists,
  runner: string,
  args: readonly string[],
): Promise<Runnable> {
  for (const above of foldersUp(path)) {
    const script = joined(above, 'node_modules', runner);
    if (!(await exists(script))) continue;
    const up = '../'.repeat(folder === '' ? 0 : folder.split('/').length);
    return command('node', folder, [up + script, ...args]);
  }
  return { kind: 'missing', what: framework, install: 'npm install' };
}

/** The project's own Python, where it has an environment; else the one on the path. */
async function pythonFor(path: string, exists: Exists): Promise<string> {
  for (const folder of foldersUp(path)) {
    for (const inside of ['.venv/bin/python', 'venv/bin/python', '.venv/Scripts/python.exe']) {
      const program = joined(folder, inside);
      if (await exists(program)) return program;
    }
  }
  return 'python3';
}

async function javaRun({ path, folder, tests }: TestRun, exists: Exists): Promise<Runnable> {
  if (await exists(joined(folder, 'pom.xml'))) {
    const names = tests.map(({ name }) => name).join('+');
    return command('mvn', folder, ['-q', `-Dtest=${stemOf(path)}#${names}`, 'test']);
  }
  const filters = tests.flatMap(one => ['--tests', `*${dotted(one)}`]);
  return command('gradle', folder, ['test', ...filters]);
}

function dotted({ name, within }: Added): string {
  return [...within, name].join('.');
}

/** The whole titles, as runners of JavaScript match them: suites and test, joined by spaces, by newer ones of vitest with ` > `. */
function pattern(tests: readonly Added[]): string {
  const titles = tests.map(({ name, within }) => [...within, name].map(titled).join('( > | )'));
  return `^(${titles.join('|')})$`;
}

/** Rows of cases have titles with places for their values: `adds %i and $b` */
function titled(title: string): string {
  return escaped(title).replace(/%[sdifjoOc#]|\\\$[\w.]+/g, '.*');
}

function alternatives(tests: readonly Added[], write = escaped): string {
  return tests.map(({ name }) => write(name)).join('|');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** The command as people read it. */
export function commandLine({ program, args }: Command): string {
  const shown = [nameOf(program), ...args];
  return shown.map(word => (/[\s"'^$|()]/.test(word) ? `'${word}'` : word)).join(' ');
}
