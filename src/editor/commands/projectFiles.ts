import * as vscode from 'vscode';
import { isSkippedFolder, whyNotByName } from '../../core/workspace/files/eligible.ts';
import { pathOf } from '../snapshot.ts';

/** The files of code in the workspace, or in one folder of it, by their paths: none that is generated, or tends to hold secrets. @param most files that are looked for. */
export async function codeFiles(
  most: number,
  folder?: vscode.WorkspaceFolder,
): Promise<readonly vscode.Uri[]> {
  const all = folder === undefined ? '**/*' : new vscode.RelativePattern(folder, '**/*');
  const found = await vscode.workspace.findFiles(all, '**/{node_modules,.git}/**', most);
  return found.filter(isCode).sort((one, other) => (one.path < other.path ? -1 : 1));
}

function isCode(uri: vscode.Uri): boolean {
  const parts = pathOf(uri).split('/');
  const name = parts.pop() ?? '';
  return whyNotByName(name) === undefined && !parts.some(isSkippedFolder);
}
