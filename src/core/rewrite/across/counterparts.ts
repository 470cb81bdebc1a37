/** Words in names and folders that say what part a file plays, and not what it is about. */
const ROLES = new Set(
  (
    'model controller handler service repository repo store view schema dto entity route router api client type interface ' +
    'util helper test spec mock fixture factory mapper validator serializer migration page component hook reducer action selector index main mod impl'
  ).split(' '),
);

/**
 * Files that play another part in the same matter, nearest in name first: what is often changed together.
 *
 *     models/order.ts   ⇒   handlers/orderHandler.ts, api/orders.routes.ts, test/order.test.ts
 *
 * @param path one file; @param all paths to choose from.
 */
export function counterpartsOf(path: string, all: readonly string[]): readonly string[] {
  const matter = matterOf(path);
  if (matter === '') return [];
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const found = all.filter(other => other !== path && matterOf(other) === matter);
  return found.sort(
    (one, other) => Number(other.startsWith(folder)) - Number(one.startsWith(folder)),
  );
}

/** What a file is about: the words of its name without those that say its part; of a name without others, its folder's. */
function matterOf(path: string): string {
  const parts = path.split('/');
  const name = (parts.pop() ?? '').replace(/\.[^.]*$/, '');
  const own = wordsOf(name).filter(word => !ROLES.has(word));
  if (own.length > 0) return own.join(' ');
  return wordsOf(parts.pop() ?? '')
    .filter(word => !ROLES.has(word) && word !== 'src')
    .join(' ');
}

/** `orderItems_handler` ⇒ order, item, handler. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .map(word => word.toLowerCase())
    .map(word => (word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.replace(/(?<=[^s])s$/, '')))
    .filter(word => word !== '');
}
