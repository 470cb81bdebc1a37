import * as vscode from 'vscode';
import type { FilesEdit } from './filesEdit.ts';

const SCHEME = 'inkling-files';
/** Milliseconds between two looks at an answer that is being written. */
const PACE = 120;
/** Milliseconds in which a tab opens. */
const PATIENCE = 5000;

/** The proposed files of an edit across files, shown by VS Code's own editor of several diffs. One edit is shown at a time. */
export class FilesPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private edit: FilesEdit | undefined;
  /** The paths that are shown. */
  private shown: readonly string[] = [];
  /** It is being shown anew: that its tab closes means nothing. */
  private isOpening = false;
  private isDue = false;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly listening: readonly vscode.Disposable[];
  private readonly uriOf: (path: string) => vscode.Uri;

  /** @param uriOf where a path of an edit is. */
  constructor(uriOf: (path: string) => vscode.Uri) {
    this.uriOf = uriOf;
    this.listening = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(event => {
        if (this.edit?.follow(event) === true) this.refresh();
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some(tab => this.isOurs(tab))) this.closed();
        this.mark();
      }),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.mark()),
    ];
  }

  provideTextDocumentContent({ query }: vscode.Uri): string {
    const { id, path } = JSON.parse(query) as { id: string; path: string };
    return this.edit?.id === id ? this.edit.preview(path) : '';
  }

  /** The edit whose preview the user is in. */
  get current(): FilesEdit | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    return tab !== undefined && this.isOurs(tab) ? this.edit : undefined;
  }

  /** Opens the editor of several diffs on these files. */
  async show(edit: FilesEdit, paths: readonly string[]): Promise<void> {
    const isShown = this.edit === edit && this.tab !== undefined;
    if (isShown && paths.join('\n') === this.shown.join('\n')) {
      this.refresh();
      return;
    }
    if (this.edit !== undefined && this.edit !== edit) await this.close(this.edit);
    this.isOpening = true;
    try {
      if (this.tab !== undefined) await vscode.window.tabGroups.close(this.tab);
      this.edit = edit;
      this.shown = paths;
      const known = edit.files.map(({ chosen }) => chosen.path);
      const rows = paths.map(path => {
        const uri = this.uriOf(path);
        return [uri, known.includes(path) ? uri : undefined, this.previewOf(edit, path)];
      });
      const opened = this.untilOpen();
      await vscode.commands.executeCommand('vscode.changes', edit.title, rows);
      await opened;
      await vscode.commands.executeCommand('workbench.action.keepEditor'); // else the next file that is opened takes its tab
    } finally {
      this.isOpening = false;
    }
    this.refresh();
  }

  /** Shows what the edit says now; not more often than an eye can follow. */
  refresh(): void {
    if (this.isDue) return;
    this.isDue = true;
    setTimeout(() => {
      this.isDue = false;
      const { edit } = this;
      for (const path of edit === undefined ? [] : this.shown)
        if (edit !== undefined) this.changed.fire(this.previewOf(edit, path));
      this.mark();
    }, PACE);
  }

  /** Closes its tab; that ends it. */
  async close(edit: FilesEdit): Promise<void> {
    if (this.edit !== edit) return;
    const { tab } = this;
    this.closed();
    if (tab !== undefined) await vscode.window.tabGroups.close(tab);
    this.mark();
  }

  /** The path that the cursor is in, on either side of its diff. */
  pathAt(uri: vscode.Uri): string | undefined {
    if (uri.scheme === SCHEME) return (JSON.parse(uri.query) as { path: string }).path;
    return this.shown.find(path => this.uriOf(path).toString() === uri.toString());
  }

  /** Is it the proposed side? */
  isProposed({ scheme }: vscode.Uri): boolean {
    return scheme === SCHEME;
  }

  private previewOf({ id }: FilesEdit, path: string): vscode.Uri {
    const query = JSON.stringify({ id, path });
    return vscode.Uri.from({ scheme: SCHEME, path: this.uriOf(path).path, query });
  }

  /** A tab of several diffs has no type of its own in the API that is not proposed: its title tells, which VS Code may add a count to. */
  private isOurs({ label, input }: vscode.Tab): boolean {
    const isKnown =
      input instanceof vscode.TabInputText || input instanceof vscode.TabInputTextDiff;
    return this.edit !== undefined && !isKnown && label.startsWith(this.edit.title);
  }

  private get tab(): vscode.Tab | undefined {
    const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
    return tabs.find(tab => this.isOurs(tab));
  }

  /** The tab comes some time after the command that opens it, if it does. */
  private untilOpen(): Promise<void> {
    return new Promise(resolve => {
      const done = (): void => {
        clearTimeout(patience);
        look.dispose();
        resolve();
      };
      const look = vscode.window.tabGroups.onDidChangeTabs(() => {
        if (this.tab !== undefined) done();
      });
      const patience = setTimeout(done, PATIENCE);
    });
  }

  private closed(): void {
    if (this.isOpening) return;
    this.edit?.stop();
    this.edit = undefined;
    this.shown = [];
  }

  /** Tells VS Code what the title of the active editor offers. */
  private mark(): void {
    const { current } = this;
    const state =
      current === undefined
        ? undefined
        : current.isWriting
          ? 'writing'
          : current.fault === undefined
            ? 'ready'
            : 'faulty';
    void vscode.commands.executeCommand('setContext', 'inkling.files', state);
    void vscode.commands.executeCommand(
      'setContext',
      'inkling.filesAttempts',
      current?.place.of ?? 0,
    );
  }

  dispose(): void {
    this.edit?.stop();
    for (const listener of this.listening) listener.dispose();
  }
}
