import type { ContextSource, Snippet } from '../snippet.ts';

/** Lines that were changed at one place, as they were and as they are. */
export interface RecentEdit {
  readonly path: string;
  /** From 0. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** The line above, unchanged; empty at the start of a file. */
  readonly above: string;
  /** Milliseconds since. */
  readonly age: number;
}

/** Edits that go along at most. */
const MOST = 4;
const MOST_LINES = 10;
/** What was changed longer ago is done with. */
const OLDEST = 10 * 60_000;
/** Lines from the cursor within which an edit is in the prompt anyway. */
const NEAR = 20;

/**
 * What was changed a moment ago, as a diff: often the next change is the same at another place.
 *
 *     -load(path)
 *     +load(path, signal)
 */
export function recentEditsSource(edits: () => readonly RecentEdit[]): ContextSource {
  return {
    name: 'recent edits',
    offer: at =>
      edits()
        .filter(({ age }) => age < OLDEST)
        .filter(({ path, line }) => path !== at.path || Math.abs(line - at.line) > NEAR)
        .filter(({ removed, added }) => removed.join('').trim() !== added.join('').trim())
        .slice(0, MOST)
        .map(snippetOf),
  };
}

function snippetOf({ path, removed, added, above, age }: RecentEdit, place: number): Snippet {
  const lines = [
    ...(above.trim() === '' ? [] : [` ${above}`]),
    ...removed.slice(0, MOST_LINES).map(line => `-${line}`),
    ...added.slice(0, MOST_LINES).map(line => `+${line}`),
  ];
  return {
    path,
    text: lines.join('\n'),
    why: `changed ${Math.max(1, Math.round(age / 1000))} s ago`,
    worth: 0.12 / (1 + place),
  };
}
