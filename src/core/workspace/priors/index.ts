import type { Priors } from '../engine.ts';
import sequences from './sequences.json' with { type: 'json' };

/** Which family's sequences help in a language. */
const FAMILY_OF: Readonly<Record<string, keyof typeof sequences>> = {
  javascript: 'javascript',
  javascriptreact: 'javascript',
  typescript: 'javascript',
  typescriptreact: 'javascript',
  vue: 'javascript',
  svelte: 'javascript',
  python: 'python',
  go: 'go',
  rust: 'rust',
  java: 'java',
};

/** Token sequences that at least three projects share, by language (`SOURCES.md`): help in an empty workspace. */
export const priors: Priors = languageId => {
  const family = FAMILY_OF[languageId];
  return family === undefined ? undefined : sequences[family];
};
