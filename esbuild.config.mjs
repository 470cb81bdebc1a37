// Bundles the extension (`dist/extension.cjs`), the worker that learns the workspace (`dist/worker.cjs`), and the one that tries expressions (`dist/regex.cjs`).
// The grammars that src/core/syntax reads go beside them, and what counts tokens (`dist/tokens`). --production also minifies; --watch builds
// again at every change. The licences of the packages inside go with them.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { context } from 'esbuild';
import { grammarFiles } from './src/core/syntax/languages.ts';

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

const bundles = await context({
  entryPoints: {
    extension: 'src/extension.ts',
    worker: 'src/worker/worker.ts',
    regex: 'src/worker/regex.ts',
  },
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
  legalComments: 'none',
  metafile: true,
  logLevel: 'info',
});
if (watch) await bundles.watch();
else {
  const { metafile } = await bundles.rebuild();
  writeFileSync('dist/packages.LEGAL.txt', licencesOf(Object.keys(metafile.inputs)));
  await bundles.dispose();
}

/** Name, version and licence text of every package that the files are from. */
function licencesOf(files) {
  const folders = files.map(file => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  const packages = [...new Set(folders.filter(folder => folder !== undefined))].sort();
  return packages.map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceOf(folder) {
  const { name, version, license, repository } = JSON.parse(
    readFileSync(`${folder}/package.json`, 'utf8'),
  );
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? undefined : readFileSync(`${folder}/${file}`, 'utf8');
  if (text === undefined && license === undefined) throw new Error(`${name} has no licence`);
  return `${name} ${version}\n\n${text ?? `${license}, as its package says; ${repository.url}\n`}`;
}
