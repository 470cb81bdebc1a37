import * as vscode from 'vscode';
import type { Folder } from '../worker/protocol.ts';
import type { EngineWorker } from './engineWorker.ts';
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
      watcher.onDidDelete(uri => uri.scheme === 'file' && this.engine.removed(uri.fsPath)),
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
    if (uri.scheme === 'file') this.engine.changed(uri.fsPath);
  }

  private restart(): void {
    const { storage } = this;
    this.engine.start({
      folders: this.folders(),
      storage: storage?.scheme === 'file' ? storage.fsPath : undefined,
      excludes: excludePatterns(),
      open: vscode.workspace.textDocuments
        .filter(document => document.uri.scheme === 'file')
        .map(document => document.uri.fsPath),
    });
  }

  /** The folders on the disk that may be learned: none in an untrusted workspace. */
  private folders(): Folder[] {
    if (!vscode.workspace.isTrusted || !readSettings().index) return [];
    const all = vscode.workspace.workspaceFolders ?? [];
    return all
      .filter(folder => folder.uri.scheme === 'file')
      .map(folder => ({
        root: folder.uri.fsPath.replaceAll('\\', '/').replace(/\/$/, ''),
        prefix: all.length > 1 ? `${folder.name}/` : '',
      }));
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }
}
