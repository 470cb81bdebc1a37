import { LRUCache } from 'lru-cache';
import * as vscode from 'vscode';
import type { ReadNearest } from '../../core/completion/context/snippet.ts';
import { pathOf } from '../snapshot.ts';

type Found = { readonly path: string; readonly text: string } | undefined;

/** Milliseconds that an answer holds: manifests change seldom, and are asked for at each question. */
const HOLDS = 30_000;
const FOLDERS = 200;
/** Bytes; larger files are not what people write by hand. */
const LARGEST = 200_000;

/** Looks in the document's folder and those above it, up to the workspace folder. A document in no folder has none. */
export function nearestReader(): ReadNearest {
  const known = new LRUCache<string, Promise<Found>>({ max: FOLDERS, ttl: HOLDS });
  return async (uri, names) => {
    const document = vscode.Uri.parse(uri);
    const root = vscode.workspace.getWorkspaceFolder(document)?.uri;
    if (root === undefined) return undefined;
    const folder = vscode.Uri.joinPath(document, '..');
    const key = `${folder.toString()}\0${names.join()}`;
    let found = known.get(key);
    if (found === undefined) {
      found = search(folder, root, names);
      known.set(key, found);
    }
    return found;
  };
}

async function search(
  folder: vscode.Uri,
  root: vscode.Uri,
  names: readonly string[],
): Promise<Found> {
  for (const name of names) {
    const file = vscode.Uri.joinPath(folder, name);
    const text = await read(file);
    if (text !== undefined) return { path: pathOf(file), text };
  }
  const above = vscode.Uri.joinPath(folder, '..');
  const ended = folder.path === root.path || above.path === folder.path;
  return ended ? undefined : search(above, root, names);
}

async function read(file: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > LARGEST) return undefined;
    const bytes = await vscode.workspace.fs.readFile(file);
    return new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    return undefined; // not there, or not to be read
  }
}
