/** Characters of code that a token has at the least, about: so that a request is rather thought too large than too small. */
export const CHARACTERS = 3;
/** Tokens of a window that nobody told us of. */
export const UNKNOWN_WINDOW = 8192;
/** Characters of the file around the selection that go along at most. */
const AROUND = { before: 8000, after: 4000 };

export function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS);
}

export interface Room {
  /** Characters of the file around the selection. */
  readonly before: number;
  readonly after: number;
}

export type RoomFound =
  | { readonly kind: 'room'; readonly room: Room }
  /** @member needs tokens of selection, words and answer; @member window tokens that there are. */
  | { readonly kind: 'too-much'; readonly needs: number; readonly window: number };

/**
 * How much of the file around the selection has room beside it. The selection itself is never cut.
 *
 * @param fixed tokens that must go along: selection, our words, former turns.
 * @param answer tokens that are left for the answer.
 */
export function roomFor(fixed: number, answer: number, window = UNKNOWN_WINDOW): RoomFound {
  const left = (window - fixed - answer) * CHARACTERS;
  if (left < 0) return { kind: 'too-much', needs: fixed + answer, window };
  const share = Math.min(1, left / (AROUND.before + AROUND.after));
  return {
    kind: 'room',
    room: { before: Math.floor(AROUND.before * share), after: Math.floor(AROUND.after * share) },
  };
}
