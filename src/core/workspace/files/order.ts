/** A file that may be learned. */
export interface FoundFile {
  /** Inside the workspace, with `/`. */
  readonly path: string;
  readonly size: number;
  /** Last change, milliseconds since 1970. */
  readonly changed: number;
}

/**
 * The files to learn, within `budget` bytes: those nearest to the open files first, then the most recently changed. They come back
 * in the order of learning, the best last: what was learned last is found first.
 */
export function chooseFiles(
  found: readonly FoundFile[],
  open: readonly string[],
  budget: number,
): FoundFile[] {
  const nearness = new Map(found.map(file => [file, nearest(file.path, open)]));
  const ranked = [...found].sort(
    (a, b) =>
      (nearness.get(b) ?? 0) - (nearness.get(a) ?? 0) ||
      b.changed - a.changed ||
      (a.path < b.path ? -1 : 1),
  );
  const chosen: FoundFile[] = [];
  let total = 0;
  for (const file of ranked) {
    if (total + file.size > budget) continue;
    total += file.size;
    chosen.push(file);
  }
  return chosen.reverse();
}

/** How many folders a path shares with the nearest of the open files. */
function nearest(path: string, open: readonly string[]): number {
  let best = 0;
  for (const other of open) best = Math.max(best, sharedFolders(path, other));
  return best;
}

function sharedFolders(a: string, b: string): number {
  const left = a.split('/').slice(0, -1);
  const right = b.split('/').slice(0, -1);
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared]) shared++;
  return shared;
}
