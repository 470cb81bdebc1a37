import type { Draft, Verdict } from './draft.ts';

/**
 * Never begins or ends in the middle of a surrogate pair: half an emoji is a broken document.
 *
 *     "\ud83d█"   + \ude00!  ⇒  dropped
 *     "█"         + ok\ud83d ⇒  ok
 */
export function keepWholeCharacters(draft: Draft): Verdict {
  let { text } = draft;
  if (/^[\udc00-\udfff]/.test(text)) {
    return { drop: 'broken-character', reason: 'It began in the middle of a character.' };
  }
  if (/[\ud800-\udbff]$/.test(text)) text = text.slice(0, -1);
  return { ...draft, text };
}
