import { bracketsIn } from '../../syntax/mask.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { aroundOf, closerStandsBelow, codeAt } from '../around.ts';
import type { Snapshot } from '../types.ts';
import { cutAt, type Draft, type Verdict } from './draft.ts';

/**
 * A bracket that closes the block around stands below already, so the text ends before it.
 *
 *     if (a) {
 *       █             + b();⏎}   ⇒   b();
 *     } else {
 *       c();
 *     }
 */
export function cutClosersBelow(draft: Draft, at: Snapshot, syntax?: Syntax): Verdict {
  const lineEnd = draft.text.indexOf('\n');
  if (lineEnd < 0) return draft;
  const around = aroundOf(at);
  const [closer] = bracketsIn(codeAt(at, draft.text, syntax)).closing;
  if (closer === undefined || closer.at < lineEnd || !closerStandsBelow(around)) return draft;
  const standsOnLine = bracketsIn(around.codeAfter.slice(0, around.rest.length)).closing.length > 0;
  return standsOnLine ? draft : cutAt(draft, closer.at);
}
