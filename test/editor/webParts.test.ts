// The bundle as the extension host of a browser reads it: one file, made a function; all else is read as a file when it is first needed.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { asWebParts } from '../../src/packaging/webParts.ts';

const SOURCES: Readonly<Record<string, string>> = {
  'extension.ts': `
    import * as vscode from 'vscode';
    import { count } from './counter';
    export const activate = () => [vscode.version, count()];
    export const later = async () => (await import('./first')).first();
    export const other = async () => (await import('./second')).default;
    export const said = 'import x from "./counter"; import("./first")';`,
  'counter.ts': 'let n = 0; export const count = () => ++n;',
  'shared.ts': 'import { count } from "./counter"; export const both = () => "both " + count();',
  'first.ts': `
    import { both } from './shared';
    export const first = async () => [both(), (await import('./second')).default];`,
  'second.ts': 'import { both } from "./shared"; export default "second, " + both();',
};

/** What the bundle exports. */
interface Exports {
  readonly said: string;
  activate(): unknown;
  later(): Promise<unknown>;
  other(): Promise<unknown>;
}

/** The bundle, and the extension as VS Code loads it: with no module but `vscode`. */
async function loaded(minify: boolean, folder: string) {
  for (const [name, code] of Object.entries(SOURCES)) writeFileSync(path.join(folder, name), code);
  await build({
    entryPoints: { extension: path.join(folder, 'extension.ts') },
    outdir: path.join(folder, 'dist/web'),
    bundle: true,
    external: ['vscode'],
    platform: 'browser',
    format: 'esm',
    splitting: true,
    minify,
    chunkNames: 'parts/[name]-[hash]',
    metafile: true,
    write: false,
    plugins: [asWebParts(minify)],
  });
  const read: string[] = [];
  const vscode = {
    version: '1.100.0',
    extensions: { getExtension: () => ({ extensionUri: folder }) },
    Uri: { joinPath: (...parts: string[]) => path.join(...parts) },
    workspace: {
      fs: {
        async readFile(file: string) {
          read.push(path.basename(file).replace(/-.*/, ''));
          return readFileSync(file);
        },
      },
    },
  };
  const code = readFileSync(path.join(folder, 'dist/web/extension.js'), 'utf8');
  const module = { exports: {} as Exports };
  new Function('module', 'exports', 'require', code)(module, module.exports, (name: string) => {
    assert.equal(name, 'vscode', 'it knows no other');
    return vscode;
  });
  return { extension: module.exports, read };
}

for (const minify of [false, true]) {
  test(`parts are read when they are needed, once, and share what they import${minify ? ', minified' : ''}`, async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-web-parts-'));
    try {
      const { extension, read } = await loaded(minify, folder);
      assert.deepEqual(extension.activate(), ['1.100.0', 1]);
      assert.deepEqual(read, []);
      assert.ok(readdirSync(path.join(folder, 'dist/web/parts')).length >= 3);
      assert.deepEqual(
        await extension.later(),
        ['both 2', 'second, both 3'],
        'one counter for all',
      );
      assert.deepEqual(read.toSorted(), ['chunk', 'first', 'second']);
      assert.equal(await extension.other(), 'second, both 3', 'it ran once');
      assert.equal(read.length, 3, 'and was read once');
      assert.equal(extension.said, 'import x from "./counter"; import("./first")');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
