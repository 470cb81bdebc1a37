import * as vscode from 'vscode';
import { Cache } from '../core/completion/cache.ts';
import { complete } from '../core/completion/complete.ts';
import { type Decision, silent } from '../core/completion/outcome.ts';
import type { Circumstances } from '../core/completion/trigger.ts';
import type { Engine, Snapshot, Suggestion } from '../core/completion/types.ts';
import { signalOf } from './abort.ts';
import type { Decisions } from './decisions.ts';
import type { DocumentEvents } from './documentEvents.ts';
import { languageOn, readSettings } from './settings.ts';
import { pathOf, snapshotOf } from './snapshot.ts';

/** What the provider asks the rest of the editor side. */
export interface Surroundings {
  /** Whom to ask now: the workspace engine, or the model that the user chose. */
  engine(languageId: string): Engine;
  readonly events: DocumentEvents;
  readonly decisions: Decisions;
  snoozed(): boolean;
  folderOn(document: vscode.TextDocument): boolean;
  readOnly(document: vscode.TextDocument): boolean;
  /** Something threw that should not have: logged and shown in the status bar, never in the document. */
  failed(error: unknown): void;
}

/** Documents that somebody writes code in. */
const EDITABLE = new Set([
  'file',
  'untitled',
  'vscode-notebook-cell',
  'vscode-vfs',
  'vscode-remote',
]);

/** Events in, ghost text out. Cancellation is caught here and nowhere else. */
export class InlineCompletions implements vscode.InlineCompletionItemProvider {
  private readonly cache = new Cache();
  private readonly around: Surroundings;

  constructor(around: Surroundings) {
    this.around = around;
  }

  /** Forgets earlier answers: the settings or the index changed. */
  forgetAnswers(): void {
    this.cache.clear();
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const { signal, dispose } = signalOf(token);
    try {
      const at = snapshotOf(document, position, context.selectedCompletionInfo);
      const asked = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
      const decision = await complete(
        at,
        this.circumstances(document, position, asked),
        {
          cache: this.cache,
          engine: this.around.engine(document.languageId),
          boldness: readSettings(document).confidence,
          clock: () => performance.now(),
        },
        signal,
      );
      this.note(decision, document, position, asked);
      const { outcome } = decision;
      if (outcome.kind === 'silent') return [];
      const item = itemFor(outcome.suggestion, at, position);
      this.around.events.shown(document, item);
      return [item];
    } catch (error) {
      if (signal.aborted) return [];
      const reason = 'Something went wrong inside Inkling; the details are in its log.';
      const outcome = silent('engine', 'internal-error', reason);
      this.note({ outcome, stages: [] }, document, position, false);
      this.around.failed(error);
      return [];
    } finally {
      dispose();
    }
  }

  private circumstances(
    document: vscode.TextDocument,
    position: vscode.Position,
    asked: boolean,
  ): Circumstances {
    const editor = vscode.window.activeTextEditor;
    const here = editor?.document === document ? editor : undefined;
    return {
      asked,
      cursors: here?.selections.length ?? 1,
      selecting: here !== undefined && !here.selection.isEmpty,
      readOnly: this.around.readOnly(document),
      editable: EDITABLE.has(document.uri.scheme),
      languageOn: languageOn(readSettings(document), document.languageId),
      folderOn: this.around.folderOn(document),
      snoozed: this.around.snoozed(),
      lastChange: this.around.events.lastChange(document),
      dismissedHere: this.around.events.dismissedAt(document, position),
      rejectedLine: this.around.events.rejectedOn(document, position.line),
    };
  }

  private note(
    decision: Decision,
    document: vscode.TextDocument,
    position: vscode.Position,
    asked: boolean,
  ): void {
    this.around.decisions.add({
      ...decision,
      path: pathOf(document.uri),
      line: position.line + 1,
      asked,
      when: Date.now(),
    });
  }
}

/** The one way out: the suggestion as VS Code wants it. Single lines, so line ends need no care. */
function itemFor(
  suggestion: Suggestion,
  at: Snapshot,
  position: vscode.Position,
): vscode.InlineCompletionItem {
  const before = at.selected?.replaces ?? 0;
  const text = (at.selected?.text ?? '') + suggestion.text;
  const range = new vscode.Range(
    position.translate(0, -before),
    position.translate(0, suggestion.replaces),
  );
  return new vscode.InlineCompletionItem(text, range, {
    command: 'inkling.accepted',
    title: 'accepted',
  });
}
