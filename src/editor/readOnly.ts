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
    this.known.set(key, false);
    if (document.isUntitled) return;
    try {
      const { permissions } = await vscode.workspace.fs.stat(document.uri);
      this.known.set(key, permissions === vscode.FilePermission.Readonly);
    } catch {
      // not on a disk that can tell: VS Code itself refuses edits where it must
    }
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }
}
