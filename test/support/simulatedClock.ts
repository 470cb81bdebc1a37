import type { Clock } from '../../src/core/base/clock.ts';

interface Timer {
  readonly due: number;
  readonly order: number;
  run(): void;
}

/** Simulated time: it stands still while anything can go on, and jumps to the next timer when nothing can. Two runs are the same. */
export class SimulatedClock implements Clock {
  private time = 0;
  private timers: Timer[] = [];
  private order = 0;
  /** What the code under measure took between the jumps, by the clock that was given. */
  busy = 0;
  private readonly cpu: () => number;

  /** @param cpu milliseconds that this thread has run. */
  constructor(cpu: () => number = () => 0) {
    this.cpu = cpu;
  }

  /** Does what is not under measure: the time it takes does not count as `busy`. */
  unmeasured<T>(work: () => T): T {
    const began = this.cpu();
    try {
      return work();
    } finally {
      this.busy -= this.cpu() - began;
    }
  }

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (milliseconds <= 0) return;
    await new Promise<void>((resolve, reject) => {
      const timer = { due: this.time + milliseconds, order: this.order++, run: () => done() };
      const onAbort = (): void => {
        this.timers = this.timers.filter(other => other !== timer);
        reject(signal.reason);
      };
      const done = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.timers.push(timer);
    });
  }

  /** Runs until `work` ends. @throws what `work` throws, and where it waits for something that never comes. */
  async run(work: Promise<void>): Promise<void> {
    let over = false;
    const ended = work.finally(() => {
      over = true;
    });
    ended.catch(() => {});
    let began = this.cpu();
    while (!over) {
      await new Promise(resolve => setImmediate(resolve)); // all that can go on does
      this.busy += this.cpu() - began;
      if (over) break;
      const next = this.timers.reduce<Timer | undefined>(
        (first, timer) =>
          first === undefined ||
          timer.due < first.due ||
          (timer.due === first.due && timer.order < first.order)
            ? timer
            : first,
        undefined,
      );
      if (next === undefined) throw new Error('nothing is left to wait for');
      this.timers = this.timers.filter(timer => timer !== next);
      this.time = Math.max(this.time, next.due);
      began = this.cpu();
      next.run();
    }
    await ended;
  }
}
