import * as vscode from 'vscode';

/** Has this window a remote side? Without one there is nobody that would need this extension. */
export function isRemoteWindow(): boolean {
  return vscode.env.remoteName !== undefined;
}

/**
 * The remote of this window by the name that VS Code has for it: `ssh-remote+box`. It stands in the addresses of the folders; where none is open, where they name
 * several, or one of another kind than the window's, there is none to rely on.
 */
export function remoteOfWindow(): string | undefined {
  const { workspaceFolders, workspaceFile } = vscode.workspace;
  const uris = (workspaceFolders ?? []).map(({ uri }) => uri);
  if (workspaceFile !== undefined) uris.push(workspaceFile);
  const remote = uris.filter(({ scheme }) => scheme === 'vscode-remote');
  const names = [...new Set(remote.map(({ authority }) => authority))];
  const [name] = names;
  if (names.length !== 1 || name === undefined) return undefined;
  return name.split('+')[0] === vscode.env.remoteName ? name : undefined;
}
