import * as vscode from 'vscode';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { changed, editOf, type LineChange } from '../../core/rewrite/place/edit.ts';
import { standsAt } from '../../core/rewrite/place/follow.ts';
import { linesOf } from './target.ts';

/**
 * Makes changes in a document, as one step of undo: exactly what was previewed, or nothing.
 *
 * @param hunks by the lines of the document as it is, top to bottom, none touching another.
 * @throws RewriteFault DOC-CHANGED, EDIT-REFUSED, EDIT-MISMATCH.
 */
export async function apply(
  document: vscode.TextDocument,
  hunks: readonly LineChange[],
): Promise<void> {
  const before = linesOf(document);
  const expected = hunks.reduceRight(changed, before).join('\n');
  if (hunks.some(hunk => !standsAt(before, hunk.before, hunk.start))) {
    throw new RewriteFault('DOC-CHANGED');
  }
  const { version } = document;
  const edits = editsOf(document.uri, before, hunks);
  const accepted =
    (await vscode.workspace.applyEdit(edits)) ||
    (document.version === version && (await vscode.workspace.applyEdit(edits)));
  if (!accepted) throw new RewriteFault('EDIT-REFUSED');
  const isTypedOn = document.version > version + 1; // then nobody can tell, and what was typed must not be undone
  if (isTypedOn || linesOf(document).join('\n') === expected) return;
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('undo');
  throw new RewriteFault('EDIT-MISMATCH');
}

function editsOf(
  uri: vscode.Uri,
  lines: readonly string[],
  hunks: readonly LineChange[],
): vscode.WorkspaceEdit {
  const edits = new vscode.WorkspaceEdit();
  for (const hunk of hunks) {
    const { start, end, text } = editOf(lines, hunk);
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    edits.replace(uri, range, text);
  }
  return edits;
}
