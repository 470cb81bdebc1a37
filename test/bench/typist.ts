import { randomFrom } from '../../src/core/base/random.ts';
import { cut, type Policy } from '../../src/core/workspace/policy.ts';
import type { Recording } from './replay.ts';

/** What a suggestion must have for the typist to take it. */
const LOOK = 300; // milliseconds on the screen
const WORTH = 5; // keys it saves
/** Between keys: log-normal with this median and spread; longer before a word. Near what typing studies report of programmers. */
const MEDIAN = 150;
const SPREAD = 0.55;
const BEFORE_WORD = 2.2;

export interface TypistFigures {
  readonly saved: number;
  readonly showsPerAccepted: number;
  readonly right: number;
}

/**
 * A seeded typist with a human rhythm types the recorded files. A suggestion is read once it was on the screen for 300 ms (typing along keeps it there);
 * one that is right and saves 5 keys or more is then taken.
 */
export function typeAsPeopleDo(recordings: readonly Recording[], policy: Policy): TypistFigures {
  const random = randomFrom(5);
  const tally = { keys: 0, characters: 0, shows: 0, right: 0, accepted: 0 };
  for (const recording of recordings) {
    for (const { text, indent, said } of recording) {
      let shown = '';
      let onScreen = 0;
      let column = indent;
      while (column < text.length) {
        const now = cut(said[column] ?? [], policy)?.text ?? '';
        const alongText = shown.slice(1);
        const typedAlong = shown !== '' && alongText !== '' && shown[0] === text[column - 1];
        const kept = typedAlong ? alongText : now; // the cache goes on with what is shown
        if (kept !== '' && !typedAlong) {
          tally.shows++;
          if (text.startsWith(kept, column)) tally.right++;
          onScreen = 0;
        }
        shown = kept;
        const pause = pauseBefore(text, column, random);
        const read = shown !== '' && onScreen + pause >= LOOK;
        if (read && shown.length > WORTH && text.startsWith(shown, column)) {
          tally.keys++;
          tally.accepted++;
          tally.characters += shown.length;
          column += shown.length;
          shown = '';
          continue;
        }
        onScreen += pause;
        tally.keys++;
        tally.characters++;
        column++;
      }
      tally.keys++;
      tally.characters++;
    }
  }
  return {
    saved: 1 - tally.keys / tally.characters,
    showsPerAccepted: tally.shows / Math.max(1, tally.accepted),
    right: tally.right / Math.max(1, tally.shows),
  };
}

function pauseBefore(text: string, column: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const word = /\w/.test(text[column] ?? '') && !/\w/.test(text[column - 1] ?? ' ');
  return MEDIAN * (word ? BEFORE_WORD : 1) * Math.exp(SPREAD * normal);
}
