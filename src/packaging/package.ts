// `npm run package`: `inkling.vsix` and `inkling-local-models.vsix`, the same bytes from the same sources wherever and whenever they are made.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

const ROOT = path.join(import.meta.dirname, '../..');
/** The first moment that a zip file can tell: every file in it gets this one. */
const ZIP_BEGINS = Date.UTC(1980, 0, 1) / 1000;

/** The companion for the user's side of remote windows, as it is built. */
const COMPANION = path.join(ROOT, 'dist', 'companion');

/**
 * Packages the extension as it is built now. What else a zip file holds is made the same everywhere: times, time zone, order and rights
 * of the files. (What the compressor makes of them is the same for the same version of Node.)
 *
 * @param vsix the file to write.
 */
export function packageTo(vsix: string): Promise<void> {
  return packageFrom(ROOT, ['.vscodeignore'], vsix);
}

/** The same for the companion. */
export function packageCompanionTo(vsix: string): Promise<void> {
  return packageFrom(COMPANION, [], vsix);
}

async function packageFrom(root: string, more: readonly string[], vsix: string): Promise<void> {
  const staging = mkdtempSync(path.join(os.tmpdir(), 'inkling-package-'));
  const { SOURCE_DATE_EPOCH, TZ } = process.env;
  try {
    const listed = await listFiles({ cwd: root, packageManager: PackageManager.None });
    for (const file of [...listed, ...more]) stage(root, file, staging);
    Object.assign(process.env, { SOURCE_DATE_EPOCH: String(ZIP_BEGINS), TZ: 'UTC' });
    await createVSIX({
      cwd: staging,
      packagePath: path.resolve(vsix),
      dependencies: false,
      rewriteRelativeLinks: false,
    });
  } finally {
    restore({ SOURCE_DATE_EPOCH, TZ });
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The rights that a file has on this disk are this user's affair. */
function stage(root: string, file: string, staging: string): void {
  const target = path.join(staging, file);
  mkdirSync(path.dirname(target), { recursive: true });
  if (file === 'package.json') writeFileSync(target, manifestForUsers(root));
  else copyFileSync(path.join(root, file), target);
  chmodSync(target, 0o644);
}

/**
 * The manifest without `type`: our sources are ES modules and our bundles are not. In a browser VS Code goes by that word alone, and
 * loads no ES modules there.
 */
function manifestForUsers(root: string): string {
  const { type: _, ...manifest } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function restore(environment: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

if (import.meta.main) {
  const bundle = [path.join(ROOT, 'esbuild.config.mjs'), '--production'];
  execFileSync(process.execPath, bundle, { cwd: ROOT, stdio: 'inherit' });
  await packageTo(path.join(ROOT, 'inkling.vsix'));
  await packageCompanionTo(path.join(ROOT, 'inkling-local-models.vsix'));
}
