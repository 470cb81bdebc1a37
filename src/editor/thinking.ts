import type { Backend, Piece, Question } from '../core/backend/backend.ts';

/** Milliseconds: what is answered sooner does not show, so that the status bar does not flicker at every key. */
const SHOWN_AFTER = 400;

/** Knows whether a model is being asked for longer than a moment. */
export class Thinking {
  private readonly onChange: () => void;
  private asking = 0;
  private timer: NodeJS.Timeout | undefined;
  private shows = false;

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  get isLong(): boolean {
    return this.shows;
  }

  /** The same backend, watched. */
  watched(backend: Backend): Backend {
    const { model, host } = backend;
    const begin = (): void => this.begin();
    const end = (): void => this.end();
    return {
      model,
      host,
      async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
        begin();
        try {
          yield* backend.stream(question, signal);
        } finally {
          end();
        }
      },
    };
  }

  private begin(): void {
    if (this.asking++ === 0) this.timer = setTimeout(() => this.show(true), SHOWN_AFTER);
  }

  private end(): void {
    if (--this.asking > 0) return;
    clearTimeout(this.timer);
    this.show(false);
  }

  private show(shows: boolean): void {
    if (this.shows === shows) return;
    this.shows = shows;
    this.onChange();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
