import { complete } from '../../src/core/completion/complete.ts';
import type { Tools } from '../../src/core/completion/run.ts';
import { Session } from '../../src/core/completion/session.ts';
import { Stopper } from '../../src/core/completion/stop/index.ts';
import { type Circumstances, TYPING } from '../../src/core/completion/trigger.ts';
import type { Model, Order } from '../../src/core/completion/types.ts';
import { SimulatedClock } from './simulatedClock.ts';
import { at, engineSaying, toolsFor } from './snapshots.ts';

/** What a model says to the first question, the second, …; the last again and again. */
type Answers = readonly (readonly (readonly [after: number, piece: string])[])[];

/** Says its pieces one after the other, each after so many milliseconds, and remembers how it was asked and left. */
class SlowModel implements Model {
  readonly origin = 'slow';
  readonly metered: boolean;
  readonly asked: Order[] = [];
  aborted = 0;
  said = 0;
  private readonly clock: SimulatedClock;
  private readonly answers: Answers;

  constructor(clock: SimulatedClock, answers: Answers, metered = false) {
    this.clock = clock;
    this.answers = answers;
    this.metered = metered;
  }

  async *ask(order: Order, signal: AbortSignal): AsyncGenerator<string> {
    const answer = this.answers[Math.min(this.asked.length, this.answers.length - 1)] ?? [];
    this.asked.push(order);
    try {
      for (const [after, piece] of answer) {
        await this.clock.sleep(after, signal);
        this.said++;
        yield piece;
      }
    } finally {
      if (signal.aborted) this.aborted++;
    }
  }
}

export interface Scene extends Tools {
  readonly clock: SimulatedClock;
  readonly model: SlowModel;
  /** What was on the screen, and when. */
  readonly history: string[];
  /** What threw while nobody waited. */
  readonly faults: unknown[];
  type(picture: string, now?: Partial<Circumstances>): void;
}

/** A typist, a model that says its answers one after the other, and what both see, in simulated time. */
export function scene(answers: Answers, engine = '', metered = false): Scene {
  const clock = new SimulatedClock();
  const model = new SlowModel(clock, answers, metered);
  const history: string[] = [];
  const faults: unknown[] = [];
  let cancel = new AbortController();
  const look = async (picture: string, now: Partial<Circumstances>): Promise<void> => {
    const { signal } = cancel;
    try {
      const { outcome } = await complete(at(picture), { ...TYPING, ...now }, tools, signal);
      const said = outcome.kind === 'shown' ? outcome.suggestion.text : `(${outcome.rule})`;
      if (!signal.aborted) history.push(`${clock.now()} ${said}`);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  let place = '';
  let circumstances: Partial<Circumstances> = {};
  const tools = {
    ...toolsFor(engineSaying(engine), {
      model,
      session: new Session(clock, (place, wants) => new Stopper(place, wants)),
      clock,
      onGrown: () => void look(place, { ...circumstances, asked: false, long: false, again: true }),
      onFault: error => void faults.push(error),
    }),
    clock,
    model,
    history,
    faults,
    type(picture: string, now: Partial<Circumstances> = {}): void {
      place = picture;
      circumstances = now;
      cancel.abort();
      cancel = new AbortController();
      void look(picture, now);
    },
  };
  return tools;
}

/** The texts of a history, without their times. */
export const textsOf = (history: readonly string[]): string[] =>
  history.map(entry => entry.slice(entry.indexOf(' ') + 1));

/** Lets `milliseconds` pass. */
export const pass = (clock: SimulatedClock, milliseconds: number): Promise<void> =>
  clock.run(clock.sleep(milliseconds, new AbortController().signal));
