import * as vscode from 'vscode';
import type { Snapshot } from '../core/completion/types.ts';
import { type LinedDocument, windowAt } from '../core/completion/window.ts';

/** The text around the cursor as a value: the one way in. Never takes the whole text of a large document. */
export function snapshotOf(
  document: vscode.TextDocument,
  position: vscode.Position,
  selected?: vscode.SelectedCompletionInfo,
): Snapshot {
  const chosen = selected && selectedIn(selected, position);
  return {
    uri: document.uri.toString(),
    path: pathOf(document.uri),
    languageId: document.languageId,
    version: document.version,
    line: position.line,
    ...windowAt(lined(document), position.line, position.character),
    ...(chosen === undefined ? {} : { selected: chosen }),
  };
}

/** A document's path inside its workspace folder, with the folder's name before it where there are several. */
export function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri).replaceAll('\\', '/');
}

function lined(document: vscode.TextDocument): LinedDocument {
  return {
    lineCount: document.lineCount,
    lengthOf: line => document.lineAt(line).text.length,
    between: (...places) => document.getText(new vscode.Range(...places)),
  };
}

function selectedIn(
  selected: vscode.SelectedCompletionInfo,
  position: vscode.Position,
): Snapshot['selected'] {
  const { range, text } = selected;
  if (!range.isSingleLine || !range.end.isEqual(position) || text.includes('\n')) return undefined;
  return { text, replaces: position.character - range.start.character };
}
