import * as vscode from 'vscode';
import { isAbort } from '../core/base/abort.ts';
import { realClock } from '../core/base/clock.ts';
import { complete } from '../core/completion/complete.ts';
import { Meaning } from '../core/completion/meaning/meaning.ts';
import { type Decision, silent } from '../core/completion/outcome.ts';
import { placeAt } from '../core/completion/place.ts';
import type { Tools } from '../core/completion/run.ts';
import { Session } from '../core/completion/session.ts';
import { Stopper } from '../core/completion/stop/index.ts';
import type { Circumstances } from '../core/completion/trigger.ts';
import type { Engine, Model, Snapshot, Suggestion } from '../core/completion/types.ts';
import { scopesOff, wantedAt } from '../core/completion/wished.ts';
import type { Scope } from '../core/syntax/scope.ts';
import type { Syntax } from '../core/syntax/syntax.ts';
import { type Cause, causeOf, type Decided } from '../core/why/decisions.ts';
import { signalOf } from './abort.ts';
import { AskingAgain, type Why } from './askingAgain.ts';
import type { Settings } from './defaults.ts';
import type { DocumentEvents } from './documentEvents.ts';
import { writesText } from './keys/vim.ts';
import { nameSources } from './nameSources.ts';
import { OtherSuggestions } from './otherSuggestions.ts';
import { amountsIn, languageOn, readSettings } from './settings.ts';
import { snapshotOf } from './snapshot.ts';

/** What the provider asks the rest of the editor side. */
export interface Surroundings {
  readonly engine: Engine;
  /** The grammar of a language, once it is loaded. */
  syntax(languageId: string): Syntax | undefined;
  /** The model that the user chose, if any. */
  model(languageId: string): Model | undefined;
  readonly events: DocumentEvents;
  /** Told of every decision. */
  decided(decided: Omit<Decided, 'id'>, at: Snapshot): void;
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
export class InlineCompletions implements vscode.InlineCompletionItemProvider, vscode.Disposable {
  private readonly session: Session;
  private readonly around: Surroundings;
  private readonly asking: AskingAgain;
  private readonly others = new OtherSuggestions();
  private readonly meaning = new Meaning(nameSources, realClock);

  /** @param id of this extension. */
  constructor(around: Surroundings, id: string) {
    this.around = around;
    this.asking = new AskingAgain((...question) => this.answer(...question), id);
    this.session = new Session(
      realClock,
      (place, wants) => new Stopper(place, wants, around.syntax(place.languageId)),
    );
  }

  dispose(): void {
    this.others.stop();
    this.asking.dispose();
    this.session.forget();
  }

  /** Forgets earlier answers: the settings or the index changed. */
  forgetAnswers(): void {
    this.session.forget();
  }

  async provideInlineCompletionItems(
    ...question: Parameters<vscode.InlineCompletionItemProvider['provideInlineCompletionItems']>
  ): Promise<vscode.InlineCompletionItem[]> {
    const [document, position, { triggerKind }] = question;
    if (triggerKind !== vscode.InlineCompletionTriggerKind.Invoke) {
      return this.answer('typed', ...question);
    }
    if (this.asking.isAbout(document, position)) return [];
    return this.answer('key', ...question);
  }

  /** The user's key. Where a suggestion stands already it is for others. */
  async ask(why: 'key' | 'long'): Promise<void> {
    await this.asking.askHere(why);
  }

  /** The user came to another editor, if to any. */
  async ready(editor: vscode.TextEditor | undefined): Promise<void> {
    if (editor === undefined || !EDITABLE.has(editor.document.uri.scheme)) return;
    await this.asking.wake(editor.document);
  }

  /** The user hid what stood there. */
  hidden(): void {
    this.session.hide();
  }

  private async answer(
    why: Why,
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const { signal, dispose } = signalOf(token);
    const at = snapshotOf(document, position, context.selectedCompletionInfo);
    try {
      if (why === 'typed') this.others.stop();
      const tools = this.toolsFor(document);
      const stood = why === 'key' && this.stands(at, tools);
      const now = this.circumstances(document, position, why);
      const decision = await complete(at, now, tools, signal);
      this.note(decision, at, causeOf(now));
      const { outcome } = decision;
      if (outcome.kind === 'silent') return [];
      const others = stood ? await this.others.find(outcome.suggestion, at, tools) : [];
      const items = [outcome.suggestion, ...others].map(each => itemFor(each, at, position));
      this.around.events.shown(document, items);
      return items;
    } catch (error) {
      if (signal.aborted || isAbort(error)) return [];
      const reason = 'Something went wrong inside Inkling; the details are in its log.';
      const outcome = silent('engine', 'internal-error', reason);
      this.note({ outcome, stages: [], sent: [] }, at, 'none');
      this.around.failed(error);
      return [];
    } finally {
      dispose();
    }
  }

  private toolsFor(document: vscode.TextDocument): Tools {
    const { engine, syntax, model, failed } = this.around;
    const settings = readSettings(document);
    const amounts = amountsIn(settings, document.languageId);
    return {
      session: this.session,
      engine,
      model: model(document.languageId),
      boldness: settings.confidence,
      placeAt: at => {
        const place = placeAt(at, syntax(at.languageId));
        return { ...place, wants: wantedAt(place, settings.mode, amounts, at) };
      },
      syntaxOf: syntax,
      meaning: this.meaning,
      clock: realClock,
      onGrown: place => void this.asking.ask(place, 'grown'),
      onFault: failed,
    };
  }

  private stands(at: Snapshot, { engine, model }: Tools): boolean {
    return this.session.onScreen(at, [engine.origin, model?.origin]) !== undefined;
  }

  private circumstances(
    document: vscode.TextDocument,
    position: vscode.Position,
    why: Why,
  ): Circumstances {
    const { events, readOnly, folderOn, snoozed } = this.around;
    const editor = vscode.window.activeTextEditor;
    const here = editor?.document === document ? editor : undefined;
    const settings = readSettings(document);
    return {
      asked: why === 'key' || why === 'long',
      long: why === 'long',
      again: why === 'grown',
      cursors: here?.selections.length ?? 1,
      selecting: here !== undefined && !here.selection.isEmpty,
      readOnly: readOnly(document),
      editable: EDITABLE.has(document.uri.scheme),
      languageOn: languageOn(settings, document.languageId),
      folderOn: folderOn(document),
      snoozed: snoozed(),
      lastChange: events.lastChange(document),
      writing: writesText(here),
      dismissedHere: events.dismissedAt(document, position),
      rejectedLines: events.rejectedOn(document, position.line),
      scopeOff: this.scopeOff(settings, document, position),
      mode: settings.mode,
      leastLength: settings.minimumLength,
      delay: settings.delay ?? undefined,
    };
  }

  /** What the cursor is in, where that is turned off; most users turn nothing off, and so nothing is looked at. */
  private scopeOff(
    settings: Settings,
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Scope | undefined {
    const off = scopesOff(amountsIn(settings, document.languageId));
    if (off.length === 0) return undefined;
    const { scope } = placeAt(
      snapshotOf(document, position),
      this.around.syntax(document.languageId),
    );
    return off.includes(scope) ? scope : undefined;
  }

  private note(decision: Decision, at: Snapshot, cause: Cause): void {
    const { uri, path, languageId } = at;
    const place = { uri, path, languageId, line: at.line + 1 };
    this.around.decided({ ...decision, ...place, cause, when: Date.now() }, at);
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
    title: 'Inkling',
  });
}
