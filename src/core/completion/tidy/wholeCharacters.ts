import { type Draft, type Verdict, withoutHalf } from './draft.ts';

/**
 * Never begins or ends in the middle of a surrogate pair: half an emoji is a broken document.
 *
 *     "\ud83d█"   + \ude00!  ⇒  dropped
 *     "█"         + ok\ud83d ⇒  ok
 */
export function keepWholeCharacters(draft: Draft): Verdict {
  if (/^[\udc00-\udfff]/.test(draft.text)) {
    return { drop: 'broken-character', reason: 'It began in the middle of a character.' };
  }
  return { ...draft, text: withoutHalf(draft.text) };
}
