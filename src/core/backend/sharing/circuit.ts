import type { BackendError } from '../errors.ts';

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
  private rests = 0;
  private until = Number.NEGATIVE_INFINITY;
  private readonly random: () => number;

  /**
   * @param clock milliseconds, never going back.
   * @param random 0…1: many editors that were told to wait shall not come back all at once.
   */
  constructor(clock: () => number, random: () => number = Math.random) {
    this.clock = clock;
    this.random = random;
  }

  /** Milliseconds until the server may be asked again; 0 for now. */
  get closedFor(): number {
    return Math.max(0, this.until - this.clock());
  }

  succeeded(): void {
    this.failures = [];
    this.pause = 0;
    this.rests = 0;
    this.until = Number.NEGATIVE_INFINITY;
  }

  /** The server failed: it rests if it asked for that, else it may be left alone. */
  note({ code, facts }: BackendError): void {
    if (code === 'RATE-WAIT') this.rest(facts.seconds);
    else this.failed();
  }

  failed(): void {
    const now = this.clock();
    this.failures = [...this.failures.filter(at => now - at < WITHIN), now];
    if (this.pause === 0 && this.failures.length < FAILURES) return;
    this.pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, 2 * this.pause));
    this.until = now + this.pause;
  }

  /**
   * The server asked for quiet.
   *
   * @param seconds how long; where it did not say, 2, 4, 8 … 60 s, give or take a quarter.
   */
  rest(seconds?: number): void {
    const own = Math.min(60, 2 ** ++this.rests) * (0.75 + 0.5 * this.random());
    this.until = Math.max(this.until, this.clock() + 1000 * (seconds ?? own));
  }
}
