import * as vscode from 'vscode';

/**
 * A file by the name that the worker knows it by. In a browser files may be anywhere: the worker asks the extension host for them.
 *
 *     vscode-vfs://github/shop/a%20b.ts      ⇔      vscode-vfs://github/shop/a b.ts
 */
export function pathOf({ scheme, authority, path }: vscode.Uri): string | undefined {
  return scheme === 'untitled' || scheme === 'output'
    ? undefined
    : `${scheme}://${authority}${path}`;
}

/** The file of that name. @throws for what `pathOf` did not make. */
export function uriOf(name: string): vscode.Uri {
  const [, scheme, authority, path] = /^([^:/]+):\/\/([^/]*)(.*)$/s.exec(name) ?? [];
  if (scheme === undefined) throw new Error('not a name of ours');
  return vscode.Uri.from({ scheme, authority: authority ?? '', path: path ?? '' });
}
