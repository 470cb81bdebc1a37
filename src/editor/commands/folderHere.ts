import * as vscode from 'vscode';
import { RewriteFault } from '../../core/rewrite/faults.ts';

/** The folder of the file that the user is in, else the first of the workspace. @throws RewriteFault GIT-REPO */
export function folderHere(): string {
  const active = vscode.window.activeTextEditor?.document.uri;
  const own = active?.scheme === 'file' ? vscode.workspace.getWorkspaceFolder(active) : undefined;
  const uri = own === undefined ? vscode.workspace.workspaceFolders?.[0]?.uri : own.uri;
  if (uri?.scheme !== 'file') throw new RewriteFault('GIT-REPO');
  return uri.fsPath;
}
