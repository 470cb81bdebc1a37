import * as vscode from 'vscode';
import type { Gate } from '../../core/gate/gate.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { Subject } from '../../core/rewrite/subject.ts';
import type { Exclusions } from '../models/exclusions.ts';
import type { ReadOnly } from '../readOnly.ts';
import { pathOf } from '../snapshot.ts';

/** Lines of an open document that a command is about. */
export interface Target {
  readonly document: vscode.TextDocument;
  readonly subject: Subject;
}

export interface TargetTools {
  readonly exclusions: Exclusions;
  readonly readOnly: ReadOnly;
  readonly gate: Gate;
}

/** The editor that the user is in. @throws RewriteFault where there is none, or its text is none that can be worked on. */
export function editorAt(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    const isText =
      vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputText;
    throw new RewriteFault(isText ? 'DOC-BIG' : 'DOC-NONE');
  }
  if (editor.document.getText().includes('\0')) throw new RewriteFault('DOC-BINARY');
  return editor;
}

/** The whole lines of the selection, without blank ones at its ends; `undefined` where nothing is selected. @throws RewriteFault DOC-EMPTY */
export function selectionIn({ document, selection }: vscode.TextEditor): vscode.Range | undefined {
  if (selection.isEmpty) return undefined;
  let { line: first } = selection.start;
  let { line: last } = selection.end;
  if (selection.end.character === 0) last--; // the cursor stands before this line's first character
  const isBlank = (line: number): boolean => document.lineAt(line).isEmptyOrWhitespace;
  while (first <= last && isBlank(first)) first++;
  while (last > first && isBlank(last)) last--;
  if (first > last) throw new RewriteFault('DOC-EMPTY');
  return new vscode.Range(first, 0, last, document.lineAt(last).text.length);
}

/** The lines as a value. */
export function subjectOf(
  document: vscode.TextDocument,
  range: vscode.Range,
  more: Pick<Subject, 'name' | 'problems'> = {},
): Subject {
  return {
    path: gatePath(document.uri),
    languageId: document.languageId,
    lines: linesOf(document),
    start: range.start.line,
    count: range.end.line - range.start.line + 1,
    ...more,
  };
}

export function linesOf(document: vscode.TextDocument): string[] {
  return document.getText().split(/\r\n|\r|\n/);
}

/** The path by which the gate judges a document. An older version of a file, or a cell of a notebook, is judged as its file is. */
function gatePath(uri: vscode.Uri): string {
  const path = pathOf(uri);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!path.startsWith('/') || folder === undefined || uri.scheme === folder.uri.scheme)
    return path;
  return pathOf(folder.uri.with({ path: uri.path }));
}

/** May its text go to a model? @throws RewriteFault DOC-EXCLUDED */
export async function mayLeave(
  document: vscode.TextDocument,
  { exclusions, gate }: TargetTools,
): Promise<void> {
  const path = gatePath(document.uri);
  await exclusions.ready(path);
  if (gate.whyNot(path) !== undefined) throw new RewriteFault('DOC-EXCLUDED');
}

/** Can it be changed at all? @throws RewriteFault DOC-READONLY */
export async function mayChange(
  document: vscode.TextDocument,
  { readOnly }: TargetTools,
): Promise<void> {
  const { scheme } = document.uri;
  const isOwn = document.isUntitled || scheme === 'vscode-notebook-cell';
  const hasDisk = vscode.workspace.fs.isWritableFileSystem(scheme) === true;
  if (!isOwn && (!hasDisk || (await readOnly.find(document))))
    throw new RewriteFault('DOC-READONLY');
}
