import { leftOf } from './along.ts';
import type { Asking } from './question.ts';
import type { Run } from './run.ts';
import type { Candidate } from './session.ts';
import type { Snapshot, Wants } from './types.ts';
import { movedOn } from './units.ts';

/** Most tokens of an answer, by what is wanted: the median line has 9, 95 % have fewer than 30. */
const TOKENS: Readonly<Record<Wants, number>> = { line: 96, block: 320, long: 640 };
/** Units that are read beyond what is shown: they are in the cache when the first is accepted. */
const AHEAD = 3;
/** A suggestion that stood so long, milliseconds, is likely to be taken: what follows it is asked for. */
const LIKED = 150;

/**
 * A question for a place. It is read until what is shown is whole, and a few lines beyond; the server stops there. A metered model is not read beyond.
 *
 * @param asked by a key.
 */
export function askingFor(at: Snapshot, wants: Wants, asked: boolean, metered: boolean): Asking {
  const units = metered ? 1 : 1 + AHEAD;
  return { at, wants, asked, mostTokens: TOKENS[wants], units, sent: [] };
}

/**
 * Asks for what follows a suggestion that is on the screen for a while, so that it is there when the suggestion is taken. Not where an answer still
 * streams or is known, and never from a model that costs money.
 */
export async function askAhead({ said, text }: Candidate, { at, tools, here }: Run): Promise<void> {
  const { session, model, clock } = tools;
  if (model === undefined || model.metered || said.origin !== model.origin) return;
  try {
    await clock.sleep(LIKED, here);
    const next = movedOn(at, text);
    if (session.questions.running !== undefined || session.recall(next, [model.origin])) return;
    const { wants } = tools.placeAt(next);
    const onTheWay = (now: Snapshot): boolean => leftOf(text, at, now).kind === 'rest';
    const asking = { ...askingFor(next, wants, false, false), onTheWay };
    await session.questions.askAfter(0, model, asking, here);
  } catch {
    // the next keystroke came
  }
}
