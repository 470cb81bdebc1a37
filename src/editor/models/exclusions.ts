import * as vscode from 'vscode';
import type { Exclusion } from '../../core/gate/gate.ts';
import { IgnoreRules } from '../../core/workspace/files/ignoreRules.ts';
import { excludePatterns } from '../settings.ts';

const IGNORE_FILE = '.inklingignore';

/**
 * Which files of the workspace must not be sent to a model: those that `.inklingignore` (of the workspace folder) or `files.exclude` name.
 * Until its rules are read, and where they can't be, nothing of a folder may be sent.
 */
export class Exclusions implements vscode.Disposable {
  private readonly rules = new Map<string, IgnoreRules | undefined>();
  private readonly reading = new Map<string, Promise<void>>();
  private readonly listening: vscode.Disposable[];

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${IGNORE_FILE}`);
    const forget = (): void => {
      this.rules.clear();
      this.reading.clear();
    };
    this.listening = [
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
      vscode.workspace.onDidChangeWorkspaceFolders(forget),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('files.exclude')) forget();
      }),
    ];
  }

  /** Resolves when the rules for this path are read, or can't be. @param path as `pathOf` makes it. */
  async ready(path: string): Promise<void> {
    const folder = placeOf(path)?.folder;
    if (folder === undefined) return;
    const key = folder.uri.toString();
    let reading = this.reading.get(key);
    if (reading === undefined) {
      reading = this.read(folder).then(rules => {
        if (this.reading.get(key) === reading) this.rules.set(key, rules); // not forgotten meanwhile
      });
      this.reading.set(key, reading);
    }
    await reading;
  }

  /** @param path inside its workspace folder, or the whole path of a file in none. */
  verdict(path: string): Exclusion {
    const place = placeOf(path);
    if (place === undefined) return 'free'; // in no folder: only its name speaks, and the gate knows names
    const rules = this.rules.get(place.folder.uri.toString());
    if (rules === undefined) return 'unknown';
    return rules.excludes(place.inside) ? 'excluded' : 'free';
  }

  /** The folder's rules; `undefined` where they can't be read. */
  private async read(folder: vscode.WorkspaceFolder): Promise<IgnoreRules | undefined> {
    let text = '';
    try {
      const file = vscode.Uri.joinPath(folder.uri, IGNORE_FILE);
      text = new TextDecoder('utf-8', { fatal: true }).decode(
        await vscode.workspace.fs.readFile(file),
      );
    } catch (error) {
      const missing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      if (!missing) return undefined;
    }
    return new IgnoreRules().with('', `${excludePatterns().join('\n')}\n${text}`);
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
  }
}

function placeOf(
  path: string,
): { readonly folder: vscode.WorkspaceFolder; readonly inside: string } | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (/^([a-z]:)?\//i.test(path)) return undefined;
  if (folders.length === 1 && folders[0] !== undefined) return { folder: folders[0], inside: path };
  for (const folder of folders) {
    if (path.startsWith(`${folder.name}/`)) {
      return { folder, inside: path.slice(folder.name.length + 1) };
    }
  }
  return undefined;
}
