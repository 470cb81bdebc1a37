import { Worker } from 'node:worker_threads';
import type { RegexWord, RegexWork } from '../../worker/regex.ts';

/** What is heard of the thread. */
export interface RegexListener {
  said(word: RegexWord): void;
  /** It is through, or ran out of stack or memory. */
  ended(): void;
}

/** Starts the thread on its work. @param file its bundle. @returns what ends it at once. */
export function startRegex(work: RegexWork, file: string, listener: RegexListener): () => void {
  const worker = new Worker(file, { workerData: work, env: {}, stderr: true });
  worker.on('message', (word: RegexWord) => listener.said(word));
  worker.once('error', () => listener.ended());
  worker.once('exit', () => listener.ended());
  return () => void worker.terminate();
}
