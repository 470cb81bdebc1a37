import type { LineChange } from './edit.ts';
import { followed, type Happened, locate } from './follow.ts';

/** One applied change of a document, hunk by hunk, each at the line where it is now. */
export interface Turn {
  readonly document: string;
  /** Turns of one instruction that changed several documents have the same. */
  readonly together?: string | undefined;
  readonly hunks: readonly LineChange[];
}

/** The changes of ours that are applied, as they were; newest last. A value: every step gives a new one. */
export type Journal = readonly Turn[];

const MOST_TURNS = 50;

/**
 * @param hunks as they were made, by the lines of the document before.
 * @param together what the turns of one instruction have in common.
 */
export function noted(
  journal: Journal,
  document: string,
  hunks: readonly LineChange[],
  together?: string,
): Journal {
  let grown = 0;
  const placed = hunks.map(hunk => {
    const start = hunk.start + grown;
    grown += hunk.after.length - hunk.before.length;
    return { ...hunk, start };
  });
  return [...journal, { document, together, hunks: placed }].slice(-MOST_TURNS);
}

/** What is taken back when a document's last turn is: that turn, and those that were made together with it; oldest first. */
export function lastTurns(journal: Journal, document: string): readonly Turn[] {
  const last = journal.findLast(turn => turn.document === document);
  if (last?.together === undefined) return last === undefined ? [] : [last];
  return journal.filter(({ together }) => together === last.together);
}

/** The journal without those. */
export function withoutLast(journal: Journal, document: string): Journal {
  const turns = lastTurns(journal, document);
  return journal.filter(turn => !turns.includes(turn));
}

/** What happened in a document moves the hunks below it. */
export function journalAfter(journal: Journal, document: string, happened: Happened): Journal {
  return journal.map(turn =>
    turn.document === document
      ? {
          ...turn,
          hunks: turn.hunks.map(hunk => ({ ...hunk, start: followed(hunk.start, happened) })),
        }
      : turn,
  );
}

/** What would take a turn back, and how much of it can't be. */
export interface TakingBack {
  /** Changes by the lines of the document as it is; top to bottom. */
  readonly changes: readonly LineChange[];
  /** Hunks that somebody has changed since: they stay. */
  readonly kept: number;
}

/**
 * Takes back those hunks of a turn that are still as they were made; what the user has changed since is theirs, and stays.
 *
 *     made  "a B C d"  from  "a b c d"      now  "a B x C d"
 *     hunk "B C" was touched: nothing is taken back; two hunks apart from each other would be judged each by itself
 */
export function takingBack(turn: Turn, lines: readonly string[]): TakingBack {
  const changes = turn.hunks
    .filter(({ start, before, after }) => {
      const isThere = locate(lines, after, start).kind === 'here';
      const isUndone = after.length === 0 && locate(lines, before, start).kind === 'here';
      return isThere && !isUndone;
    })
    .map(({ start, before, after }) => ({ start, before: after, after: before }));
  return { changes, kept: turn.hunks.length - changes.length };
}
