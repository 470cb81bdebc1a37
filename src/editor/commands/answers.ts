import * as vscode from 'vscode';
import { type ExplainedTurn, explanationOf, type Links } from '../../core/rewrite/explanation.ts';
import type { Heard } from '../../core/rewrite/listen.ts';
import type { Turn } from '../../core/rewrite/question.ts';
import type { Depth } from '../../core/rewrite/tasks/explain.ts';
import { explained } from '../notices.ts';

const SCHEME = 'inkling-answer';
const PREVIEW = 'vscode.markdown.preview.editor';
/** Milliseconds between two looks at an answer that is being written. */
const PACE = 120;

/** A conversation about code, or about a project. */
export interface Explanation {
  readonly id: string;
  readonly title: string;
  /** Ours, as Markdown: what is known without the model; `` where nothing is. */
  readonly preface: string;
  readonly links: Links;
  readonly turns: { readonly wish: string; readonly heard: Heard }[];
  /** Ends the answer that is being written. */
  readonly stop: AbortController;
  /** Asks the model. @throws RewriteFault and BackendError where nothing could be sent. */
  ask(
    wish: string,
    former: readonly Turn[],
    onHeard: (heard: Heard) => void,
    signal: AbortSignal,
  ): Promise<Heard>;
  /** The same, shorter or deeper, with nothing said yet; missing where there is only one depth. */
  readonly atDepth?: (depth: Depth) => Explanation;
}

/** Explanations, shown by VS Code's own Markdown preview beside the code. */
export class Answers implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly open = new Map<string, Explanation>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly due = new Set<string>();
  private readonly listening: vscode.Disposable[];

  constructor() {
    this.listening = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) this.closed(tab);
        this.mark();
      }),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.mark()),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const explanation = this.open.get(uri.query);
    return explanation === undefined ? '' : markdownOf(explanation);
  }

  /** The one that the user is in; else one that is on the screen. */
  get current(): Explanation | undefined {
    const { all, activeTabGroup } = vscode.window.tabGroups;
    const shown = [activeTabGroup, ...all].map(({ activeTab }) => activeTab && this.of(activeTab));
    return shown.find(explanation => explanation !== undefined);
  }

  async show(explanation: Explanation): Promise<void> {
    this.open.set(explanation.id, explanation);
    const options = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false };
    await vscode.commands.executeCommand('vscode.openWith', uriOf(explanation), PREVIEW, options);
    this.mark();
  }

  /** Shows what was said up to now; not more often than an eye can follow. */
  refresh(explanation: Explanation): void {
    if (this.due.has(explanation.id)) return;
    this.due.add(explanation.id);
    setTimeout(() => {
      this.due.delete(explanation.id);
      this.changed.fire(uriOf(explanation));
    }, PACE);
  }

  private of({ input }: vscode.Tab): Explanation | undefined {
    const isOurs = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
    return isOurs && input.uri.scheme === SCHEME ? this.open.get(input.uri.query) : undefined;
  }

  private closed(tab: vscode.Tab): void {
    const explanation = this.of(tab);
    if (explanation === undefined) return;
    explanation.stop.abort();
    this.open.delete(explanation.id);
  }

  private mark(): void {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    const here = activeTab && this.of(activeTab);
    const state = here === undefined ? undefined : here.atDepth === undefined ? 'flat' : 'deep';
    void vscode.commands.executeCommand('setContext', 'inkling.answer', state);
  }

  dispose(): void {
    for (const { stop } of this.open.values()) stop.abort();
    for (const listener of this.listening) listener.dispose();
  }
}

function uriOf({ id, title }: Explanation): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${title.replaceAll('/', ' ')}.md`, query: id });
}

/** The whole conversation. */
export function markdownOf({ title, turns, links, preface }: Explanation): string {
  const shown = turns.map(({ wish, heard }): ExplainedTurn => {
    return { wish, answer: heard.answer, reasoning: heard.reasoning, note: noteOf(heard) };
  });
  const words = { thoughts: vscode.l10n.t('Thoughts of the model') };
  return explanationOf(title, shown, links, words, preface);
}

function noteOf({ ending, error, model }: Heard): string {
  switch (ending) {
    case 'streaming':
      return vscode.l10n.t('{0} is writing…', model);
    case 'length':
      return vscode.l10n.t('Incomplete: the answer was longer than its room.');
    case 'failed':
      return error === undefined ? vscode.l10n.t('Cancelled.') : explained(error);
    case 'whole':
      return '';
  }
}
