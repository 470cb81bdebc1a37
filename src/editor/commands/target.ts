import * as vscode from 'vscode';
import type { Gate } from '../../core/gate/gate.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { Problem, Subject } from '../../core/rewrite/subject.ts';
import { symbolAt, symbolIn, withDocs } from '../../core/rewrite/symbol.ts';
import type { Definition } from '../../core/syntax/definitions.ts';
import type { Grammars } from '../../core/syntax/grammars.ts';
import type { Exclusions } from '../models/exclusions.ts';
import type { ReadOnly } from '../readOnly.ts';
import { pathOf } from '../snapshot.ts';

/** Lines of an open document that a command is about. */
export interface Target {
  readonly document: vscode.TextDocument;
  readonly subject: Subject;
  /** What is defined there, where its syntax tells. */
  readonly definition?: Definition | undefined;
  /** The document is an empty one that was made for the answer. */
  readonly fresh?: Fresh | undefined;
}

/** A new document: shown by itself, for there is nothing to compare it with. */
export interface Fresh {
  readonly column: vscode.ViewColumn;
  /** What its preview is called. */
  readonly name: string;
}

export interface TargetTools {
  readonly exclusions: Exclusions;
  readonly readOnly: ReadOnly;
  readonly gate: Gate;
  readonly grammars: Grammars;
}

/** What a command takes: the first that there is. A selection goes before all. */
export type Wanted = 'problem' | 'symbol' | 'symbol with documentation' | 'comment' | 'file';

/** A problem's surroundings, lines, where no definition is around it or that is too long. */
const AROUND_PROBLEM = 5;
const LONGEST_FOR_PROBLEM = 200;

/** The editor that the user is in. @throws RewriteFault where there is none, or its text is none that can be worked on. */
export function editorAt(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    throw new RewriteFault(
      activeTab?.input instanceof vscode.TabInputText ? 'DOC-BIG' : 'DOC-NONE',
    );
  }
  return editor;
}

/**
 * What the user means, as it is at this moment, and that it may be sent, and changed where the command rewrites.
 *
 * @throws RewriteFault
 */
export async function targetIn(
  { document, selection }: Pick<vscode.TextEditor, 'document' | 'selection'>,
  wanted: readonly Wanted[],
  rewrites: boolean,
  tools: TargetTools,
): Promise<Target> {
  const lines = linesOf(document);
  const selected = selection.isEmpty ? undefined : blockIn(lines, selection);
  const problems = problemsAt(document, selection);
  if (lines.some(line => line.includes('\0'))) throw new RewriteFault('DOC-BINARY');
  if (rewrites) await mayChange(document, tools);
  await mayLeave(document, tools);
  const subject = (block: Block, more: Pick<Subject, 'name' | 'problems'> = {}): Subject => {
    return {
      path: gatePath(document.uri),
      languageId: document.languageId,
      lines,
      ...block,
      ...more,
    };
  };
  const syntax = await tools.grammars.syntaxOf(document.languageId);
  if (selected !== undefined) {
    const symbol = syntax && symbolIn(syntax, lines, selected.start, selected.count);
    const has = problems.length > 0 && wanted.includes('problem') ? { problems } : {};
    return { document, subject: subject(selected, has), definition: symbol?.definition };
  }
  const line = selection.active.line;
  const symbol =
    (syntax && symbolAt(syntax, lines, line)) ?? (await outlined(document, selection.active));
  for (const want of wanted) {
    const found = blockFor(want, lines, line, symbol, problems);
    if (found === undefined) continue;
    const more = want === 'problem' ? { name: symbol?.name, problems } : { name: symbol?.name };
    return { document, subject: subject(found, more), definition: symbol?.definition };
  }
  throw new RewriteFault(
    wanted[0] === 'problem' && wanted.length === 1 ? 'DOC-NOERROR' : 'DOC-SELECT',
  );
}

interface Block {
  readonly start: number;
  readonly count: number;
}

interface Named extends Block {
  readonly name: string;
  readonly docStart: number;
  readonly definition?: Definition | undefined;
}

function blockFor(
  want: Wanted,
  lines: readonly string[],
  line: number,
  symbol: Named | undefined,
  problems: readonly Problem[],
): Block | undefined {
  switch (want) {
    case 'problem':
      if (problems.length === 0) return undefined;
      return symbol !== undefined && symbol.count <= LONGEST_FOR_PROBLEM
        ? symbol
        : around(lines, line);
    case 'symbol':
      return symbol && { start: symbol.start, count: symbol.count };
    case 'symbol with documentation':
      return symbol && withDocs(symbol);
    case 'file':
      return lines.some(one => one.trim() !== '') ? { start: 0, count: lines.length } : undefined;
    case 'comment':
      return commentAt(lines, line);
  }
}

/** The whole lines of a selection, without blank ones at its ends. @throws RewriteFault DOC-EMPTY */
function blockIn(lines: readonly string[], { start, end }: vscode.Range): Block {
  let first = start.line;
  let last = end.character === 0 ? end.line - 1 : end.line; // the cursor stands before a line
  const isBlank = (line: number): boolean => (lines[line] ?? '').trim() === '';
  while (first <= last && isBlank(first)) first++;
  while (last > first && isBlank(last)) last--;
  if (first > last) throw new RewriteFault('DOC-EMPTY');
  return { start: first, count: last - first + 1 };
}

function around(lines: readonly string[], line: number): Block {
  const first = Math.max(0, line - AROUND_PROBLEM);
  const last = Math.min(lines.length - 1, line + AROUND_PROBLEM);
  return blockIn(lines, new vscode.Range(first, 0, last, 1));
}

const COMMENT = /^\s*(\/\/|\/\*|\*|#|--)/;

function commentAt(lines: readonly string[], line: number): Block | undefined {
  const isComment = (at: number): boolean => COMMENT.test(lines[at] ?? '');
  if (!isComment(line)) return undefined;
  let first = line;
  let last = line;
  while (isComment(first - 1)) first--;
  while (isComment(last + 1)) last++;
  return { start: first, count: last - first + 1 };
}

/** By the language's own extension, where no grammar is at hand. */
async function outlined(
  document: vscode.TextDocument,
  at: vscode.Position,
): Promise<Named | undefined> {
  const roots: unknown = await vscode.commands.executeCommand(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  let best: vscode.DocumentSymbol | undefined;
  let level = Array.isArray(roots) ? roots : [];
  for (;;) {
    const inner = level.find(one => one instanceof vscode.DocumentSymbol && one.range.contains(at));
    if (inner === undefined) break;
    best = inner;
    level = inner.children;
  }
  if (best === undefined) return undefined;
  const { start, end } = best.range;
  return {
    name: best.name,
    start: start.line,
    docStart: start.line,
    count: end.line - start.line + 1,
  };
}

/** What is said of the selected text, or of the text at the cursor. */
export function problemsAt(document: vscode.TextDocument, range: vscode.Range): readonly Problem[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
    .filter(problem => problem.range.intersection(range) !== undefined)
    .map(({ range: { start }, message }) => ({ line: start.line + 1, message }));
}

export function linesOf(document: vscode.TextDocument): readonly string[] {
  return document.getText().split(/\r\n|\r|\n/);
}

/** All of a document. */
export function wholeOf(document: vscode.TextDocument): Subject {
  const lines = linesOf(document);
  const { languageId } = document;
  return { path: pathOf(document.uri), languageId, lines, start: 0, count: lines.length };
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
  { exclusions, gate }: Pick<TargetTools, 'exclusions' | 'gate'>,
): Promise<void> {
  const path = gatePath(document.uri);
  await exclusions.ready(path);
  if (gate.whyNot(path) !== undefined) throw new RewriteFault('DOC-EXCLUDED');
}

/** Can it be changed at all? @throws RewriteFault DOC-READONLY */
export async function mayChange(
  document: vscode.TextDocument,
  { readOnly }: Pick<TargetTools, 'readOnly'>,
): Promise<void> {
  const { scheme } = document.uri;
  if (document.isUntitled || scheme === 'vscode-notebook-cell') return;
  const isWritable = vscode.workspace.fs.isWritableFileSystem(scheme) === true;
  if (!isWritable || (await readOnly.find(document))) throw new RewriteFault('DOC-READONLY');
}
