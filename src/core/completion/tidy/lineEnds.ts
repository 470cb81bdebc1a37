import type { Draft, Verdict } from './draft.ts';

/**
 * Lines end with `\n` inside; the way out gives them the document's own end.
 *
 *     █   + a\r\nb\rc   ⇒   a\nb\nc
 */
export function unifyLineEnds(draft: Draft): Verdict {
  return draft.text.includes('\r') ? { ...draft, text: draft.text.replace(/\r\n?/g, '\n') } : draft;
}
