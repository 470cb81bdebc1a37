import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The project's own folder. */
export const ROOT = path.join(import.meta.dirname, '..', '..');

/** A copy of the sample project in a temporary folder, for typing in; who takes it deletes it. */
export function copySample(): string {
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'inkling-')), 'orders');
  cpSync(path.join(ROOT, 'test', 'fixtures', 'sample-project'), folder, { recursive: true });
  return folder;
}

/** Bundles the extension as it is now. */
export function build(): void {
  execFileSync(process.execPath, ['esbuild.config.mjs'], { cwd: ROOT, stdio: 'inherit' });
}
