import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * For a browser, a file that needs Node is replaced by the one beside it that does not.
 *
 *     import { startThread } from './thread.ts'      ⇒      ./thread.web.ts
 */
export function forBrowsers(): Plugin {
  return {
    name: 'for-browsers',
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path: imported, resolveDir, kind }) => {
        const web = imported.replace(/\.ts$/, '.web.ts');
        if (!existsSync(path.join(resolveDir, web))) return undefined;
        // found as any other file is, so that the same is known of it whoever imports it first
        return resolve(web, { resolveDir, kind });
      });
      onLoad({ filter: /[\\/]tree-sitter\.js$/ }, ({ path: file }) => ({
        contents: withAnAddress(readFileSync(file, 'utf8')),
      }));
    },
  };
}

const NOWHERE = "throw new Error('Unable to determine script URL')";

/**
 * tree-sitter asks where it was loaded from, which in a browser's worker it can't tell, and gives up. It needs no answer: its WASM is handed to it. So it gets any.
 *
 * @throws Error where it no longer asks so.
 */
function withAnAddress(code: string): string {
  if (!code.includes(NOWHERE)) throw new Error(`tree-sitter.js does not hold: ${NOWHERE}`);
  return code.replace(NOWHERE, "return 'https://inkling.invalid/tree-sitter.js'");
}
