import * as vscode from 'vscode';

const SCHEME = 'inkling-comparison';
const PREVIEW = 'vscode.markdown.preview.editor';

/** Comparisons as documents that VS Code's Markdown preview shows: in the user's theme, to be read, searched and copied. */
export class Comparisons implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly listening = [
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
  ];

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  async show(text: string): Promise<void> {
    const path = `/${vscode.l10n.t('Models on My Code')}.md`;
    const uri = vscode.Uri.from({ scheme: SCHEME, path, query: String(Date.now()) });
    this.texts.set(uri.toString(), text);
    await vscode.commands.executeCommand('vscode.openWith', uri, PREVIEW);
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }
}
