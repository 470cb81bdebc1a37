import type { Verdict } from './examples.ts';

/** What a thread is given that tries an expression. */
export interface RegexWork {
  readonly source: string;
  readonly flags: string;
  readonly texts: readonly string[];
}

/** That it is there; then a word for each text, in their order. Of one on which the expression never ends it says none: whoever waits ends the thread. */
export type RegexWord = { readonly kind: 'ready' } | Exclude<Verdict, { readonly kind: 'slow' }>;

/** Tries an expression with each text. It stands by itself, since a browser's thread gets it as text. */
export function tryAll({ source, flags, texts }: RegexWork, say: (word: RegexWord) => void): void {
  const expression = new RegExp(source, flags);
  say({ kind: 'ready' });
  for (const text of texts) {
    const found = expression.exec(text);
    say(found === null ? { kind: 'none' } : { kind: 'matches', part: found[0] });
  }
}
