// The bundle as extension hosts read it: modules that were split, each as CommonJS.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { asCommonJs } from '../../src/packaging/chunks.ts';

test('a module that makes a `require` of its own, as tree-sitter’s does, can still load others', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-chunks-'));
  try {
    const entry = path.join(folder, 'entry.mjs');
    writeFileSync(
      entry,
      `export async function name(file) {
        const { createRequire } = await import('module');
        var require = createRequire(file);
        return require('path').basename(file);
      }`,
    );
    await build({
      entryPoints: { entry },
      outdir: folder,
      outExtension: { '.js': '.cjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      splitting: true,
      write: false,
      plugins: [asCommonJs(false)],
    });
    const { name } = createRequire(import.meta.url)(path.join(folder, 'entry.cjs'));
    assert.equal(await name('/a/b.ts'), 'b.ts');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
