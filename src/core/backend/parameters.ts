import { BackendError } from './errors.ts';

/** What a model turned out to refuse: a parameter by its name, or more than so many stops as `stop:4`. */
export interface Learned {
  readonly refuses?: readonly string[] | undefined;
  /** Told of what it refuses besides, so that it can be remembered. */
  readonly onRefused?: ((refused: string) => void) | undefined;
}

/** Parameters that a model refuses: by the table, by what was learned earlier, and by what it says now. */
export class RefusedParameters {
  private readonly refused: Set<string>;
  private readonly learned: Learned;

  constructor(known: readonly string[] = [], learned: Learned = {}) {
    this.refused = new Set([...known, ...(learned.refuses ?? [])]);
    this.learned = learned;
  }

  /** The body without what is known to be refused. */
  without<T extends object>(body: T): T {
    const most = this.mostStops;
    return Object.fromEntries(
      Object.entries(body)
        .filter(([name, value]) => value !== undefined && !this.refused.has(name))
        .map(([name, value]) => [
          name,
          name === 'stop' && Array.isArray(value) ? value.slice(0, most) : value,
        ]),
    ) as T;
  }

  /**
   * Asks with `body`. Where the server refuses a parameter that was sent, it is dropped, remembered, and the question asked once more; where it only takes fewer stops,
   * the first ones stay.
   */
  async ask<T extends object, R>(body: T, ask: (body: T) => Promise<R>): Promise<R> {
    const first = this.without(body);
    try {
      return await ask(first);
    } catch (error) {
      const { parameter, most } = error instanceof BackendError ? error.facts : {};
      const name = parameter?.split('.')[0];
      if (name === undefined || !(name in first) || ESSENTIAL.has(name)) throw error;
      this.learn(name === 'stop' && most !== undefined && most > 0 ? `stop:${most}` : name);
      return ask(this.without(body));
    }
  }

  private learn(refused: string): void {
    if (this.refused.has(refused)) return;
    this.refused.add(refused);
    this.learned.onRefused?.(refused);
  }

  private get mostStops(): number {
    const counts = [...this.refused].map(refused => Number(/^stop:(\d+)$/.exec(refused)?.[1]));
    return Math.min(...counts.filter(count => count > 0));
  }
}

/** Without these there is no question. */
const ESSENTIAL = new Set(['model', 'prompt', 'messages', 'input']);
