import * as vscode from 'vscode';
import type { Exclusion } from '../../core/gate/gate.ts';
import { isSecretName } from '../../core/gate/secrets.ts';
import { IgnoreRules } from '../../core/workspace/files/ignoreRules.ts';
import { excludePatterns } from '../settings.ts';
import { type Place, placesOf } from './realPlaces.ts';

const IGNORE_FILE = '.inklingignore';
/** Rules that change while they are read are read anew, so often. */
const MOST_TRIES = 5;

/**
 * Which files of the workspace must not be sent to a model: those that `.inklingignore` (of the workspace folder) or `files.exclude` name, and links to them.
 * Until its rules are read, and where they can't be, nothing of a folder may be sent.
 */
export class Exclusions implements vscode.Disposable {
  private readonly rules = new Map<string, IgnoreRules | undefined>();
  /** Of the paths that were asked for: where they really are. */
  private readonly places = new Map<string, readonly Place[]>();
  private readonly reading = new Map<string, Promise<void>>();
  private readonly listening: vscode.Disposable[];
  /** How often all was forgotten. */
  private forgotten = 0;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${IGNORE_FILE}`);
    const forget = (): void => {
      this.rules.clear();
      this.reading.clear();
      this.places.clear();
      this.forgotten++;
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

  /** Resolves when all is read that decides about this path, or can't be. @param path as `pathOf` makes it. */
  async ready(path: string): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const { forgotten } = this;
      await this.readFor(path);
      if (forgotten === this.forgotten) return; // else what was read may be old
    }
  }

  private async readFor(path: string): Promise<void> {
    try {
      const places = await placesOf(path);
      for (const { folder } of places) if (folder !== undefined) await this.readRules(folder);
      this.places.set(path, places);
    } catch {
      this.places.delete(path); // stays unknown
    }
  }

  /** Excluded where any of its places is. @param path inside its workspace folder, or the whole path of a file in none. */
  verdict(path: string): Exclusion {
    const verdicts = this.places.get(path)?.map(place => this.verdictAt(place)) ?? ['unknown'];
    return verdicts.find(verdict => verdict !== 'free') ?? 'free';
  }

  private verdictAt({ folder, inside }: Place): Exclusion {
    if (isSecretName(inside.slice(inside.lastIndexOf('/') + 1))) return 'excluded';
    if (folder === undefined) return 'free'; // in no folder: only its name speaks
    const rules = this.rules.get(folder.uri.toString());
    if (rules === undefined) return 'unknown';
    return rules.excludes(inside) ? 'excluded' : 'free';
  }

  private async readRules(folder: vscode.WorkspaceFolder): Promise<void> {
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
