import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildResult, type OutputFile, type Plugin, transform } from 'esbuild';

/**
 * Writes a bundle that was split into ES modules as CommonJS, which every extension host reads: what is imported by `import()` is a file
 * that is parsed when it is first needed.
 *
 *     extension.ts ──import()──► commands.ts     ⇒     extension.cjs, parts/commands-….cjs
 *
 * Only esbuild's ES modules can be split; so the pieces are made first, and each is turned into CommonJS by itself.
 */
export function asCommonJs(minify: boolean): Plugin {
  return {
    name: 'as-commonjs',
    setup({ initialOptions, onEnd }) {
      const parts = path.join(initialOptions.outdir ?? '.', 'parts');
      onEnd(async ({ outputFiles, errors }: BuildResult) => {
        if (errors.length > 0 || outputFiles === undefined) return;
        await rm(parts, { recursive: true, force: true });
        await mkdir(parts, { recursive: true });
        await Promise.all(outputFiles.map(file => writeAsCommonJs(file, minify)));
      });
    },
  };
}

async function writeAsCommonJs({ path: file, text }: OutputFile, minify: boolean): Promise<void> {
  const { code } = await transform(withOneRequire(withPlainApi(text)), {
    format: 'cjs',
    platform: 'node',
    minify,
    // an `import()` becomes a `require`, which finds `vscode` in every host
    supported: { 'dynamic-import': false },
    sourcefile: path.basename(file),
    sourcemap: minify ? false : 'inline',
  });
  await writeFile(file, code);
}

/**
 * VS Code's API is one object. Taken as it is, it need not be copied into a namespace, name by name, for each file that imports it:
 * a third of what starting costs.
 *
 *     import * as vscode from 'vscode'      ⇒      const vscode = require('vscode')
 */
export function withPlainApi(code: string): string {
  return code.replaceAll(
    /\bimport\s*\*\s*as\s+([\w$]+)\s*from\s*["']vscode["']/g,
    (_, name) => `const ${name}=require("vscode")`,
  );
}

/**
 * A module that makes a `require` of its own hides the one that an `import()` becomes; in CommonJS it needs none.
 *
 *     const { createRequire } = await import('module'); var require = createRequire(…);      ⇒      const { createRequire } = await import('module');
 */
function withOneRequire(code: string): string {
  return code.replaceAll(/\b(?:var|let|const)\s+require\s*=\s*createRequire\([^;]*\);/g, '');
}
