import type { SourceFile } from './corpora.ts';

/** A repository cut in two: what the engine learns, and what is typed anew. */
export interface Split {
  readonly held: readonly SourceFile[];
  readonly learned: readonly SourceFile[];
}

const SEED = 's1';
const LINE = 20;

/**
 * Holds out up to `most` files of 1.5 to 14 KB, chosen by a hash of their paths; files that share more than half of a held-out file's
 * longer lines are left out altogether.
 */
export function splitFiles(files: readonly SourceFile[], most: number): Split {
  const held = files
    .filter(({ text }) => text.length >= 1500 && text.length <= 14_000)
    .sort((a, b) => hash(SEED + a.path) - hash(SEED + b.path))
    .slice(0, Math.min(most, Math.max(1, Math.floor(files.length / 4))));
  const heldLines = held.map(file => longLines(file.text));
  const paths = new Set(held.map(file => file.path));
  const learned = files.filter(file => {
    if (paths.has(file.path)) return false;
    const lines = longLines(file.text);
    return !heldLines.some(own => [...own].filter(line => lines.has(line)).length > own.size / 2);
  });
  return { held, learned };
}

function longLines(text: string): Set<string> {
  return new Set(
    text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line.length > LINE),
  );
}

/** FNV-1a. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
