/** How many tokens a text is for a model: exact, or as near as can be. */
export type CountTokens = (text: string) => number;

/** Characters in a token of code, measured over six languages (`npm run bench:tokens`). */
const RATIO = 4.2;

/** What is counted by where no tokenizer is ready. Errs to the safe side for text that is not ASCII: there a character is a token. */
export const countByRatio: CountTokens = text => {
  let wide = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) wide++;
  return Math.ceil((text.length - wide) / RATIO + wide);
};
