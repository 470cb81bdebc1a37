import { sleep } from './sleep.ts';

/** Time as the pipeline sees it: real in the editor, a simulated one in benches and tests. */
export interface Clock {
  /** Milliseconds, never going back. */
  now(): number;
  /** @throws the signal's reason when it is aborted meanwhile. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const realClock: Clock = { now: () => performance.now(), sleep };
