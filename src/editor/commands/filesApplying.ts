import * as vscode from 'vscode';
import { appliedAmong } from '../../core/rewrite/across/hunkPlaces.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { warningsOf } from '../../core/rewrite/guards/index.ts';
import { pathWarning } from '../../core/rewrite/guards/path.ts';
import { tellWarning, type Warning } from '../../core/rewrite/guards/warning.ts';
import { changed, type LineChange } from '../../core/rewrite/place/edit.ts';
import { pathOf } from '../snapshot.ts';
import { addFile, addHunks, applyAll, type DocumentEdit, type NewFile } from './apply.ts';
import type { EditNow } from './filesEdit.ts';
import { isThere, uriOf } from './filesOpening.ts';
import { linesOf, type TargetTools } from './target.ts';

/** Applies edits of files as one step. @throws RewriteFault DOC-CLOSED, DOC-CHANGED, EDIT-REFUSED, EDIT-MISMATCH. */
export async function applyFiles(edits: readonly EditNow[]): Promise<void> {
  await applyAll(documentEdits(edits), newFiles(edits));
}

/**
 * Shows edits in VS Code's own refactor preview, where each hunk has a box to tick, and applies those that are ticked as one step.
 *
 * @param label what they are about.
 * @returns what was applied.
 */
export async function applyTicked(
  edits: readonly EditNow[],
  label: string,
): Promise<readonly EditNow[]> {
  const note = { needsConfirmation: true, label };
  const all = new vscode.WorkspaceEdit();
  for (const file of newFiles(edits)) addFile(all, file, note);
  for (const one of documentEdits(edits)) addHunks(all, one, note);
  await vscode.workspace.applyEdit(all);
  const taken: EditNow[] = [];
  for (const one of edits) {
    const made = one.document !== undefined || (await isThere(one.edit.path));
    const here = one.document === undefined ? one.here : appliedIn(one.document, one.here);
    if (made && here.length > 0) taken.push({ ...one, here });
  }
  return taken;
}

function appliedIn(
  document: vscode.TextDocument,
  hunks: readonly LineChange[],
): readonly LineChange[] {
  return appliedAmong(linesOf(document), hunks);
}

function documentEdits(all: readonly EditNow[]): readonly DocumentEdit[] {
  return all.flatMap(({ document, here }) =>
    document === undefined || here.length === 0 ? [] : [{ document, hunks: here }],
  );
}

function newFiles(all: readonly EditNow[]): readonly NewFile[] {
  return all
    .filter(({ document }) => document === undefined)
    .flatMap(({ edit, here }) =>
      here.map(({ after }) => ({ uri: uriOf(edit.path), text: after.join('\n') })),
    );
}

/** All that speaks against edits, a sentence each. */
export async function doubtsAbout(
  edits: readonly EditNow[],
  tools: TargetTools,
): Promise<readonly string[]> {
  const doubts: string[] = [];
  for (const { edit, document, here, gone } of edits) {
    const { path } = edit;
    if (document === undefined) {
      doubts.push(...newWarnings(path).map(told));
      continue;
    }
    const found = await warningsIn(document, here, tools);
    doubts.push(...found.map(one => `${path}: ${told(one)}`));
    for (const { before } of gone)
      doubts.push(told({ code: 'OUT-MOVED', facts: { path, line: before[0]?.trim() ?? '' } }));
  }
  return doubts;
}

async function warningsIn(
  document: vscode.TextDocument,
  hunks: readonly LineChange[],
  { grammars }: TargetTools,
): Promise<readonly Warning[]> {
  const before = linesOf(document);
  const after = hunks.reduceRight(changed, before);
  const { languageId } = document;
  const syntax = await grammars.syntaxOf(languageId);
  const subject = { path: pathOf(document.uri), languageId };
  return warningsOf(subject, before, { start: 0, before, after }, syntax, 0);
}

function newWarnings(path: string): readonly Warning[] {
  const made: Warning = { code: 'OUT-NEWFILE', facts: { path } };
  const runs = pathWarning(path);
  return runs === undefined ? [made] : [made, runs];
}

/** The hunk that a line is in. @param isProposed counts the line by the new text? @throws RewriteFault EDIT-NOHUNK */
export function hunkAt(edit: EditNow, line: number, isProposed: boolean): EditNow {
  let grown = 0;
  for (const hunk of edit.here) {
    const start = hunk.start + (isProposed ? grown : 0);
    const { length } = isProposed ? hunk.after : hunk.before;
    if (line >= start && line < start + Math.max(1, length)) return { ...edit, here: [hunk] };
    grown += hunk.after.length - hunk.before.length;
  }
  throw new RewriteFault('EDIT-NOHUNK');
}

/** The sentence of a warning, for people. */
export function told(warning: Warning): string {
  return tellWarning(warning, text => vscode.l10n.t(text));
}
