import type { Verdict } from '../../core/rewrite/regex/examples.ts';
import type { Expression } from '../../core/rewrite/regex/expression.ts';
import type { RegexWork } from '../../core/rewrite/regex/trying.ts';
import { startRegexThread } from './regexThread.ts';

/** Milliseconds that a text may take; nearly all take a thousandth of one. And that a thread may take to start, on a machine that has much to do. */
const LONGEST = 1000;
const LONGEST_START = 20_000;

/**
 * Tries an expression with texts, in a thread of its own: one that goes back forever ends with the thread, and nothing else waits for it.
 *
 * @param file the thread's bundle.
 * @throws the signal's reason.
 */
export async function tried(
  expression: Expression,
  texts: readonly string[],
  file: string,
  signal: AbortSignal,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  while (verdicts.length < texts.length) {
    const rest = texts.slice(verdicts.length);
    const heard = await heardOf({ ...expression, texts: rest }, file, signal);
    verdicts.push(...heard);
    if (heard.length < rest.length) verdicts.push({ kind: 'slow' });
  }
  return verdicts;
}

/** The first of some texts that takes too long. @throws the signal's reason. */
export async function firstSlow(
  expression: Expression,
  texts: readonly string[],
  file: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const heard = await heardOf({ ...expression, texts }, file, signal);
  return texts[heard.length];
}

/** What the thread said until it was through, or took too long for the next text. */
function heardOf(work: RegexWork, file: string, signal: AbortSignal): Promise<readonly Verdict[]> {
  signal.throwIfAborted();
  const heard: Verdict[] = [];
  return new Promise((resolve, reject) => {
    let deadline: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', end);
      endThread();
      if (signal.aborted) reject(signal.reason);
      else resolve(heard);
    };
    const wait = (milliseconds: number): void => {
      clearTimeout(deadline);
      deadline = setTimeout(end, milliseconds);
    };
    const endThread = startRegexThread(work, file, {
      said(word) {
        if (word.kind !== 'ready') heard.push(word);
        wait(LONGEST);
      },
      gone: end,
    });
    signal.addEventListener('abort', end);
    wait(LONGEST_START);
  });
}
