import * as vscode from 'vscode';
import type { Rewriting } from './rewriting.ts';

const SCHEME = 'inkling-preview';
/** Milliseconds between two looks at an answer that is being written. */
const PACE = 80;

/** The proposed documents that VS Code's diff editor shows beside the real ones. */
export class Previews
  implements vscode.TextDocumentContentProvider, vscode.FileDecorationProvider, vscode.Disposable
{
  private readonly open = new Map<string, Rewriting>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly remarked = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChangeFileDecorations = this.remarked.event;
  private readonly due = new Set<string>();
  private readonly listening: vscode.Disposable[];

  constructor() {
    this.listening = [
      this.changed,
      this.remarked,
      vscode.window.registerFileDecorationProvider(this),
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(event => this.follow(event)),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) this.closed(tab);
        this.mark();
      }),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.mark()),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.open.get(uri.query)?.preview ?? '';
  }

  /** Marks what is incomplete, or can't be applied any more, in its tab. */
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const rewriting = uri.scheme === SCHEME ? this.open.get(uri.query) : undefined;
    if (rewriting === undefined || rewriting.isWriting || rewriting.fault === undefined)
      return undefined;
    const tooltip = vscode.l10n.t('Incomplete or outdated: it can not be applied');
    return new vscode.FileDecoration('!', tooltip, new vscode.ThemeColor('list.warningForeground'));
  }

  /** The rewriting whose preview the user is in. */
  get current(): Rewriting | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    return tab && this.of(tab);
  }

  /** Opens the native diff editor on it; a new document by itself, before the empty one that it is for. */
  async show(rewriting: Rewriting): Promise<void> {
    this.open.set(rewriting.id, rewriting);
    const { document, subject, title } = rewriting;
    const right = uriOf(rewriting);
    const preview = await vscode.workspace.openTextDocument(right);
    this.refresh(rewriting); // with what came while it opened: VS Code passes over changes of what is not open yet
    if (preview.languageId !== document.languageId)
      await vscode.languages.setTextDocumentLanguage(preview, document.languageId);
    if (rewriting.fresh !== undefined && rewriting.isBlank) {
      const viewColumn = this.tabOf(rewriting)?.group.viewColumn ?? (await place(rewriting));
      await vscode.window.showTextDocument(preview, { viewColumn, preview: false });
    } else {
      await vscode.commands.executeCommand('vscode.diff', document.uri, right, title, {
        preview: false,
        selection: new vscode.Range(subject.start, 0, subject.start, 0),
      });
    }
    this.mark();
  }

  /** Shows what the rewriting says now; not more often than an eye can follow. */
  refresh(rewriting: Rewriting): void {
    if (this.due.has(rewriting.id)) return;
    this.due.add(rewriting.id);
    setTimeout(() => {
      this.due.delete(rewriting.id);
      this.changed.fire(uriOf(rewriting));
      this.remarked.fire(uriOf(rewriting));
      this.mark();
    }, PACE);
  }

  /** Closes its tab; that ends it. */
  async close(rewriting: Rewriting): Promise<void> {
    const tabs = allTabs().filter(tab => this.of(tab) === rewriting);
    rewriting.stop();
    this.open.delete(rewriting.id);
    await vscode.window.tabGroups.close(tabs);
    await closeBlank(rewriting);
  }

  private tabOf(rewriting: Rewriting): vscode.Tab | undefined {
    return allTabs().find(tab => this.of(tab) === rewriting);
  }

  private of({ input }: vscode.Tab): Rewriting | undefined {
    const uri =
      input instanceof vscode.TabInputTextDiff
        ? input.modified
        : input instanceof vscode.TabInputText
          ? input.uri
          : undefined;
    return uri?.scheme === SCHEME ? this.open.get(uri.query) : undefined;
  }

  private closed(tab: vscode.Tab): void {
    const rewriting = this.of(tab);
    if (rewriting === undefined) return;
    rewriting.stop();
    this.open.delete(rewriting.id);
    void closeBlank(rewriting);
  }

  private follow(event: vscode.TextDocumentChangeEvent): void {
    for (const rewriting of this.open.values()) {
      if (rewriting.document !== event.document) continue;
      rewriting.follow(event);
      this.refresh(rewriting);
    }
  }

  /** Tells VS Code what the title of the active editor offers. */
  private mark(): void {
    const { current } = this;
    const set = (name: string, value: unknown): void =>
      void vscode.commands.executeCommand('setContext', name, value);
    const state =
      current?.isWriting === true ? 'writing' : current?.fault === undefined ? 'ready' : 'faulty';
    set('inkling.preview', current === undefined ? undefined : state);
    set('inkling.attempts', current?.place.of ?? 0);
  }

  dispose(): void {
    for (const rewriting of this.open.values()) rewriting.stop();
    for (const listener of this.listening) listener.dispose();
  }
}

function allTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(group => group.tabs);
}

/** Shows the empty document that an answer is for, so that it stays open. @returns its column. */
async function place({ document, fresh }: Rewriting): Promise<vscode.ViewColumn> {
  const column = fresh?.column ?? vscode.ViewColumn.Active;
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: column,
    preview: false,
  });
  return editor.viewColumn ?? vscode.ViewColumn.Active;
}

/** A document that was made for an answer goes with its preview, unless something came into it. One that has a path counts as changed from the start: closing it would ask. */
async function closeBlank(rewriting: Rewriting): Promise<void> {
  if (!rewriting.isBlank) return;
  const { document } = rewriting;
  const key = document.uri.toString();
  for (const { input, group } of allTabs()) {
    if (!(input instanceof vscode.TabInputText) || input.uri.toString() !== key) continue;
    await vscode.window.showTextDocument(document, { viewColumn: group.viewColumn });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** A diff has a title of its own; a new document is named by its path alone. */
function uriOf({ id, document, fresh, title }: Rewriting): vscode.Uri {
  const path = fresh === undefined ? document.uri.path : title.replaceAll('/', '∕');
  return vscode.Uri.from({ scheme: SCHEME, path: path.replace(/^\/?/, '/'), query: id });
}
