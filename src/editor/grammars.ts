import type * as vscode from 'vscode';
import { Grammars } from '../core/syntax/grammars.ts';

/** The grammars that the extension carries beside its own code, read when they are first needed. */
export function grammarsIn(
  extension: vscode.Uri,
  fs: Pick<vscode.FileSystem, 'readFile'>,
  failed: (error: unknown) => void,
): Grammars {
  const load = async (file: string): Promise<Uint8Array> =>
    fs.readFile(extension.with({ path: `${extension.path}/dist/${file}` }));
  return new Grammars(load, failed);
}
