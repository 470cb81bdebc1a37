import type { Backend, Piece, Question } from '../../src/core/backend/backend.ts';
import type { BackendError } from '../../src/core/backend/errors.ts';

/** What a scripted backend does with its questions, one after the other; the last is done again and again. */
export type Act = readonly (Piece | BackendError)[];

/** Plays its script, and remembers how it was asked. */
export class FakeBackend implements Backend {
  readonly model: string;
  readonly host = 'fake';
  readonly asked: Question[] = [];
  private readonly script: readonly Act[];

  constructor(model: string, ...script: readonly Act[]) {
    this.model = model;
    this.script = script;
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    const act = this.script[Math.min(this.asked.length, this.script.length - 1)] ?? [];
    this.asked.push(question);
    for (const step of act) {
      await Promise.resolve();
      signal.throwIfAborted();
      if (step instanceof Error) throw step;
      yield step;
    }
  }
}

export const text = (value: string): Piece => ({ kind: 'text', text: value });
export const END: Piece = { kind: 'end', why: 'whole' };
