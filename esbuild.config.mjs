// Bundles the extension (`dist/extension.cjs`) and the worker that learns the workspace (`dist/worker.cjs`).
// --production also minifies; --watch builds again at every change.
import { context } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const bundles = await context({
  entryPoints: { extension: 'src/extension.ts', worker: 'src/worker/worker.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  loader: { '.txt': 'text' },
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'linked',
  logLevel: 'info',
});
if (watch) await bundles.watch();
else {
  await bundles.rebuild();
  await bundles.dispose();
}
