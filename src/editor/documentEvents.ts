import * as vscode from 'vscode';
import { type Completed, Rejections } from '../core/completion/rejections.ts';
import type { Circumstances } from '../core/completion/trigger.ts';

type Change = Circumstances['lastChange'];

/** A line as a suggestion would make it. */
interface Offered extends Completed {
  readonly line: number;
}

/** Places that are remembered as dismissed. */
const KEPT = 20;

/** Remembers what the last change of each open document was, and where the user hid a suggestion with Escape. */
export class DocumentEvents implements vscode.Disposable {
  private readonly last = new WeakMap<vscode.TextDocument, Change>();
  /** Places where something was hidden, with what stood before the cursor. */
  private dismissed: readonly Completed[] = [];
  /** What was given to the editor last, all for one place. */
  private latest: readonly Offered[] = [];
  private readonly rejections = new Rejections(() => performance.now());
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

  /** These were given to the editor to show, the first at once. */
  shown(document: vscode.TextDocument, items: readonly vscode.InlineCompletionItem[]): void {
    this.latest = items.flatMap(({ range, insertText }) => {
      if (range === undefined || typeof insertText !== 'string') return [];
      const { line } = range.start;
      return [{ ...lineAt(document, range.start, insertText), line }];
    });
  }

  /** The line as the suggestions hidden here would have made it. */
  rejectedOn(document: vscode.TextDocument, line: number): readonly string[] {
    return this.rejections.at(document.uri.toString(), lineAbove(document, line));
  }

  /** The user hid what was shown at this place. */
  dismiss(document: vscode.TextDocument, position: vscode.Position): void {
    const place = lineAt(document, position, '');
    this.dismissed = [place, ...this.dismissed].slice(0, KEPT);
    const [shown] = this.latest;
    const ours = shown?.line === position.line && shown.uri === place.uri;
    if (ours && shown.text.startsWith(place.text)) {
      this.rejections.add({ ...place, text: shown.text }, document.languageId);
    }
  }

  /** Is this a place where the user hid a suggestion, with the same text before it? */
  dismissedAt(document: vscode.TextDocument, position: vscode.Position): boolean {
    const place = lineAt(document, position, '');
    return this.dismissed.some(
      ({ uri, above, text }) => uri === place.uri && above === place.above && text === place.text,
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
    const line = document.lineAt(range.start.line).text.slice(0, range.start.character);
    const now = line + text.replaceAll('\r\n', '\n');
    return (
      text.trim().length > 1 &&
      this.latest.some(
        shown =>
          shown.uri === document.uri.toString() &&
          shown.line === range.start.line &&
          shown.text.startsWith(now),
      )
    );
  }
}

/** The line at a position, up to it, with `text` put in there. */
function lineAt(
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
  text: string,
): Completed {
  const start = document.lineAt(line).text.slice(0, character);
  return { uri: document.uri.toString(), above: lineAbove(document, line), text: start + text };
}

/** The nearest line above that is not blank. Looks back a few lines only. */
function lineAbove(document: vscode.TextDocument, line: number): string {
  for (let at = line - 1; at >= Math.max(0, line - 10); at--) {
    const text = document.lineAt(at).text.trim();
    if (text !== '') return text;
  }
  return '';
}
