// Bundles the extension (`dist/extension.cjs`) and the worker that learns the workspace (`dist/worker.cjs`).
// The grammars that src/core/syntax reads go beside them. --production also minifies; --watch builds again at every change.
// The licences of the packages inside go with them.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { context } from 'esbuild';
import { grammarFiles } from './src/core/syntax/languages.ts';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

mkdirSync('dist', { recursive: true });
for (const file of grammarFiles()) {
  copyFileSync(`node_modules/@vscode/tree-sitter-wasm/wasm/${file}`, `dist/${file}`);
}

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
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file`);
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, 'utf8')}`;
}
