import type { Draft, Verdict } from './draft.ts';

/**
 * Takes spaces off the end, and drops what is nothing but spaces.
 *
 *     return a█   + ␣+ b;␣␣  ⇒  ␣+ b;
 *     return a█   + ␣␣       ⇒  dropped
 */
export function dropBlank(draft: Draft): Verdict {
  const text = draft.text.trimEnd();
  return text === '' ? { drop: 'blank', reason: 'It was only spaces.' } : { ...draft, text };
}
