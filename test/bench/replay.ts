import type { Growth } from '../../src/core/workspace/grow.ts';
import { cut, type Policy } from '../../src/core/workspace/policy.ts';
import type { SourceFile } from './corpora.ts';

/** What an engine would say at each place of a line, recorded once, so that any policy can be tried on it. */
interface RecordedLine {
  readonly text: string;
  readonly indent: number;
  /** By column; nothing before the indentation. */
  readonly said: readonly (readonly Growth[] | undefined)[];
}

export type Recording = readonly RecordedLine[];

/** Says how the line grows after `before`. */
export type Speaker = (before: string, file: SourceFile) => readonly Growth[];

const WINDOW = 60_000;

/** Types a file from its beginning to its end, key by key, and records what is said at every place. Indentation is the editor's. */
export function record(
  file: SourceFile,
  say: Speaker,
  onLineDone?: (line: string) => void,
): Recording {
  const recording: RecordedLine[] = [];
  let start = 0;
  for (const text of file.text.split('\n')) {
    const indent = text.search(/\S|$/);
    const said: Growth[][] = [];
    for (let column = indent; column < text.length; column++) {
      const from = Math.max(0, start - WINDOW);
      said[column] = [...say(file.text.slice(from, start + column), file)];
    }
    recording.push({ text, indent, said });
    onLineDone?.(text);
    start += text.length + 1;
  }
  return recording;
}

/** Counts of a replay; all figures are quotients of them. */
export interface Tally {
  characters: number;
  keys: number;
  places: number;
  placesShown: number;
  shows: number;
  rightShows: number;
  accepted: number;
  acceptedCharacters: number;
}

export function emptyTally(): Tally {
  return {
    characters: 0,
    keys: 0,
    places: 0,
    placesShown: 0,
    shows: 0,
    rightShows: 0,
    accepted: 0,
    acceptedCharacters: 0,
  };
}

/**
 * An ideal user types the recorded files: looks at each suggestion and takes a right one at once, for one key. A suggestion is right only if every
 * shown character is. One that is merely typed along stays as it is, as the cache keeps it in the editor, and is one show.
 */
export function replay(
  recordings: readonly Recording[],
  policy: Policy,
  tally = emptyTally(),
): Tally {
  for (const recording of recordings) for (const line of recording) replayLine(line, policy, tally);
  return tally;
}

function replayLine({ text, indent, said }: RecordedLine, policy: Policy, tally: Tally): void {
  let shown = '';
  let column = indent;
  while (column < text.length) {
    const typedAlong = shown.length > 1 && shown[0] === text[column - 1];
    shown = typedAlong ? shown.slice(1) : (cut(said[column] ?? [], policy)?.text ?? '');
    const right = text.startsWith(shown, column);
    tally.places++;
    if (shown !== '') {
      tally.placesShown++;
      if (!typedAlong) {
        tally.shows++;
        if (right) tally.rightShows++;
      }
    }
    tally.keys++;
    if (shown !== '' && right) {
      tally.accepted++;
      tally.acceptedCharacters += shown.length;
      tally.characters += shown.length;
      column += shown.length;
      shown = '';
    } else {
      tally.characters++;
      column++;
    }
  }
  tally.keys++; // the newline
  tally.characters++;
}

export interface Figures {
  readonly threshold: number;
  readonly saved: number;
  readonly right: number;
  readonly showsPerThousand: number;
  readonly coverage: number;
  readonly meanAccepted: number;
}

export function figuresOf(tally: Tally, threshold: number): Figures {
  return {
    threshold,
    saved: 1 - tally.keys / tally.characters,
    right: tally.rightShows / Math.max(1, tally.shows),
    showsPerThousand: (1000 * tally.shows) / tally.characters,
    coverage: tally.placesShown / Math.max(1, tally.places),
    meanAccepted: tally.acceptedCharacters / Math.max(1, tally.accepted),
  };
}

/**
 * The lowest threshold at which at least `right` of the shows are right and there are at most `shows` of them in 1,000 characters;
 * `undefined` where no threshold does that.
 */
export function atLeast(
  recordings: readonly Recording[],
  policy: Omit<Policy, 'threshold'>,
  right: number,
  shows = Number.POSITIVE_INFINITY,
): Figures | undefined {
  for (let percent = 20; percent < 99; percent++) {
    const threshold = percent / 100;
    const figures = figuresOf(replay(recordings, { ...policy, threshold }), threshold);
    if (figures.right >= right && figures.showsPerThousand <= shows) return figures;
  }
  return undefined;
}
