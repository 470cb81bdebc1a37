import * as vscode from 'vscode';
import type { Snapshot } from '../core/completion/types.ts';

const LINES_BEFORE = 1500;
const LINES_AFTER = 500;
const CHARACTERS_BEFORE = 64 * 1024;
const CHARACTERS_AFTER = 16 * 1024;
/** The window before the cursor begins at a multiple of this many lines, so that it does not move with every key. */
const ANCHOR = 64;

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
    before: textBefore(document, position),
    after: textAfter(document, position),
    ...(chosen === undefined ? {} : { selected: chosen }),
  };
}

/** A document's path inside its workspace folder, with the folder's name before it where there are several. */
export function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri).replaceAll('\\', '/');
}

function textBefore(document: vscode.TextDocument, position: vscode.Position): string {
  const earliest = Math.max(0, position.line - LINES_BEFORE);
  const anchored = earliest === 0 ? 0 : Math.ceil(earliest / ANCHOR) * ANCHOR;
  const text = unified(
    document.getText(new vscode.Range(new vscode.Position(anchored, 0), position)),
  );
  if (text.length <= CHARACTERS_BEFORE) return text;
  const lineStart = text.lastIndexOf('\n') + 1;
  const cut = text.indexOf('\n', text.length - CHARACTERS_BEFORE) + 1;
  return text.slice(Math.min(cut === 0 ? lineStart : cut, lineStart));
}

function textAfter(document: vscode.TextDocument, position: vscode.Position): string {
  const last = Math.min(document.lineCount - 1, position.line + LINES_AFTER);
  const end = document.lineAt(last).range.end;
  const text = unified(document.getText(new vscode.Range(position, end)));
  if (text.length <= CHARACTERS_AFTER) return text;
  const cut = text.lastIndexOf('\n', CHARACTERS_AFTER);
  const lineEnd = text.indexOf('\n');
  return text.slice(0, Math.max(cut, lineEnd < 0 ? text.length : lineEnd));
}

function unified(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function selectedIn(
  selected: vscode.SelectedCompletionInfo,
  position: vscode.Position,
): Snapshot['selected'] {
  const { range, text } = selected;
  if (!range.isSingleLine || !range.end.isEqual(position) || text.includes('\n')) return undefined;
  return { text, replaces: position.character - range.start.character };
}
