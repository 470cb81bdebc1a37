import * as vscode from 'vscode';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { changed, editOf, type LineChange } from '../../core/rewrite/place/edit.ts';
import { hunksOf } from '../../core/rewrite/place/hunks.ts';
import { linesOf } from './target.ts';

/**
 * Makes a change in a document, as one step of undo: exactly what was previewed, or nothing.
 *
 * @throws RewriteFault EDIT-REFUSED, EDIT-MISMATCH.
 */
export async function apply(document: vscode.TextDocument, change: LineChange): Promise<void> {
  const before = linesOf(document);
  const expected = changed(before, change).join('\n');
  const { version } = document;
  const accepted =
    (await edit(document, before, change)) ||
    (document.version === version && (await edit(document, before, change)));
  if (!accepted) throw new RewriteFault('EDIT-REFUSED');
  if (document.version > version + 1 || linesOf(document).join('\n') === expected) return; // else somebody typed on
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('undo');
  throw new RewriteFault('EDIT-MISMATCH');
}

function edit(
  document: vscode.TextDocument,
  lines: readonly string[],
  change: LineChange,
): Thenable<boolean> {
  const edits = new vscode.WorkspaceEdit();
  for (const hunk of hunksOf(change)) {
    const { start, end, text } = editOf(lines, hunk);
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    edits.replace(document.uri, range, text);
  }
  return vscode.workspace.applyEdit(edits);
}
