import * as vscode from 'vscode';
import type { ContextSource } from '../../core/completion/context/index.ts';
import { alikeSource } from '../../core/completion/context/sources/alike.ts';
import {
  type Diagnosis,
  diagnosticsSource,
} from '../../core/completion/context/sources/diagnostics.ts';
import { instructionsSource } from '../../core/completion/context/sources/instructions.ts';
import { manifestSource } from '../../core/completion/context/sources/manifest.ts';
import { type Cell, notebookSource } from '../../core/completion/context/sources/notebook.ts';
import { recentEditsSource } from '../../core/completion/context/sources/recentEdits.ts';
import type { EngineWorker } from '../engineWorker.ts';
import { pathOf } from '../snapshot.ts';
import { nearestReader } from './nearest.ts';
import type { RecentEdits } from './recentEdits.ts';

/** Everything that context for a model comes from in the editor. Nothing here has passed the gate: the core sees to that. */
export function contextSources(engine: EngineWorker, edits: RecentEdits): ContextSource[] {
  const read = nearestReader();
  return [
    instructionsSource(read),
    alikeSource((around, signal) => engine.alike(around, signal)),
    notebookSource(notebookOf),
    recentEditsSource(() => edits.recent()),
    diagnosticsSource(diagnosesOf),
    manifestSource(read),
  ];
}

function diagnosesOf(uri: string): Diagnosis[] {
  return vscode.languages
    .getDiagnostics(vscode.Uri.parse(uri))
    .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
    .map(({ range, message, severity }) => ({
      line: range.start.line,
      message,
      error: severity === vscode.DiagnosticSeverity.Error,
    }));
}

function notebookOf(uri: string): { path: string; cells: Cell[] } | undefined {
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cells = notebook.getCells().filter(cell => cell.kind === vscode.NotebookCellKind.Code);
    if (!cells.some(cell => cell.document.uri.toString() === uri)) continue;
    return {
      path: pathOf(notebook.uri),
      cells: cells.map(({ document }) => ({
        uri: document.uri.toString(),
        text: document.getText().replace(/\r\n?/g, '\n'),
      })),
    };
  }
  return undefined;
}
