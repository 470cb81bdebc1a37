import { diffArrays } from 'diff';
import type { LineChange } from './edit.ts';

/** The change as the smallest parts that stand apart from each other, top to bottom. */
export function hunksOf({ start, before, after }: LineChange): readonly LineChange[] {
  const hunks: LineChange[] = [];
  let line = start;
  let removed: string[] = [];
  let added: string[] = [];
  const close = (): void => {
    if (removed.length + added.length > 0)
      hunks.push({ start: line, before: removed, after: added });
    line += removed.length;
    removed = [];
    added = [];
  };
  for (const part of diffArrays([...before], [...after])) {
    if (part.removed) removed.push(...part.value);
    else if (part.added) added.push(...part.value);
    else {
      close();
      line += part.value.length;
    }
  }
  close();
  return hunks;
}

/**
 * How the lines look while the new ones still come in: those that came, then what of the old ones is not yet behind.
 *
 *     old "a b c d"   so far "a X"   ⇒   "a X b c d"   so far "a X c"   ⇒   "a X c d"
 */
export function settling(old: readonly string[], soFar: readonly string[]): readonly string[] {
  let behind = 0; // so many of the old lines have their place in what came
  let at = 0;
  for (const part of diffArrays([...old], [...soFar])) {
    if (!part.added) at += part.value.length;
    if (!part.added && !part.removed) behind = at;
  }
  return [...soFar, ...old.slice(behind)];
}
