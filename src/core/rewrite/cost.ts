import { rowOf } from '../backend/tables/models.ts';

/** US dollars from which on a request is told of before it is sent. */
export const TOLD_DOLLARS = 0.05;

/** US dollars that a request to a model costs at the most; 0 where no price is known. @param generated tokens that the answer may have. */
export function dollarsFor(model: string, prompt: number, generated: number): number {
  const price = rowOf(model)?.price;
  return price === undefined ? 0 : (prompt * price.input + generated * price.output) / 1e6;
}
