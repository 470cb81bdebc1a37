import type { SafeText } from '../../gate/gate.ts';
import type { CountTokens } from './count.ts';

/** Tokens for a whole prompt, and how they are shared where there is more text than room. */
export interface Budget {
  /** Context, prefix and suffix together. */
  readonly tokens: number;
  /** Of what the context leaves, the part for the text after the cursor; what it does not need goes to the text before. */
  readonly suffixShare: number;
}

/**
 * What the window grows to before it begins anew. In the mean a prompt has about 620 tokens (`npm run bench`), near the 640 with which
 * `npm run bench:quality` measures.
 */
export const BUDGET: Budget = { tokens: 768, suffixShare: 0.17 };

/** The text around the cursor that goes into the prompt. */
export interface Fitted {
  readonly before: SafeText;
  readonly after: SafeText;
  readonly tokens: number;
  /** The text before the cursor begins elsewhere than the last time: the server has to read all of it. */
  readonly anew: boolean;
}

/** Where the text before the cursor begins anew, it takes so much of its room: the rest is for what is typed until it has to move again. */
const AT_FIRST = 0.55;
/** Less of the room than this is hardly a window: the cursor went up. */
const LEAST = 0.3;
/** Characters by which the start of a window is found again. */
const KNOWN_BY = 200;

/**
 * The text nearest to the cursor that fits, in whole lines. Both ends move as seldom as can be, since each move costs the server its cache:
 *
 *     line 0 … ┊ line 40 … █ … end
 *              └─ starts here until the lines written since no longer fit; then again with room to grow
 *
 * @param contextTokens what the context takes of the budget.
 * @param last what was fitted the last time in this document. Its text after the cursor is used again while nothing but closing brackets and quotes,
 *   which the editor puts there by itself, came or went at its beginning.
 */
export function fit(
  hole: { readonly before: SafeText; readonly after: SafeText },
  contextTokens: number,
  count: CountTokens,
  budget: Budget = BUDGET,
  last?: Fitted,
): Fitted {
  const room = Math.max(0, budget.tokens - contextTokens);
  const fresh = firstLines(hole.after, room * budget.suffixShare, count);
  const after = last !== undefined && bare(last.after) === bare(fresh) ? last.after : fresh;
  const left = room - count(after);
  const kept = last && startingAs(last.before, hole.before, left, count);
  const before = kept ?? lastLines(hole.before, left, count);
  // a part of what went through the gate is as safe as the whole
  return {
    before: before as SafeText,
    after: after as SafeText,
    tokens: count(before) + count(after),
    anew: kept === undefined,
  };
}

/** The end of `text` that starts as `last` did, where there is one and it fits. */
function startingAs(
  last: string,
  text: string,
  room: number,
  count: CountTokens,
): string | undefined {
  const head = last.slice(0, last.lastIndexOf('\n', KNOWN_BY) + 1);
  const at = head === '' ? -1 : text.lastIndexOf(head);
  if (at < 0 || (at > 0 && text[at - 1] !== '\n')) return undefined;
  const kept = text.slice(at);
  const tokens = count(kept);
  return tokens > room || (at > 0 && tokens < room * LEAST) ? undefined : kept;
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

/** All of it where that fits, else the last lines with room to grow. */
function lastLines(text: string, room: number, count: CountTokens): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  let first = starts.length;
  let anchored = first;
  let taken = 0;
  for (; first > 0; first--) {
    taken += count(text.slice(starts[first - 1], starts[first]));
    if (taken > room) break;
    if (taken <= room * AT_FIRST) anchored = first - 1;
  }
  if (first === 0) return text;
  if (first === starts.length) {
    const start = Math.max(starts.at(-1) ?? 0, text.length - Math.floor(room));
    return text.slice(wholeCharacter(text, start));
  }
  return text.slice(starts[Math.min(anchored, starts.length - 1)]);
}

/** The offset, or the one before it where it would cut a character in two. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
