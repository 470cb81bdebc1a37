import { BackendError } from './errors.ts';

/** Parameters that a model turned out to refuse. Kept as long as the backend lives. */
export class RefusedParameters {
  private readonly names: Set<string>;

  constructor(known: readonly string[] = []) {
    this.names = new Set(known);
  }

  /** The body without what is known to be refused. */
  without<T extends object>(body: T): T {
    return Object.fromEntries(
      Object.entries(body).filter(([name, value]) => value !== undefined && !this.names.has(name)),
    ) as T;
  }

  /**
   * Asks with `body`. Where the server refuses a parameter that was sent, it is dropped, remembered, and the question asked once more.
   */
  async ask<T extends object, R>(body: T, ask: (body: T) => Promise<R>): Promise<R> {
    const first = this.without(body);
    try {
      return await ask(first);
    } catch (error) {
      const name = error instanceof BackendError ? error.facts.parameter?.split('.')[0] : undefined;
      if (name === undefined || !(name in first) || ESSENTIAL.has(name)) throw error;
      this.names.add(name);
      return ask(this.without(body));
    }
  }
}

/** Without these there is no question. */
const ESSENTIAL = new Set(['model', 'prompt', 'messages', 'input']);
