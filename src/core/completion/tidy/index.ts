import type { Syntax } from '../../syntax/syntax.ts';
import { type Outcome, silent } from '../outcome.ts';
import type { Snapshot } from '../types.ts';
import { dropBlank } from './blank.ts';
import { putCloserOnItsLine } from './closerOnItsLine.ts';
import { cutClosersBelow } from './closersBelow.ts';
import type { Draft, TidyRule } from './draft.ts';
import { dropEcho } from './echo.ts';
import { fitIndentation } from './indentation.ts';
import { dropInsecure } from './insecure.ts';
import { unifyLineEnds } from './lineEnds.ts';
import { cutLinesBelow } from './linesBelow.ts';
import { dropOnlyComments } from './onlyComments.ts';
import { endWithRestOfLine } from './restOfLine.ts';
import { dropStrange } from './strangeCharacters.ts';
import { coverSuffix } from './suffixOverlap.ts';
import { dropUnbalanced } from './unbalanced.ts';
import { keepWholeCharacters } from './wholeCharacters.ts';

/** What is done to a completion before it is shown, in this order. The rules know nothing of each other. */
const RULES: readonly TidyRule[] = [
  unifyLineEnds,
  fitIndentation,
  keepWholeCharacters,
  dropStrange,
  dropInsecure,
  dropUnbalanced,
  cutClosersBelow,
  cutLinesBelow,
  endWithRestOfLine,
  dropBlank,
  coverSuffix,
  dropEcho,
  dropOnlyComments,
  putCloserOnItsLine,
];

/** The text as it may be shown, one line or several, or why it is not. */
export function tidy(text: string, at: Snapshot, syntax?: Syntax): Draft | Outcome {
  let draft: Draft = { text, replaces: 0 };
  for (const rule of RULES) {
    const verdict = rule(draft, at, syntax);
    if ('drop' in verdict) return silent('tidy', verdict.drop, verdict.reason);
    draft = verdict;
  }
  return draft;
}
