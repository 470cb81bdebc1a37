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
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path: imported, resolveDir }) => {
        const web = path.join(resolveDir, imported.replace(/\.ts$/, '.web.ts'));
        return existsSync(web) ? { path: web } : undefined;
      });
    },
  };
}
