import type * as vscode from 'vscode';

/**
 * A file by the name that the worker knows it by: its path on the disk, with `/`. `undefined` for what is on no disk.
 *
 *     file:///c%3A/shop/a.ts      ⇒      c:/shop/a.ts
 */
export function pathOf({ scheme, fsPath }: vscode.Uri): string | undefined {
  if (scheme !== 'file') return undefined;
  return /^[a-z]:\\|^\\\\/i.test(fsPath) ? fsPath.replaceAll('\\', '/') : fsPath;
}
