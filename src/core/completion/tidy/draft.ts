import type { Syntax } from '../../syntax/syntax.ts';
import type { Snapshot } from '../types.ts';

/** A completion on its way through the tidy rules, one line or several. A rule returns a draft, the same or better, or the reason to drop it. */
export interface Draft {
  readonly text: string;
  /** Characters after the cursor, on its line, that the text replaces. */
  readonly replaces: number;
}

export type Verdict = Draft | { readonly drop: string; readonly reason: string };

export type TidyRule = (draft: Draft, at: Snapshot, syntax?: Syntax) => Verdict;

/** The text after the cursor on its line. */
export function restOfLine(at: Snapshot): string {
  const end = at.after.indexOf('\n');
  return end < 0 ? at.after : at.after.slice(0, end);
}

/** The text before the cursor on its line. */
export function startOfLine(at: Snapshot): string {
  return at.before.slice(at.before.lastIndexOf('\n') + 1);
}

/** The draft with its text cut at `end`, without spaces or blank lines there. */
export function cutAt(draft: Draft, end: number): Draft {
  return { ...draft, text: withoutHalf(draft.text.slice(0, end)) };
}

/**
 * The lines before the one that `offset` is in; `undefined` where they say nothing. A rule that is against one line leaves those before it: they may
 * have been on the screen before that line streamed in.
 */
export function linesBefore(draft: Draft, offset: number): Draft | undefined {
  const kept = cutAt(draft, draft.text.lastIndexOf('\n', offset) + 1);
  return kept.text === '' ? undefined : kept;
}

/** Without spaces at its end, or half a character: what a cut may leave there. */
export function withoutHalf(text: string): string {
  return text.replace(/(?:[^\S\ufeff]|[\ud800-\udbff])+$/, '');
}
