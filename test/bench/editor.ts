// `npm run bench:editor`: what Inkling costs the editor. Loading and activating, in fresh processes; and how late the extension host's other work is
// while 20 MB of source are learned, in a real VS Code.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureKit } from '../workbench/kit/install.ts';
import { runInHost } from '../workbench/runHostTests.ts';
import { corporaFor, filesOf } from './corpora.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const STARTS = 20;
const SOURCE = 20e6;

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function activation(): void {
  const script = path.join(import.meta.dirname, 'activate.cjs');
  const starts = Array.from({ length: STARTS }, () =>
    JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })),
  );
  const cpu = median(starts.map(start => start.cpu)).toFixed(1);
  const time = median(starts.map(start => start.time)).toFixed(1);
  const kilobytes = Math.round((starts[0]?.parsed ?? 0) / 1024);
  console.log(
    `| loading and activating, median of ${STARTS} fresh processes | ${cpu} ms CPU, ${time} ms; ${kilobytes} KB parsed |`,
  );
}

/** Writes sources of the corpora until there are 20 MB of them. */
function writeWorkspace(folder: string): void {
  let left = SOURCE;
  for (const corpus of [...corporaFor('train'), ...corporaFor('measure')]) {
    for (const { path: name, text } of filesOf(corpus)) {
      if (text.length > left) continue;
      left -= text.length;
      const file = path.join(folder, corpus.package.replaceAll(/[^\w.]/g, '-'), name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
}

async function lag(): Promise<void> {
  ensureKit();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-lag-'));
  try {
    writeWorkspace(folder);
    const suite = path.join(ROOT, 'test', 'workbench', 'host', 'lag.ts');
    const results = (await runInHost(suite, folder)) as
      | Record<'idle' | 'learning', Record<'p50' | 'p99' | 'max', number>>
      | undefined;
    if (results === undefined) throw new Error('the extension host told nothing');
    for (const [what, { p50, p99, max }] of Object.entries(results)) {
      const cells = [p50, p99, max].map(ms => `${ms.toFixed(1)} ms`).join(' / ');
      console.log(`| extension host late, ${what}: p50 / p99 / max | ${cells} |`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

execFileSync(process.execPath, ['esbuild.config.mjs', '--production'], {
  cwd: ROOT,
  stdio: 'ignore',
});
console.log('| | |\n|---|---|');
activation();
await lag();
