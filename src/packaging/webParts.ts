import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildResult, type Metafile, type OutputFile, type Plugin, transform } from 'esbuild';
import { withPlainApi } from './chunks.ts';

/**
 * Writes a bundle that was split into ES modules for the extension host of browsers, which loads one file, as CommonJS, and knows neither ES modules nor relative files.
 *
 *     extension.ts ──import──► chunk                ⇒     extension.js   (holds both)
 *                  ──import()──► commands ──► openai      parts/commands-….js, parts/openai-….js   (read as files when they are first needed)
 *
 * A part is made a function as VS Code makes the extension itself one: by `new Function`, which the rules of that host's page therefore allow wherever an extension
 * runs at all.
 */
export function asWebParts(minify: boolean): Plugin {
  return {
    name: 'as-web-parts',
    setup({ initialOptions, onEnd }) {
      const outdir = initialOptions.outdir ?? '.';
      onEnd(async ({ outputFiles, metafile, errors }: BuildResult) => {
        if (errors.length > 0 || outputFiles === undefined || metafile === undefined) return;
        await rm(path.join(outdir, 'parts'), { recursive: true, force: true });
        await mkdir(path.join(outdir, 'parts'), { recursive: true });
        await write(outputFiles, graphOf(metafile, outdir), outdir, minify);
      });
    },
  };
}

/** What each file imports at once, by its path from the bundle's folder. */
type Graph = Readonly<Record<string, readonly string[]>>;

function graphOf({ outputs }: Metafile, outdir: string): Graph {
  const nameOf = (file: string): string => path.posix.relative(outdir, file);
  return Object.fromEntries(
    Object.entries(outputs).map(([file, { imports }]) => [
      nameOf(file),
      imports
        .filter(({ kind, external }) => kind === 'import-statement' && external !== true)
        .map(({ path: imported }) => nameOf(imported)),
    ]),
  );
}

const ENTRY = 'extension.js';

async function write(
  files: readonly OutputFile[],
  graph: Graph,
  outdir: string,
  minify: boolean,
): Promise<void> {
  const codes: Record<string, string> = {};
  for (const { path: file, text } of files) {
    const name = path.posix.relative(path.resolve(outdir), file);
    codes[name] = await asFunctionBody(name, text, graph, minify);
  }
  const atStart = new Set(withAllItImports(ENTRY, graph));
  for (const [name, code] of Object.entries(codes)) {
    if (!atStart.has(name)) await writeFile(path.join(outdir, name), code);
  }
  const own = [...atStart].map(
    name => `${JSON.stringify(name)}(module,exports,require,part){${codes[name]}\n}`,
  );
  const later = Object.keys(codes).filter(name => !atStart.has(name));
  const needs = Object.fromEntries(
    later.map(name => [name, withAllItImports(name, graph).filter(one => !atStart.has(one))]),
  );
  await writeFile(path.join(outdir, ENTRY), `${loader(own.join(','), needs)}\n`);
}

/** A file and all that it imports at once, those first that others need. */
function withAllItImports(name: string, graph: Graph, seen: Set<string> = new Set()): string[] {
  if (seen.has(name)) return [];
  seen.add(name);
  return [...(graph[name] ?? []).flatMap(one => withAllItImports(one, graph, seen)), name];
}

/** The code of one file with all files called by their paths from the bundle's folder, and `part` for what is read when it is needed. */
async function asFunctionBody(
  name: string,
  text: string,
  graph: Graph,
  minify: boolean,
): Promise<string> {
  const folder = path.posix.dirname(name);
  const named = text.replaceAll(
    /\b(from|import|import\()\s*"(\.{1,2}\/[^"]+)"/g,
    (whole, word: string, relative: string) => {
      const file = path.posix.join(folder, relative);
      if (graph[file] === undefined) return whole; // a text of ours about code
      return `${word === 'import(' ? 'part(' : `${word} `}${JSON.stringify(file)}`;
    },
  );
  const { code } = await transform(withPlainApi(named), { format: 'cjs', minify });
  return code;
}

/**
 * What stands around it all: finds files that are there, and reads those that are not.
 *
 * @param own the files that are there, as methods of an object.
 * @param needs what has to be there before each of the others can run.
 */
function loader(own: string, needs: Graph): string {
  return `"use strict";
const vscode = require("vscode");
const needs = ${JSON.stringify(needs)};
const files = {${own}};
const modules = {};
function load(name) {
  if (files[name] === undefined) return require(name);
  if (modules[name] === undefined) {
    const module = (modules[name] = { exports: {} });
    files[name](module, module.exports, load, part);
  }
  return modules[name].exports;
}
async function read(name) {
  const { extensionUri } = vscode.extensions.getExtension("inkling.inkling");
  const file = vscode.Uri.joinPath(extensionUri, "dist/web", name);
  const code = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  files[name] ??= new Function("module", "exports", "require", "part", code + "\\n//# sourceURL=inkling/" + name);
}
async function part(name) {
  await Promise.all((needs[name] ?? []).filter(one => files[one] === undefined).map(read));
  return load(name);
}
module.exports = load("${ENTRY}");`;
}
