import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type * as vscode from 'vscode';

/**
 * Where a file is when links are followed; `undefined` for what is not on the disk: a document that was never saved, a virtual one.
 *
 * @throws where the disk does not say.
 */
export async function realPathOf({ scheme, fsPath }: vscode.Uri): Promise<string | undefined> {
  if (scheme !== 'file') return undefined;
  try {
    return await realpath(fsPath);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The way from a folder to a file in it, with `/`; `undefined` where it is not in it. */
export function insideOf(folder: string, file: string): string | undefined {
  const inside = path.relative(folder, file).replaceAll('\\', '/');
  return /^\.\.(\/|$)/.test(inside) || path.isAbsolute(inside) ? undefined : inside;
}
