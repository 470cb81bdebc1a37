import { type Outcome, silent } from '../outcome.ts';
import type { Snapshot } from '../types.ts';
import { dropBlank } from './blank.ts';
import type { Draft, TidyRule } from './draft.ts';
import { dropEcho } from './echo.ts';
import { dropStrange } from './strangeCharacters.ts';
import { coverSuffix } from './suffixOverlap.ts';
import { dropUnbalanced } from './unbalanced.ts';
import { keepWholeCharacters } from './wholeCharacters.ts';

/** What is done to a completion before it is shown, in this order. The rules know nothing of each other. */
const RULES: readonly TidyRule[] = [
  keepWholeCharacters,
  dropStrange,
  dropBlank,
  dropUnbalanced,
  coverSuffix,
  dropEcho,
];

/** The text as it may be shown, or why it is not. */
export function tidy(text: string, at: Snapshot): Draft | Outcome {
  let draft: Draft = { text, replaces: 0 };
  for (const rule of RULES) {
    const verdict = rule(draft, at);
    if ('drop' in verdict) return silent('tidy', verdict.drop, verdict.reason);
    draft = verdict;
  }
  return draft;
}
