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
  /** Real milliseconds that passed between two jumps: what the code under measure took. */
  busy = 0;
  /** The same in CPU time of this thread, whose clock ticks every few milliseconds only: for sums. */
  used = 0;

  /** Does what is not under measure: the time it takes does not count as `busy`. */
  unmeasured<T>(work: () => T): T {
    const stop = this.measure(-1);
    try {
      return work();
    } finally {
      stop();
    }
  }

  now(): number {
    return this.time;
  }

  private measure(sign: number): () => void {
    const began = performance.now();
    const { user, system } = process.threadCpuUsage();
    return () => {
      const cpu = process.threadCpuUsage();
      this.busy += sign * (performance.now() - began);
      this.used += (sign * (cpu.user - user + cpu.system - system)) / 1000;
    };
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
    let stop = this.measure(1);
    while (!over) {
      await new Promise(resolve => setImmediate(resolve)); // all that can go on does
      stop();
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
      stop = this.measure(1);
      next.run();
    }
    await ended;
  }
}
