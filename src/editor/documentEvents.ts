import * as vscode from 'vscode';
import type { Circumstances } from '../core/completion/trigger.ts';

type Change = Circumstances['lastChange'];

/** A line of a document as a suggestion would make it, up to the suggestion's end. */
interface Completed {
  readonly uri: string;
  readonly line: number;
  readonly text: string;
}

/** Remembers what the last change of each open document was, and where the user hid a suggestion with Escape. */
export class DocumentEvents implements vscode.Disposable {
  private readonly last = new WeakMap<vscode.TextDocument, Change>();
  private dismissed: { uri: string; line: number; start: string } | undefined;
  private latest: Completed | undefined;
  private rejected: Completed | undefined;
  private readonly listening: vscode.Disposable[];

  /** @param onChange told of each change, and what it was. */
  constructor(onChange: (event: vscode.TextDocumentChangeEvent, change: Change) => void) {
    this.listening = [
      vscode.workspace.onDidChangeTextDocument(event => {
        if (event.contentChanges.length === 0) return;
        const change = this.kindOf(event);
        this.last.set(event.document, change);
        onChange(event, change);
      }),
    ];
  }

  lastChange(document: vscode.TextDocument): Change {
    return this.last.get(document) ?? 'none';
  }

  /** This was given to the editor to show. */
  shown(document: vscode.TextDocument, item: vscode.InlineCompletionItem): void {
    const start = item.range?.start;
    if (start === undefined || typeof item.insertText !== 'string') return;
    const text = document.lineAt(start.line).text.slice(0, start.character) + item.insertText;
    this.latest = { uri: document.uri.toString(), line: start.line, text };
  }

  /** The line as the suggestion hidden on it would have made it, if one was. */
  rejectedOn(document: vscode.TextDocument, line: number): string | undefined {
    const { rejected } = this;
    return rejected?.line === line && rejected.uri === document.uri.toString()
      ? rejected.text
      : undefined;
  }

  /** The user hid what was shown at this place. */
  dismiss(document: vscode.TextDocument, position: vscode.Position): void {
    const start = document.lineAt(position.line).text.slice(0, position.character);
    const uri = document.uri.toString();
    this.dismissed = { uri, line: position.line, start };
    const { latest } = this;
    const ours = latest?.line === position.line && latest.uri === uri;
    this.rejected = ours && latest.text.startsWith(start) ? latest : undefined;
  }

  /** Is this the place where the user hid a suggestion, with the same text before it? */
  dismissedAt(document: vscode.TextDocument, position: vscode.Position): boolean {
    const { dismissed } = this;
    return (
      dismissed !== undefined &&
      dismissed.line === position.line &&
      dismissed.uri === document.uri.toString() &&
      dismissed.start === document.lineAt(position.line).text.slice(0, position.character)
    );
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }

  private kindOf(event: vscode.TextDocumentChangeEvent): Change {
    if (event.reason !== undefined) return 'undone';
    const [change] = event.contentChanges;
    if (
      event.contentChanges.length === 1 &&
      change !== undefined &&
      this.isAccepted(event, change)
    ) {
      return 'accepted';
    }
    const grown = event.contentChanges.some(({ text }) => text.length > 0);
    return grown ? 'typed' : 'deleted';
  }

  /** Was this put in by accepting what is shown, or a part of it? The editor does not tell; one typed key is no sign. */
  private isAccepted(
    { document }: vscode.TextDocumentChangeEvent,
    { range, text }: vscode.TextDocumentContentChangeEvent,
  ): boolean {
    const { latest } = this;
    if (latest?.uri !== document.uri.toString() || latest.line !== range.start.line) return false;
    const before = document.lineAt(range.start.line).text.slice(0, range.start.character);
    return text.trim().length > 1 && latest.text.startsWith(before + text.replaceAll('\r\n', '\n'));
  }
}
