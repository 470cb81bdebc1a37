import { Worker } from 'node:worker_threads';
import type { RegexWord, RegexWork } from '../../core/rewrite/regex/trying.ts';

/** What is heard of the thread that tries an expression. */
export interface RegexListener {
  said(word: RegexWord): void;
  /** It is through, or broken. */
  gone(): void;
}

/** Starts a thread of Node's that tries an expression. @param file its bundle. @returns what ends it at once. */
export function startRegexThread(
  work: RegexWork,
  file: string,
  listener: RegexListener,
): () => void {
  const worker = new Worker(file, { workerData: work, env: {}, stderr: true });
  worker.on('message', (word: RegexWord) => listener.said(word));
  worker.once('error', () => listener.gone()); // it ran out of stack or memory: as bad as too slow
  worker.once('exit', () => listener.gone());
  return () => void worker.terminate();
}
