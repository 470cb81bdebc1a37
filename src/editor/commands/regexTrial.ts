import { Worker } from 'node:worker_threads';
import type { Verdict } from '../../core/rewrite/regex/examples.ts';
import type { Expression } from '../../core/rewrite/regex/expression.ts';
import type { RegexWord, RegexWork } from '../../worker/regex.ts';

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
  const worker = new Worker(file, { workerData: work, env: {}, stderr: true });
  const heard: Verdict[] = [];
  return new Promise((resolve, reject) => {
    let deadline: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', end);
      void worker.terminate();
      if (signal.aborted) reject(signal.reason);
      else resolve(heard);
    };
    const wait = (milliseconds: number): void => {
      clearTimeout(deadline);
      deadline = setTimeout(end, milliseconds);
    };
    worker.on('message', (word: RegexWord) => {
      if (word.kind !== 'ready') heard.push(word);
      wait(LONGEST);
    });
    worker.once('error', end); // it ran out of stack or memory: as bad as too slow
    worker.once('exit', end);
    signal.addEventListener('abort', end);
    wait(LONGEST_START);
  });
}
