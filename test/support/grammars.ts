import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Grammars } from '../../src/core/syntax/grammars.ts';
import type { Syntax } from '../../src/core/syntax/syntax.ts';

const WASM = path.join(import.meta.dirname, '../../node_modules/@vscode/tree-sitter-wasm/wasm');

export const loadWasm = (file: string): Promise<Uint8Array> => readFile(path.join(WASM, file));

/** The real grammars, from the package that they come in. */
export const grammars = new Grammars(loadWasm, error => {
  throw error;
});

/** A grammar that must be there. */
export async function syntaxFor(languageId: string): Promise<Syntax> {
  const syntax = await grammars.syntaxOf(languageId);
  if (syntax === undefined) throw new Error(`no grammar for ${languageId}`);
  return syntax;
}
