import * as vscode from 'vscode';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { LineChange } from '../../core/rewrite/place/edit.ts';
import {
  type Journal,
  journalAfter,
  lastTurns,
  noted,
  takingBack,
  withoutLast,
} from '../../core/rewrite/place/journal.ts';
import { applyAll, type DocumentEdit } from './apply.ts';
import { linesOf } from './target.ts';

/** What commands have applied, followed while its documents are typed in, so that it can be taken back. */
export class Applied implements vscode.Disposable {
  private journal: Journal = [];
  private readonly following = vscode.workspace.onDidChangeTextDocument(
    ({ document, contentChanges }) => {
      for (const { range, text } of contentChanges) {
        const happened = { start: range.start, end: range.end, text };
        this.journal = journalAfter(this.journal, document.uri.toString(), happened);
      }
    },
  );

  /**
   * @param hunks as they were made, by the lines of the document before.
   * @param together what the documents of one instruction have in common.
   */
  note(document: vscode.TextDocument, hunks: readonly LineChange[], together?: string): void {
    this.journal = noted(this.journal, document.uri.toString(), hunks, together);
  }

  /** Takes back what was applied last in this document, and in others together with it, save what the user has changed since. @throws RewriteFault EDIT-GONE */
  async takeBack(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    const edits: DocumentEdit[] = [];
    let kept = 0;
    for (const turn of lastTurns(this.journal, key)) {
      const own = await openAgain(turn.document);
      const taken = own && takingBack(turn, linesOf(own));
      if (own !== undefined && taken !== undefined && taken.changes.length > 0)
        edits.push({ document: own, hunks: taken.changes });
      kept += taken?.kept ?? turn.hunks.length;
    }
    if (edits.length === 0) throw new RewriteFault('EDIT-GONE');
    await applyAll(edits, []);
    this.journal = withoutLast(this.journal, key);
    if (kept === 0) return;
    const text = vscode.l10n.t(
      'Inkling: taken back. What you have changed since stays: {0} of its places.',
      kept,
    );
    void vscode.window.showInformationMessage(text);
  }

  dispose(): void {
    this.following.dispose();
  }
}

/** A document that may have been closed meanwhile; `undefined` where it is gone. */
async function openAgain(uri: string): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    return undefined;
  }
}
