import * as vscode from 'vscode';

/** Knows which open documents can't be written. Asked once per document, when it opens. */
export class ReadOnly implements vscode.Disposable {
  private readonly known = new Map<string, boolean>();
  private readonly listening: vscode.Disposable[];

  constructor() {
    this.listening = [
      vscode.workspace.onDidOpenTextDocument(document => void this.look(document)),
      vscode.workspace.onDidCloseTextDocument(document =>
        this.known.delete(document.uri.toString()),
      ),
    ];
  }

  has(document: vscode.TextDocument): boolean {
    if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false) return true;
    const key = document.uri.toString();
    if (!this.known.has(key)) void this.look(document);
    return this.known.get(key) ?? false;
  }

  private async look(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (!this.known.has(key)) this.known.set(key, false);
    this.known.set(key, await this.find(document));
  }

  /** Asks the disk now. */
  async find(document: vscode.TextDocument): Promise<boolean> {
    if (document.isUntitled) return false;
    try {
      const { permissions } = await vscode.workspace.fs.stat(document.uri);
      return permissions === vscode.FilePermission.Readonly;
    } catch {
      return false; // not on a disk that can tell: VS Code itself refuses edits where it must
    }
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }
}
