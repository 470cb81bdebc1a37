/** Paths inside of a workspace folder: `/` between names, none at the start; `''` is the folder itself. */

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `src/cart.test.ts` ⇒ `.ts` */
export function endingOf(path: string): string {
  return /\.\w+$/.exec(nameOf(path))?.[0] ?? '';
}

/** The name without its folder and its ending: `src/cart.test.ts` ⇒ `cart.test` */
export function stemOf(path: string): string {
  const name = nameOf(path);
  return name.slice(0, name.length - endingOf(name).length);
}

export function joined(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('/');
}

/** Is the path in the folder, however deep? */
export function isIn(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** The path as seen from a folder that it is in. */
export function below(path: string, folder: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

/** The folder of a path, the one around it, and so on up to `''`. */
export function foldersUp(path: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    folders.push(folder);
    if (folder === '') return folders;
  }
}

/** Steps from one folder to another, up and down. */
export function distance(one: string, other: string): number {
  const left = one === '' ? [] : one.split('/');
  const right = other === '' ? [] : other.split('/');
  let same = 0;
  while (same < left.length && left[same] === right[same]) same++;
  return left.length + right.length - 2 * same;
}

/**
 * Where a relative path leads from a folder; what would lead out of the workspace stays at its root.
 *
 *     `shop/test`, `../src/cart.js`   ⇒   `shop/src/cart.js`
 */
export function resolved(folder: string, relative: string): string {
  const names = folder === '' ? [] : folder.split('/');
  for (const name of relative.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join('/');
}
