import * as vscode from 'vscode';
import { insideOf, realPathOf } from './realPath.ts';

/** Where a file is: inside a workspace folder, or in none. */
export interface Place {
  readonly folder?: vscode.WorkspaceFolder;
  /** With `/`: from the folder, or the whole of it. */
  readonly inside: string;
}

/**
 * All the places that a file has: the one it goes by, and the one where it is when links are followed.
 *
 *     src/open.ts ──link──► hidden/keys.ts   ⇒   src/open.ts, hidden/keys.ts
 *
 * Hard links can't be told from files. @throws where the disk does not say.
 */
export async function placesOf(given: string): Promise<readonly Place[]> {
  const place = placeOf(given);
  const uri = place.folder
    ? vscode.Uri.joinPath(place.folder.uri, place.inside)
    : vscode.Uri.file(given);
  const real = await realPathOf(uri);
  if (real === undefined) return [place];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const root = await realPathOf(folder.uri);
    if (root === undefined) continue;
    const inside = insideOf(root, real);
    if (inside !== undefined) return [place, { folder, inside }];
  }
  return [place, { inside: real.replaceAll('\\', '/') }];
}

/** @param given as `pathOf` makes it. */
function placeOf(given: string): Place {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (/^([a-z]:)?\//i.test(given)) return { inside: given };
  if (folders.length === 1 && folders[0] !== undefined) {
    return { folder: folders[0], inside: given };
  }
  const folder = folders.find(({ name }) => given.startsWith(`${name}/`));
  return folder === undefined
    ? { inside: given }
    : { folder, inside: given.slice(folder.name.length + 1) };
}
