import type { SafeText } from '../gate/gate.ts';

/** How many characters of each side of the cursor go into a prompt. */
export interface WindowSize {
  readonly before: number;
  readonly after: number;
}

/** The window's start moves in steps of this many lines, so that the server's prefix cache still fits after most keys. */
const STEP = 16;

/**
 * The text nearest to the cursor, in whole lines. While typing, its start stays where it is for many keys:
 *
 *     line 0 ┊ line 16 ┊ line 32 ┊ … █
 *            └─ starts here until 16 lines more no longer fit
 */
export function windowAround(
  hole: { readonly before: SafeText; readonly after: SafeText },
  size: WindowSize,
): { readonly before: SafeText; readonly after: SafeText } {
  // a part of what went through the gate is as safe as the whole
  return {
    before: endOf(hole.before, size.before) as SafeText,
    after: startOf(hole.after, size.after) as SafeText,
  };
}

function endOf(text: string, most: number): string {
  if (text.length <= most) return text;
  let start = 0;
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines++;
    if (lines % STEP === 0) start = at + 1;
    if (text.length - start <= most && start > 0) return text.slice(start);
  }
  // fewer than a step of lines fit: as many of them as do
  const cut = text.indexOf('\n', text.length - most) + 1;
  const lineStart = text.lastIndexOf('\n') + 1;
  if (cut > 0) return text.slice(cut);
  return text.slice(Math.max(lineStart, text.length - most));
}

function startOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.lastIndexOf('\n', most);
  return text.slice(0, cut > 0 ? cut + 1 : most);
}
