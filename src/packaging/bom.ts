import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Metafile } from 'esbuild';

const CLI = 'node_modules/@cyclonedx/cyclonedx-esbuild/bin/cyclonedx-esbuild-cli.js';

/** Writes which packages are inside of some bundles, for machines: one CycloneDX document for all of them, the same each time. */
export function writeBom(file: string, metafiles: readonly Metafile[]): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-bom-'));
  try {
    const together = path.join(folder, 'metafile.json');
    writeFileSync(together, JSON.stringify(merged(metafiles)));
    const to = ['--output-file', file, '--output-reproducible'];
    execFileSync(process.execPath, [CLI, ...to, together], { stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The bundles as if they had been made at once. */
function merged(metafiles: readonly Metafile[]): Metafile {
  return {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
  };
}
