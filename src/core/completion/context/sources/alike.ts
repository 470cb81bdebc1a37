import { type AlikePlace, placesAlike, type Surroundings } from '../alike/alike.ts';
import type { LineIndex } from '../alike/lineIndex.ts';
import type { ContextPlace, ContextSource, Snippet } from '../snippet.ts';

/** Asks whoever holds the index of lines: the worker. */
export type FindAlike = (
  around: Surroundings,
  signal: AbortSignal,
) => Promise<readonly Snippet[]> | readonly Snippet[];

/** Lines of the snippet above and below the line that corresponds to the cursor's: what comes next matters most. */
const ABOVE = 2;
const BELOW = 5;
/** A third and fourth place tell hardly more names (`npm run bench:context`). */
const MOST = 2;
/** Lines around the cursor that the question holds. */
const AROUND = 12;

/**
 * Places elsewhere that read like the cursor's, with the lines that follow them: what was written there is likely what is written here.
 *
 *     here:  const file = open(path);        there:  const log = open(name);
 *            █                                       read(log);
 *
 * Asked by the line's beginning, not by what is typed of it: so the answer stays while a line is typed, and the server's cache with it.
 */
export function alikeSource(find: FindAlike): ContextSource {
  return { name: 'alike', offer: (at, signal) => find(surroundingsOf(at), signal) };
}

/** What the index is asked: few lines around the cursor's line, and what the prompt does not hold of the file. */
export function surroundingsOf({ path, before, after, window }: ContextPlace): Surroundings {
  const lineStart = before.lastIndexOf('\n') + 1;
  const restEnd = after.indexOf('\n');
  const above = before.slice(0, before.length - window.before.length);
  const below = after.slice(window.after.length);
  return {
    path,
    before: [
      ...before
        .slice(0, lineStart)
        .split('\n')
        .slice(-AROUND - 1),
    ],
    after: restEnd < 0 ? [] : after.slice(restEnd + 1).split('\n', AROUND),
    own: `${above}${'\n'.repeat(BELOW)}${below}`,
  };
}

/** The worker's side: the places as snippets. */
export function findAlike(index: LineIndex, around: Surroundings): Snippet[] {
  return placesAlike(index, around, MOST).map(place => snippetOf(place, around.path));
}

function snippetOf({ path, lines, line, alike }: AlikePlace, here: string): Snippet {
  return {
    path,
    text: lines.lines(line - ABOVE, line + BELOW + 1).replace(/^\s*\n|\s+$/g, ''),
    why: path === here ? 'farther away in this file' : 'reads like this place',
    // the share of places of this likeness where the line to come stands in the snippet, as measured
    worth: alike ** 6,
    focus: lines.lines(line, line + 2),
  };
}
