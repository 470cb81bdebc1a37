/** Failures in this time open the circuit. */
const FAILURES = 3;
const WITHIN = 30_000;
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 60_000;

/**
 * Stops asking a server that fails, and tries it again now and then, with longer and longer pauses. A server that asks for a pause gets it.
 *
 *     fails fails fails │ 5 s of quiet │ one try fails │ 10 s of quiet │ one try succeeds │ as before
 */
export class Circuit {
  private readonly clock: () => number;
  private failures: number[] = [];
  private pause = 0;
  private until = Number.NEGATIVE_INFINITY;

  /** @param clock milliseconds, never going back. */
  constructor(clock: () => number) {
    this.clock = clock;
  }

  /** Milliseconds until the server may be asked again; 0 for now. */
  get closedFor(): number {
    return Math.max(0, this.until - this.clock());
  }

  succeeded(): void {
    this.failures = [];
    this.pause = 0;
    this.until = Number.NEGATIVE_INFINITY;
  }

  failed(): void {
    const now = this.clock();
    this.failures = [...this.failures.filter(at => now - at < WITHIN), now];
    if (this.pause === 0 && this.failures.length < FAILURES) return;
    this.pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, 2 * this.pause));
    this.until = now + this.pause;
  }

  /** The server asked for quiet. */
  rest(seconds: number): void {
    this.until = Math.max(this.until, this.clock() + 1000 * seconds);
  }
}
