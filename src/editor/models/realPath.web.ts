import * as vscode from 'vscode';

/**
 * In a browser VS Code tells that a file or a folder is a link, and not where it leads to. So what is behind a link is not decided here.
 *
 * @returns `undefined`: the file has no place but the one it goes by.
 * @throws where the file, or a folder of the workspace on its way, is a link.
 */
export async function realPathOf(uri: vscode.Uri): Promise<undefined> {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
  for (let at = uri; at.path.length > (root ?? '/').length; at = vscode.Uri.joinPath(at, '..')) {
    if (await isLink(at)) throw new Error('a link that can not be followed');
    if (root === undefined) return;
  }
}

/** Nothing was found behind links, so nothing is inside of anything. */
export function insideOf(_folder: string, _file: string): undefined {
  return undefined;
}

async function isLink(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.SymbolicLink) !== 0;
  } catch {
    return false; // a document that was never saved
  }
}
