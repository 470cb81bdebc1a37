import * as vscode from 'vscode';
import type { ChosenFile } from '../../core/rewrite/across/files.ts';
import type { Standing } from '../../core/rewrite/across/proposal.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { surfaceOf } from '../../core/rewrite/guards/interface.ts';
import { pathOf } from '../snapshot.ts';
import type { OpenFile } from './filesEdit.ts';
import { linesOf, mayChange, mayLeave, type TargetTools } from './target.ts';

/** Files as they are at this moment, each of which may be sent and changed. @throws RewriteFault DOC-FILE */
export async function opened(
  uris: readonly vscode.Uri[],
  tools: TargetTools,
): Promise<readonly OpenFile[]> {
  const files: OpenFile[] = [];
  for (const uri of uris) {
    const path = pathOf(uri);
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      if (document.getText().includes('\0')) throw new RewriteFault('DOC-BINARY');
      await mayChange(document, tools);
      await mayLeave(document, tools);
      files.push({ document, chosen: await chosen(document, path, tools) });
    } catch (error) {
      throw new RewriteFault('DOC-FILE', { path, why: reasonOf(error) });
    }
  }
  return files;
}

function reasonOf(error: unknown): string {
  switch (error instanceof RewriteFault ? error.code : undefined) {
    case 'DOC-EXCLUDED':
      return vscode.l10n.t('it is excluded, or looks like a place of secrets');
    case 'DOC-READONLY':
      return vscode.l10n.t('it is read-only');
    default:
      return vscode.l10n.t('it is no text, or too large for extensions');
  }
}

async function chosen(
  document: vscode.TextDocument,
  path: string,
  { grammars }: TargetTools,
): Promise<ChosenFile> {
  const { languageId } = document;
  const lines = linesOf(document);
  const syntax = await grammars.syntaxOf(languageId);
  const offers = syntax === undefined ? [] : [...surfaceOf(syntax, lines.join('\n')).values()];
  return { path, languageId, lines, offers };
}

/** May a file be made at a path that was not chosen? Only inside of a folder of the workspace. */
export async function standingOf(
  path: string,
  { exclusions, gate }: TargetTools,
): Promise<Standing> {
  await exclusions.ready(path);
  if (gate.whyNot(path) !== undefined) return 'excluded';
  if (await isThere(path)) return 'there';
  return vscode.workspace.getWorkspaceFolder(uriOf(path)) === undefined ? 'there' : 'free';
}

export async function isThere(path: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uriOf(path));
    return true;
  } catch {
    return false;
  }
}

/** Where a path as `pathOf` makes it is. */
export function uriOf(path: string): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first, ...rest] = path.split('/');
  const named = folders.length > 1 ? folders.find(({ name }) => name === first) : undefined;
  if (named !== undefined) return vscode.Uri.joinPath(named.uri, ...rest);
  const [folder] = folders;
  const isWhole = /^(\/|[a-z]:)/i.test(path);
  return folder === undefined || isWhole
    ? vscode.Uri.file(path)
    : vscode.Uri.joinPath(folder.uri, path);
}

/** The files among what was marked in the explorer; a folder is none. */
export async function filesAmong(marked: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  for (const uri of marked) {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) !== 0) files.push(uri);
  }
  return files;
}
