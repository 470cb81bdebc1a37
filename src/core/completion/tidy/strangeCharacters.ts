import type { Snapshot } from '../types.ts';
import { type Draft, linesBefore, type Verdict } from './draft.ts';

/**
 * What a reader can't see, or sees in another order than a compiler does: control characters, directions of writing, characters of no width, tags, halves
 * of characters, and what stands for a broken one. After Boucher & Anderson 2021, "Trojan Source: Invisible Vulnerabilities".
 */
const STRANGE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udc7f]/g;

/** Those of a text, in its order. */
export function strangeCharacters(text: string): string[] {
  return [...text.matchAll(STRANGE)].map(([character]) => character);
}

/**
 * Drops text with characters that deceive the eye, unless the document uses them already; of several lines, those from the first such line on.
 *
 *     if (isAdmin█   + ‮) {⁦//⁩   ⇒  dropped
 *     a();⏎█         + b();⏎c(‮);  ⇒  b();
 *     'a\u200db'█    + \u200dc      kept: the document has it
 */
export function dropStrange(draft: Draft, at: Snapshot): Verdict {
  for (const { index, 0: character } of draft.text.matchAll(STRANGE)) {
    if (at.before.includes(character) || at.after.includes(character)) continue;
    return (
      linesBefore(draft, index) ?? {
        drop: 'strange-characters',
        reason: 'It held characters that can not be seen, or that deceive the eye.',
      }
    );
  }
  return draft;
}
