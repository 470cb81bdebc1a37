/** A kind of case that tests are written for. */
export interface Case {
  readonly id: 'happy' | 'empty' | 'limits' | 'errors' | 'worry';
  /** For the model; `{worry}` is filled in. */
  readonly words: string;
  /** Chosen at first. */
  readonly usual: boolean;
}

/** The checklist, in its order. */
export const CASES: readonly Case[] = [
  { id: 'happy', words: 'the happy path: what it is for, with ordinary values', usual: true },
  { id: 'empty', words: 'empty input: nothing, an empty text, an empty list', usual: true },
  { id: 'errors', words: 'error conditions: what it refuses, and how it fails', usual: true },
  { id: 'limits', words: 'limits: the first, the last, one less, one more', usual: false },
  { id: 'worry', words: 'the case that the programmer worries about: {worry}', usual: false },
];

/** The chosen cases as lines of a question. */
export function casesAsked(ids: readonly Case['id'][], worry: string): string {
  return CASES.filter(({ id }) => ids.includes(id))
    .map(({ words }) => `- ${words.replace('{worry}', worry)}`)
    .join('\n');
}
