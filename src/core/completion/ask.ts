import { leftOf } from './along.ts';
import type { Tools } from './complete.ts';
import type { Asking } from './question.ts';
import type { Candidate } from './session.ts';
import type { Snapshot, Wants } from './types.ts';
import { movedOn, type Stop } from './units.ts';

/** Most tokens of an answer, by what is wanted: the median line has 9, 95 % have fewer than 30. */
const TOKENS: Readonly<Record<Wants, number>> = { line: 96, block: 320 };
/** Lines that are read beyond what is shown: they are in the cache when the first is accepted. */
const AHEAD = 3;
/** A suggestion that stood so long, milliseconds, is likely to be taken: what follows it is asked for. */
const LIKED = 150;

/** Ends of a suggestion after which a model only repeats what is there. */
const FRUITLESS = new Set(['suffix', 'repetition', 'leftover']);

/**
 * A question for a place. It is read until what is shown is whole, and a few lines beyond; the server stops there. A metered model is not read beyond.
 *
 * @param asked by a key.
 */
export function askingFor(
  at: Snapshot,
  wants: Wants,
  asked: boolean,
  metered: boolean,
  stop: Stop,
): Asking {
  const ahead = metered ? 0 : AHEAD;
  let looked = -1;
  const enough = (text: string): boolean => {
    const lastLine = text.lastIndexOf('\n');
    if (lastLine <= looked) return false;
    looked = lastLine;
    return isEnough(text, at, wants, ahead, stop);
  };
  return { at, wants, asked, mostTokens: TOKENS[wants], enough };
}

function isEnough(text: string, at: Snapshot, wants: Wants, ahead: number, stop: Stop): boolean {
  let rest = text;
  let here = at;
  for (let unit = 0; unit <= ahead; unit++) {
    const { kept, ended } = stop(rest, here, unit === 0 ? wants : 'line');
    if (ended === undefined) return false;
    if (FRUITLESS.has(ended) || kept === '') return true;
    rest = rest.slice(kept.length);
    here = movedOn(here, kept);
  }
  return true;
}

/**
 * Asks for what follows a suggestion that is on the screen for a while, so that it is there when the suggestion is taken. Not where an answer still
 * streams or is known, and never from a model that costs money.
 */
export async function askAhead(
  { said, text }: Candidate,
  { at, tools, here }: { at: Snapshot; tools: Tools; here: AbortSignal },
): Promise<void> {
  const { session, model, clock, stop } = tools;
  if (model === undefined || model.metered || said.origin !== model.origin) return;
  try {
    await clock.sleep(LIKED, here);
    const next = movedOn(at, text);
    if (session.questions.running !== undefined || session.recall(next, stop)) return;
    const asking = askingFor(next, tools.wantsAt(next), false, false, stop);
    const onTheWay = (now: Snapshot): boolean => leftOf(text, at, now).kind === 'rest';
    await session.questions.askAfter(0, model, { ...asking, onTheWay }, here);
  } catch {
    // the next keystroke came
  }
}
