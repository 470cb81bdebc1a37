import * as vscode from 'vscode';
import type { Entry } from '../core/workspace/files/crawl.ts';
import type { FileQuestion } from '../worker/protocol.ts';
import { uriOf } from './filePaths.web.ts';

const KEPT = 'workspace-index.bin';

/** Answers what a worker without a disk asks for, through VS Code's own files. */
export async function answerTo(
  question: FileQuestion,
  extension: vscode.Uri,
): Promise<{ value: unknown } | { error: string }> {
  try {
    return { value: await look(question, extension) };
  } catch (error) {
    return { error: error instanceof vscode.FileSystemError ? error.code : 'Unknown' };
  }
}

async function look(question: FileQuestion, extension: vscode.Uri): Promise<unknown> {
  const { fs } = vscode.workspace;
  switch (question.kind) {
    case 'list':
      return entriesOf(await fs.readDirectory(uriOf(question.path)));
    case 'stat': {
      const { size, mtime, type } = await fs.stat(uriOf(question.path));
      return { size, changed: mtime, regular: type === vscode.FileType.File };
    }
    case 'read':
      return (await fs.readFile(uriOf(question.path))).subarray(0, question.most);
    case 'tokens':
      return fs.readFile(vscode.Uri.joinPath(extension, 'dist/tokens', question.file));
    case 'load':
      return fs.readFile(vscode.Uri.joinPath(uriOf(question.storage), KEPT));
    case 'save':
      return fs.writeFile(vscode.Uri.joinPath(uriOf(question.storage), KEPT), question.bytes);
  }
}

/** Links have a second mark beside that of a file or a folder, so they are neither. */
function entriesOf(found: readonly [string, vscode.FileType][]): Entry[] {
  return found
    .map(([name, type]): Entry => {
      const folder = type === vscode.FileType.Directory;
      return { name, kind: type === vscode.FileType.File ? 'file' : folder ? 'folder' : 'other' };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
