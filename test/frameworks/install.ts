import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const KIT = path.join(import.meta.dirname, 'kit');
const MARK = path.join(KIT, 'node_modules', '.installed');

/** The folder that has vitest, jest and mocha in its `node_modules`, as its lock file says. Fetches them (100 MB) where they are not there. */
export function ensureRunners(): string {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(KIT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === lock) return KIT;
  console.log('Fetching the test runners of JavaScript as packages (100 MB, once)…');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: KIT,
    stdio: 'inherit',
  });
  writeFileSync(MARK, lock);
  return KIT;
}
