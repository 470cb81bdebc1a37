import type { SafeText } from '../../gate/gate.ts';
import type { CountTokens } from './count.ts';

/** Tokens for a whole prompt, and how they are shared where there is more text than room. */
export interface Budget {
  /** Context, prefix and suffix together. */
  readonly tokens: number;
  /** Of what the context leaves, the part for the text after the cursor; what it does not need goes to the text before. */
  readonly suffixShare: number;
}

/** 512 tokens before the cursor and 128 after it: what the measurements were made with. */
export const BUDGET: Budget = { tokens: 640, suffixShare: 0.2 };

/** The text around the cursor that goes into the prompt. */
export interface Fitted {
  readonly before: SafeText;
  readonly after: SafeText;
  readonly tokens: number;
}

/** The window's start moves in steps of this many lines. */
const STEP = 16;

/**
 * The text nearest to the cursor that fits, in whole lines. Both ends move as seldom as can be, since each move costs the server its cache:
 *
 *     line 0 ┊ line 16 ┊ line 32 ┊ … █ … end
 *            └─ starts here until 16 lines more no longer fit
 *
 * @param contextTokens what the context takes of the budget.
 * @param last what was fitted the last time in this document: its text after the cursor is used again while nothing but closing
 *   brackets and quotes, which the editor puts there by itself, came or went at its beginning.
 */
export function fit(
  hole: { readonly before: SafeText; readonly after: SafeText },
  contextTokens: number,
  count: CountTokens,
  budget: Budget = BUDGET,
  last?: Fitted,
): Fitted {
  const room = Math.max(0, budget.tokens - contextTokens);
  const after = firstLines(hole.after, room * budget.suffixShare, count);
  const before = lastLines(hole.before, room - count(after), count);
  const kept = last !== undefined && bare(last.after) === bare(after) ? last.after : after;
  // a part of what went through the gate is as safe as the whole
  return {
    before: before as SafeText,
    after: kept as SafeText,
    tokens: count(before) + count(kept),
  };
}

/** Without what the editor may have closed by itself. */
function bare(after: string): string {
  return after.replace(/^[)\]}>"'`]+/, '');
}

function firstLines(text: string, room: number, count: CountTokens): string {
  let end = 0;
  let taken = 0;
  while (end < text.length) {
    const lineEnd = text.indexOf('\n', end);
    const next = lineEnd < 0 ? text.length : lineEnd + 1;
    taken += count(text.slice(end, next));
    if (taken > room) break;
    end = next;
  }
  return end > 0 ? text.slice(0, end) : shortened(text, room);
}

/** The rest of the cursor's line alone is too long: as many characters as surely fit. */
function shortened(text: string, room: number): string {
  const end = wholeCharacter(text, Math.floor(room));
  return text.slice(0, end);
}

function lastLines(text: string, room: number, count: CountTokens): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  let first = starts.length;
  for (let taken = 0; first > 0; first--) {
    taken += count(text.slice(starts[first - 1], starts[first]));
    if (taken > room) break;
  }
  if (first === starts.length) {
    const start = Math.max(starts.at(-1) ?? 0, text.length - Math.floor(room));
    return text.slice(wholeCharacter(text, start));
  }
  const anchored = Math.ceil(first / STEP) * STEP;
  // fewer lines fit than a step has: as many as do
  return text.slice(starts[anchored < starts.length ? anchored : first]);
}

/** The offset, or the one before it where it would cut a character in two. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
