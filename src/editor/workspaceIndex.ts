import * as vscode from 'vscode';
import type { Folder } from '../worker/protocol.ts';
import type { EngineWorker } from './engineWorker.ts';
import { pathOf } from './filePaths.ts';
import { excludePatterns, readSettings } from './settings.ts';

/** Tells the worker what to learn, and what changes: folders, trust, settings, files on the disk. */
export class WorkspaceIndex implements vscode.Disposable {
  private readonly engine: EngineWorker;
  private readonly storage: vscode.Uri | undefined;
  private readonly listening: vscode.Disposable[] = [];

  constructor(engine: EngineWorker, storage: vscode.Uri | undefined) {
    this.engine = engine;
    this.storage = storage;
  }

  /** Starts the worker on the workspace as it is now, and follows it from then on. */
  start(): void {
    this.restart();
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    this.listening.push(
      watcher,
      watcher.onDidCreate(uri => this.changed(uri)),
      watcher.onDidChange(uri => this.changed(uri)),
      watcher.onDidDelete(uri => this.removed(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.restart()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restart()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (
          event.affectsConfiguration('inkling.index') ||
          event.affectsConfiguration('files.exclude')
        ) {
          this.restart();
        }
      }),
    );
  }

  private changed(uri: vscode.Uri): void {
    const path = pathOf(uri);
    if (path !== undefined) this.engine.changed(path);
  }

  private removed(uri: vscode.Uri): void {
    const path = pathOf(uri);
    if (path !== undefined) this.engine.removed(path);
  }

  private restart(): void {
    const { storage } = this;
    this.engine.start({
      folders: this.folders(),
      storage: storage && pathOf(storage),
      excludes: excludePatterns(),
      open: vscode.workspace.textDocuments
        .map(document => pathOf(document.uri))
        .filter(path => path !== undefined),
    });
  }

  /** The folders on the disk that may be learned: none in an untrusted workspace. */
  private folders(): Folder[] {
    if (!vscode.workspace.isTrusted || !readSettings().index) return [];
    const all = vscode.workspace.workspaceFolders ?? [];
    return all.flatMap(folder => {
      const root = pathOf(folder.uri)?.replace(/\/$/, '');
      return root === undefined ? [] : [{ root, prefix: all.length > 1 ? `${folder.name}/` : '' }];
    });
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }
}
