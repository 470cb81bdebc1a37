// Bundles the extension (`dist/extension.cjs`), the worker that learns the workspace (`dist/worker.cjs`), and the one that tries expressions
// (`dist/regex.cjs`), with the parts of them that are read when they are first needed (`dist/parts`); and all that VS Code in a browser takes (`dist/web`), in parts too.
// The companion for the user's side of remote windows is an extension of its own (`dist/companion`).
// What runs inside of webviews goes to `dist/views`. The grammars that src/core/syntax reads go beside them, and what counts tokens (`dist/tokens`). --production also minifies; --watch builds
// again at every change. The licences of the packages inside go with them, and a list of the packages for machines (CycloneDX).
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { context } from 'esbuild';
import { grammarFiles } from './src/core/syntax/languages.ts';
import { writeBom } from './src/packaging/bom.ts';
import { asCommonJs } from './src/packaging/chunks.ts';
import { furnishCompanion } from './src/packaging/companion.ts';
import { noticesOf, packagesOf } from './src/packaging/licences.ts';
import { forBrowsers } from './src/packaging/web.ts';
import { asWebParts } from './src/packaging/webParts.ts';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

mkdirSync('dist', { recursive: true });
for (const file of grammarFiles()) {
  copyFileSync(`node_modules/@vscode/tree-sitter-wasm/wasm/${file}`, `dist/${file}`);
}

const TOKENS = ['lite/tiktoken_bg.wasm', 'encoders/cl100k_base.json', 'encoders/o200k_base.json'];
mkdirSync('dist/tokens', { recursive: true });
for (const file of TOKENS) {
  copyFileSync(`node_modules/tiktoken/${file}`, `dist/tokens/${file.split('/').at(-1)}`);
}

const SHARED = {
  bundle: true,
  external: ['vscode'],
  loader: { '.txt': 'text' },
  minify: production,
  legalComments: 'none',
  metafile: true,
  preserveSymlinks: true,
  logLevel: 'info',
};

const node = await context({
  ...SHARED,
  entryPoints: {
    extension: 'src/extension.ts',
    worker: 'src/worker/worker.ts',
    regex: 'src/worker/regex.ts',
  },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  format: 'esm',
  splitting: true,
  chunkNames: 'parts/[name]-[hash]',
  target: 'node20',
  minify: false, // `asCommonJs` reads the code first, and minifies it then
  sourcemap: production ? false : 'inline',
  write: false,
  plugins: [asCommonJs(production)],
});

const FOR_WEB = {
  ...SHARED,
  outdir: 'dist/web',
  // asked for by tree-sitter where it finds itself in Node
  external: ['vscode', 'fs/promises', 'module', 'url'],
  platform: 'browser',
  target: 'es2022',
};

const web = await context({
  ...FOR_WEB,
  entryPoints: { extension: 'src/extension.ts' },
  format: 'esm',
  splitting: true,
  chunkNames: 'parts/[name]-[hash]',
  minify: false, // so does `asWebParts`
  write: false,
  plugins: [forBrowsers(), asWebParts(production)],
});

const webWorker = await context({
  ...FOR_WEB,
  entryPoints: { worker: 'src/worker/worker.ts' },
  format: 'cjs',
  sourcemap: production ? false : 'linked',
  plugins: [forBrowsers()],
});

// one file for desktop and browser: it asks for nothing of Node
const companion = await context({
  ...SHARED,
  entryPoints: { extension: 'src/companion/extension.ts' },
  outdir: 'dist/companion',
  platform: 'browser',
  format: 'cjs',
  target: 'es2022',
});

// what runs inside of webviews: each page loads its own when it is opened
const views = await context({
  ...SHARED,
  entryPoints: ['why', 'usage'].flatMap(page => [`src/views/${page}.ts`, `src/views/${page}.css`]),
  outdir: 'dist/views',
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
});

await furnishCompanion('dist/companion');
const all = [node, web, webWorker, views, companion];
if (watch) await Promise.all(all.map(bundle => bundle.watch()));
else {
  const built = await Promise.all(all.map(bundle => bundle.rebuild()));
  const metafiles = built.map(({ metafile }) => metafile);
  const inputs = metafiles.flatMap(metafile => Object.keys(metafile.inputs));
  writeFileSync('dist/packages.LEGAL.txt', noticesOf(packagesOf(inputs)));
  writeBom('dist/sbom.cdx.json', metafiles);
  await Promise.all(all.map(bundle => bundle.dispose()));
}
