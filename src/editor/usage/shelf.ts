import * as vscode from 'vscode';
import type { Shelf } from '../../core/usage/keptBook.ts';

/** A file in a folder that VS Code keeps for us; neither need exist. What is cut off while it is written is never seen. */
export function shelfIn(folder: vscode.Uri): Shelf {
  const { fs } = vscode.workspace;
  const file = vscode.Uri.joinPath(folder, 'usage.json');
  return {
    async read() {
      try {
        return new TextDecoder().decode(await fs.readFile(file));
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
          return undefined;
        }
        throw error;
      }
    },
    async replace(text) {
      await fs.createDirectory(folder);
      const next = vscode.Uri.joinPath(folder, `usage-${crypto.randomUUID()}.json`);
      await fs.writeFile(next, new TextEncoder().encode(text));
      await fs.rename(next, file, { overwrite: true });
    },
  };
}
