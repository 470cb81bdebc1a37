// `npm test`: everything, in the order of speed; ends with the one line that counts.
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { hasModel } from './model/parts.ts';
import { ensureKit } from './workbench/kit/install.ts';
import { runHostTests } from './workbench/runHostTests.ts';

const ROOT = path.join(import.meta.dirname, '..');

interface Count {
  passed: number;
  failed: number;
}

/** Runs test files with Node's own runner, prints its report, and counts the tests (not the suites around them). */
async function runFiles(files: string[], concurrency: boolean): Promise<Count> {
  const count = { passed: 0, failed: 0 };
  const events = run({ files, concurrency });
  const ended = new Promise(resolve => events.once('end', resolve));
  events.on('test:pass', event => {
    if (event.details.type !== 'suite') count.passed++;
  });
  events.on('test:fail', event => {
    if (event.details.type !== 'suite') count.failed++;
  });
  events.compose(new spec()).pipe(process.stdout, { end: false });
  await ended;
  return count;
}

function filesOf(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT })
    .map(file => path.join(ROOT, file))
    .sort();
}

const onlyWorkbench = process.argv.includes('workbench');
const total = { passed: 0, failed: 0 };
function add(title: string, count: Count): void {
  console.log(`${title}: ${count.passed} passed, ${count.failed} failed`);
  total.passed += count.passed;
  total.failed += count.failed;
}

if (!onlyWorkbench) {
  const unit = ['test/*.test.ts', 'test/{core,editor,worker,cli,bench,package}/**/*.test.ts'];
  add('without an editor', await runFiles(unit.flatMap(filesOf), true));
}

// what the tests in an editor run is what users get
execFileSync(process.execPath, ['esbuild.config.mjs', '--production'], {
  cwd: ROOT,
  stdio: 'inherit',
});
const packaged = process.platform === 'linux' && process.arch === 'x64';
if (packaged) {
  ensureKit();
  add('in the extension host', await runHostTests());
  add('as a user', await runFiles(filesOf('test/workbench/user/*.test.ts'), false));
} else {
  console.log('The packaged workbench runs on Linux x64 only: in desktop VS Code instead.');
  add('in the extension host', await runHostTests());
}

if (packaged && (process.env.CI !== undefined || hasModel())) {
  add('with a real model', await runFiles(filesOf('test/model/*.test.ts'), false));
} else
  console.log('Left out: the tests with a real model (npm run test:model; 510 MB, Linux x64).');

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
