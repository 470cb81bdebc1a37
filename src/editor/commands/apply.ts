import * as vscode from 'vscode';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { changed, editOf, type LineChange } from '../../core/rewrite/place/edit.ts';
import { standsAt } from '../../core/rewrite/place/follow.ts';
import { linesOf } from './target.ts';

/** Changes of one document. */
export interface DocumentEdit {
  readonly document: vscode.TextDocument;
  /** By its lines as they are, top to bottom, none touching another. */
  readonly hunks: readonly LineChange[];
}

/** A file that is not there yet. */
export interface NewFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/**
 * Makes changes in a document, as one step of undo: exactly what was previewed, or nothing.
 *
 * @throws RewriteFault DOC-CLOSED, DOC-CHANGED, EDIT-REFUSED, EDIT-MISMATCH.
 */
export async function apply(
  document: vscode.TextDocument,
  hunks: readonly LineChange[],
): Promise<void> {
  await applyAll([{ document, hunks }], []);
}

/**
 * The same in several documents and new files, as one step of undo for all of them.
 *
 * @throws RewriteFault DOC-CLOSED, DOC-CHANGED, EDIT-REFUSED, EDIT-MISMATCH.
 */
export async function applyAll(
  edits: readonly DocumentEdit[],
  files: readonly NewFile[],
): Promise<void> {
  const plans = edits.map(planOf);
  const edit = new vscode.WorkspaceEdit();
  for (const file of files) addFile(edit, file);
  for (const one of edits) addHunks(edit, one);
  const accepted =
    (await vscode.workspace.applyEdit(edit)) ||
    (plans.every(({ document, version }) => document.version === version) &&
      (await vscode.workspace.applyEdit(edit)));
  if (!accepted) throw new RewriteFault('EDIT-REFUSED');
  const wrong = plans.filter(plan => !isAsExpected(plan));
  if (wrong.length === 0) return;
  await putBack(plans, files);
  throw new RewriteFault('EDIT-MISMATCH');
}

/** What a document is before, and shall be after. */
interface Plan {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly before: string;
  readonly expected: string;
}

/** @throws RewriteFault DOC-CLOSED, DOC-CHANGED */
function planOf({ document, hunks }: DocumentEdit): Plan {
  if (document.isClosed) throw new RewriteFault('DOC-CLOSED');
  const lines = linesOf(document);
  if (hunks.some(hunk => !standsAt(lines, hunk.before, hunk.start)))
    throw new RewriteFault('DOC-CHANGED');
  return {
    document,
    version: document.version,
    before: document.getText(),
    expected: hunks.reduceRight(changed, lines).join('\n'),
  };
}

/** Where somebody typed on at once nobody can tell, and what was typed must not be undone. */
function isAsExpected({ document, version, expected }: Plan): boolean {
  return document.version > version + 1 || linesOf(document).join('\n') === expected;
}

async function putBack(plans: readonly Plan[], files: readonly NewFile[]): Promise<void> {
  const [only] = plans;
  if (only !== undefined && plans.length + files.length === 1) {
    await vscode.window.showTextDocument(only.document);
    await vscode.commands.executeCommand('undo');
    return;
  }
  const edit = new vscode.WorkspaceEdit(); // an undo across files would ask the user first
  for (const { document, version, before } of plans) {
    if (document.version > version + 1) continue;
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), before);
  }
  for (const { uri } of files) edit.deleteFile(uri, { ignoreIfNotExists: true });
  await vscode.workspace.applyEdit(edit);
}

/** @param note makes VS Code show it in its refactor preview first, for the user to choose. */
export function addFile(
  edit: vscode.WorkspaceEdit,
  { uri, text }: NewFile,
  note?: vscode.WorkspaceEditEntryMetadata,
): void {
  edit.createFile(uri, { contents: new TextEncoder().encode(text) }, note);
}

/** @param note the same. */
export function addHunks(
  edit: vscode.WorkspaceEdit,
  { document, hunks }: DocumentEdit,
  note?: vscode.WorkspaceEditEntryMetadata,
): void {
  const lines = linesOf(document);
  for (const hunk of hunks) {
    const { start, end, text } = editOf(lines, hunk);
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    edit.replace(document.uri, range, text, note);
  }
}
