import { parentPort, workerData } from 'node:worker_threads';
import type { Verdict } from '../core/rewrite/regex/examples.ts';

/** What the thread is given. */
export interface RegexWork {
  readonly source: string;
  readonly flags: string;
  readonly texts: readonly string[];
}

/** That it is there; then a word for each text, in their order. Of one on which the expression never ends it says none: whoever waits ends the thread. */
export type RegexWord = { readonly kind: 'ready' } | Exclude<Verdict, { readonly kind: 'slow' }>;

const { source, flags, texts } = workerData as RegexWork;
const expression = new RegExp(source, flags);
const say = (word: RegexWord): void => parentPort?.postMessage(word);
say({ kind: 'ready' });
for (const text of texts) {
  const found = expression.exec(text);
  say(found === null ? { kind: 'none' } : { kind: 'matches', part: found[0] });
}
