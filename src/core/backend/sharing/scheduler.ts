import type { Backend, Piece, Question } from '../backend.ts';

/** Whose question goes first. What is typed waits for nobody's prefetch; commands have places of their own. */
export type Priority = 'typing' | 'prefetch' | 'command';

interface Waiting {
  readonly priority: Priority;
  start(): void;
}

const RANK: Readonly<Record<Priority, number>> = { typing: 0, command: 1, prefetch: 2 };

/** Lets so many questions run at one origin at a time; the rest wait in the order of their priority, then of their coming. */
export class Scheduler {
  private readonly places: number;
  private running = 0;
  private waiting: Waiting[] = [];

  /** @param places 1 for a server on this machine that answers one question at a time, else 2. */
  constructor(places: number) {
    this.places = places;
  }

  /** Resolves when it is this question's turn, with what gives the place back. @throws the signal's reason. */
  async enter(priority: Priority, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.running < this.places) this.running++;
    else await this.turn(priority, signal);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.waiting.shift();
      if (next === undefined) this.running--;
      else next.start(); // the place goes on
    };
  }

  private turn(priority: Priority, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        priority,
        start: () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = (): void => {
        this.waiting = this.waiting.filter(one => one !== entry);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const at = this.waiting.findIndex(one => RANK[one.priority] > RANK[priority]);
      this.waiting.splice(at < 0 ? this.waiting.length : at, 0, entry);
    });
  }
}

/** The same backend, one question at a time or so. */
export function scheduled(backend: Backend, scheduler: Scheduler, priority: Priority): Backend {
  return {
    model: backend.model,
    host: backend.host,
    async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
      const leave = await scheduler.enter(priority, signal);
      try {
        yield* backend.stream(question, signal);
      } finally {
        leave();
      }
    },
  };
}
