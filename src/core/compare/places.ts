import { randomFrom } from '../base/random.ts';
import type { Snapshot } from '../completion/types.ts';
import { visitTokens } from '../workspace/lexer.ts';
import type { WrittenFile } from './history.ts';

/** A place in the user's own code as it was when the code was written, and what was written there. */
export interface ReplayedPlace {
  readonly at: Snapshot;
  /** The rest of the line: what was really written. */
  readonly rest: string;
}

const SEED = 11;
/** Shorter rests, such as a bracket, say nothing of who wrote them. */
const SHORTEST = 3;

/**
 * Random places in lines that were written lately, one on a line, where a token starts. The text is as when it was typed: all above is there; of what was written in the same
 * run nothing is there yet below.
 *
 *     const a = 1;            const a = 1;
 *    +const sum = a + b;      const sum = a█
 *    +print(sum);             end();
 *     end();                                      rest:  + b;
 *
 * The order is random, so that the first of them are a fair sample too.
 */
export function choosePlaces(files: readonly WrittenFile[], most: number): ReplayedPlace[] {
  const random = randomFrom(SEED);
  return shuffled(
    files.flatMap(file => placesIn(file, random)),
    random,
  ).slice(0, most);
}

function placesIn(
  { path, languageId, text, runs }: WrittenFile,
  random: () => number,
): ReplayedPlace[] {
  const lines = text.split('\n');
  const places: ReplayedPlace[] = [];
  for (const { from, to } of runs) {
    const after = ['', ...lines.slice(to)].join('\n');
    for (let line = from; line < to; line++) {
      const own = (lines[line] ?? '').trimEnd();
      const starts = tokenStarts(`\n${own}\n`)
        .map(at => at - 1)
        .filter(at => own.slice(at).trim().length >= SHORTEST);
      const cursor = starts[Math.floor(random() * starts.length)];
      if (cursor === undefined) continue;
      const before = [...lines.slice(0, line), own.slice(0, cursor)].join('\n');
      const at = {
        uri: `${path}#${line}`,
        ...{ path, languageId, version: 1, line, before, after },
      };
      places.push({ at, rest: own.slice(cursor) });
    }
  }
  return places;
}

/** Where tokens start, before their spaces; the first of a line after its indentation, which the editor writes. On lines that are not blank. */
export function tokenStarts(text: string): number[] {
  const starts: number[] = [];
  visitTokens(
    text,
    (start, _, space) => starts.push(text[space - 1] === '\n' ? start : Math.min(space, start)),
    () => {},
  );
  return starts.filter(at => at > 0 && text.indexOf('\n', at) > at);
}

/** Fisher and Yates's way to shuffle. */
function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const drawn = [...all];
  for (let k = drawn.length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [drawn[k], drawn[other]] = [drawn[other] as T, drawn[k] as T];
  }
  return drawn;
}
