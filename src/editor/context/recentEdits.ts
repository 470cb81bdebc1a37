import { LRUCache } from 'lru-cache';
import * as vscode from 'vscode';
import { EditLog } from '../../core/completion/context/editLog.ts';
import type { RecentEdit } from '../../core/completion/context/sources/recentEdits.ts';
import { pathOf } from '../snapshot.ts';

const DOCUMENTS = 10;
/** In larger documents edits are not followed: each line of them would be kept twice. */
const LARGEST = 300_000;

/** What the user changed in the documents that were before the eyes last. */
export class RecentEdits implements vscode.Disposable {
  private readonly logs = new LRUCache<string, EditLog>({ max: DOCUMENTS });
  private readonly listening: vscode.Disposable[];

  constructor() {
    this.follow(vscode.window.activeTextEditor);
    this.listening = [
      vscode.window.onDidChangeActiveTextEditor(editor => this.follow(editor)),
      vscode.workspace.onDidCloseTextDocument(document => this.logs.delete(keyOf(document))),
      vscode.workspace.onDidChangeTextDocument(event => this.note(event)),
    ];
  }

  /** The newest first, of all documents. */
  recent(): RecentEdit[] {
    const now = performance.now();
    return [...this.logs.entries()]
      .flatMap(([key, log]) => log.recent(pathOf(vscode.Uri.parse(key)), now))
      .sort((a, b) => a.age - b.age);
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    if (document === undefined || this.logs.has(keyOf(document))) return;
    if (!/^(file|untitled|vscode-remote|vscode-vfs)$/.test(document.uri.scheme)) return;
    if (document.offsetAt(new vscode.Position(document.lineCount, 0)) > LARGEST) return;
    this.logs.set(keyOf(document), new EditLog(document.getText().replace(/\r\n?/g, '\n')));
  }

  /** Changes of one event are told for the text before it: the last place comes first, so that none moves another. */
  private note({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const log = this.logs.get(keyOf(document));
    if (log === undefined) return;
    const now = performance.now();
    for (const { range, text } of [...contentChanges].sort(
      (a, b) => b.rangeOffset - a.rangeOffset,
    )) {
      log.change({ start: range.start, end: range.end, text: text.replace(/\r\n?/g, '\n') }, now);
    }
  }
}

function keyOf(document: vscode.TextDocument): string {
  return document.uri.toString();
}
