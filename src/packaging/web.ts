import { existsSync } from 'node:fs';
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
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path: imported, resolveDir, kind }) => {
        const web = imported.replace(/\.ts$/, '.web.ts');
        if (!existsSync(path.join(resolveDir, web))) return undefined;
        // found as any other file is, so that the same is known of it whoever imports it first
        return resolve(web, { resolveDir, kind });
      });
    },
  };
}
