import * as vscode from 'vscode';
import { realClock } from '../core/base/clock.ts';
import { complete } from '../core/completion/complete.ts';
import { type Decision, silent } from '../core/completion/outcome.ts';
import { placeAt } from '../core/completion/place.ts';
import { Session } from '../core/completion/session.ts';
import { Stopper } from '../core/completion/stop/index.ts';
import type { Circumstances } from '../core/completion/trigger.ts';
import type { Engine, Model, Snapshot, Suggestion } from '../core/completion/types.ts';
import type { Syntax } from '../core/syntax/syntax.ts';
import { signalOf } from './abort.ts';
import type { Decisions } from './decisions.ts';
import type { DocumentEvents } from './documentEvents.ts';
import { writesText } from './keys/vim.ts';
import { languageOn, readSettings } from './settings.ts';
import { pathOf, snapshotOf } from './snapshot.ts';

/** What the provider asks the rest of the editor side. */
export interface Surroundings {
  readonly engine: Engine;
  /** The grammar of a language, once it is loaded. */
  syntax(languageId: string): Syntax | undefined;
  /** The model that the user chose, if any. */
  model(languageId: string): Model | undefined;
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

function register(provider: vscode.InlineCompletionItemProvider): vscode.Disposable {
  return vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, provider);
}

/** Events in, ghost text out. Cancellation is caught here and nowhere else. */
export class InlineCompletions implements vscode.InlineCompletionItemProvider {
  private readonly session: Session;
  private readonly around: Surroundings;
  /** The place at which we asked the editor to ask again. */
  private again: Snapshot | undefined;
  private silent: vscode.Disposable | undefined;

  constructor(around: Surroundings) {
    this.around = around;
    this.session = new Session(
      realClock,
      (place, wants) => new Stopper(place, wants, around.syntax(place.languageId)),
    );
  }

  /** Forgets earlier answers: the settings or the index changed. */
  forgetAnswers(): void {
    this.session.forget();
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
      const invoked = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
      const again = invoked && this.isAskedAgain(at);
      const asked = invoked && !again;
      const decision = await complete(
        at,
        this.circumstances(document, position, asked, again),
        {
          session: this.session,
          engine: this.around.engine,
          model: this.around.model(document.languageId),
          boldness: readSettings(document).confidence,
          placeAt: place => placeAt(place, this.around.syntax(place.languageId)),
          clock: realClock,
          onGrown: place => this.askAgain(place),
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

  /**
   * There is more to show at `at`: the only stable way to show it is to let the editor ask. It does not ask twice for the same text, unless there is a
   * provider that it did not ask: so a new one that says nothing takes the place of the last.
   */
  private askAgain(at: Snapshot): void {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.toString() !== at.uri || editor.document.version !== at.version)
      return;
    this.again = at;
    this.silent?.dispose();
    this.silent = register({ provideInlineCompletionItems: () => [] });
    void vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  }

  /** Did we cause this ourselves? The editor tells it like a key of the user's. */
  private isAskedAgain(at: Snapshot): boolean {
    const { again } = this;
    this.again = undefined;
    return again?.uri === at.uri && again.version === at.version && again.line === at.line;
  }

  private circumstances(
    document: vscode.TextDocument,
    position: vscode.Position,
    asked: boolean,
    again: boolean,
  ): Circumstances {
    const editor = vscode.window.activeTextEditor;
    const here = editor?.document === document ? editor : undefined;
    return {
      asked,
      again,
      cursors: here?.selections.length ?? 1,
      selecting: here !== undefined && !here.selection.isEmpty,
      readOnly: this.around.readOnly(document),
      editable: EDITABLE.has(document.uri.scheme),
      languageOn: languageOn(readSettings(document), document.languageId),
      folderOn: this.around.folderOn(document),
      snoozed: this.around.snoozed(),
      lastChange: this.around.events.lastChange(document),
      writing: writesText(here),
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

/** The one way out: the suggestion as VS Code wants it. The editor itself puts the document's own line ends in. */
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
