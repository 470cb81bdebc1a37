import type { Price } from '../backend/tables/models.ts';
import { countByRatio } from '../completion/budget/count.ts';
import { BUDGET } from '../completion/budget/fit.ts';
import type { ReplayedPlace } from './places.ts';

/** What asking one model at some places will take, about. */
export interface Estimate {
  readonly tokens: number;
  /** US dollars; `undefined` where no price is known. */
  readonly cost: number | undefined;
}

/** Of a line that is written: the median has 9. */
const ANSWER = 12;
/** Some questions are asked again from the cursor (`completion/heal.ts`). */
const ASKED_AGAIN = 1.3;

/** Rather too much than too little: the whole budget of each prompt, where the file has as much text. */
export function estimateOf(places: readonly ReplayedPlace[], price: Price | undefined): Estimate {
  const prompts = places.map(({ at }) =>
    Math.min(BUDGET.tokens, countByRatio(at.before) + countByRatio(at.after) + BUDGET.tokens * 0.3),
  );
  const prompt = ASKED_AGAIN * prompts.reduce((sum, tokens) => sum + tokens, 0);
  const generated = ASKED_AGAIN * ANSWER * places.length;
  const cost = price && (prompt * price.input + generated * price.output) / 1e6;
  return { tokens: Math.round(prompt + generated), cost };
}
