import { COMMENT } from '../../syntax/mask.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { aroundOf, codeAt } from '../around.ts';
import { isAfterComment } from '../place.ts';
import type { Snapshot } from '../types.ts';
import type { Draft, Verdict } from './draft.ts';

/**
 * Drops what only goes on talking where a comment asked for code. While it streams, code may still come.
 *
 *     // read a JSON file and parse it
 *     █           + // then print it     ⇒   dropped: only-comments
 */
export function dropOnlyComments(draft: Draft, at: Snapshot, syntax?: Syntax): Verdict {
  if (!isAfterComment(aroundOf(at))) return draft;
  if (codeAt(at, draft.text, syntax).replaceAll(COMMENT, '').trim() !== '') return draft;
  return { drop: 'only-comments', reason: 'It was a comment, and code was asked for.' };
}
