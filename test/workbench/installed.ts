import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { packageCompanionTo, packageTo } from '../../src/packaging/package.ts';
import { ROOT } from './sample.ts';

/**
 * Packages the extension as it is built now, and installs the package as users do.
 *
 * @param home a temporary folder for both.
 * @returns the folder of the installed extensions.
 */
export async function installInkling(home: string): Promise<string> {
  const vsix = path.join(home, 'inkling.vsix');
  await packageTo(vsix);
  return install(home, vsix);
}

/** The same for the companion on the user's side, into the same folder. */
export async function installCompanion(home: string): Promise<string> {
  const vsix = path.join(home, 'inkling-local-models.vsix');
  await packageCompanionTo(vsix);
  return install(home, vsix);
}

function install(home: string, vsix: string): string {
  const extensions = path.join(home, 'extensions');
  const code = path.join(import.meta.dirname, 'kit', 'bin', 'code.ts');
  const data = ['--server-data-dir', path.join(home, 'install')];
  runQuietly(code, '--install-extension', vsix, '--extensions-dir', extensions, ...data);
  return extensions;
}

/** Runs a script of Node's; what it writes is shown only when it fails. */
function runQuietly(...command: readonly string[]): void {
  execFileSync(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
}
