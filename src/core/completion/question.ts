import type { Clock } from '../base/clock.ts';
import { leftOf } from './along.ts';
import { type Model, NoAnswer, type Said, type Sent, type Snapshot, type Wants } from './types.ts';
import { type StoppingAt, Units } from './units.ts';

/** How a question ended. `enough`: we stopped reading; `diverged`: what was typed went another way. */
export type End =
  | { readonly why: 'whole' | 'enough' | 'diverged' }
  | { readonly why: 'failed'; readonly error: unknown };

/** What is asked, and until when it is read. */
export interface Asking {
  readonly at: Snapshot;
  readonly wants: Wants;
  readonly asked: boolean;
  readonly mostTokens: number;
  /** Asked ahead: does the document still go the way to the place asked for? */
  onTheWay?(now: Snapshot): boolean;
  /** It is read until so many units are whole: the server stops then. */
  readonly units: number;
  /** Gets what is sent. */
  readonly sent: Sent[];
}

/** What all questions need. */
export interface QuestionTools {
  readonly clock: Clock;
  readonly stoppingAt: StoppingAt;
  /** Told once of each question that ended. */
  onEnd(question: Question): void;
}

/** One question to a model, from the place where it was asked: the text so far, and how it ended. It outlives the keystroke that asked it. */
export class Question implements Said {
  readonly at: Snapshot;
  readonly wants: Wants;
  readonly origin: string;
  readonly units: Units;
  /** Grows with each question that leaves. */
  readonly sent: readonly Sent[];
  text = '';
  end: End | undefined;
  /** Milliseconds from asking to the first text. */
  firstTextAfter: number | undefined;
  private readonly asking: Asking;
  private readonly onEnd: (question: Question) => void;
  private readonly stop = new AbortController();
  private waiting: (() => void)[] = [];

  constructor(model: Model, asking: Asking, tools: QuestionTools) {
    this.asking = asking;
    this.units = new Units(this, tools.stoppingAt);
    this.at = asking.at;
    this.wants = asking.wants;
    this.origin = model.origin;
    this.sent = asking.sent;
    this.onEnd = tools.onEnd;
    void this.read(model, asking, tools.clock).then(
      why => this.finish({ why }),
      error => this.finish({ why: 'failed', error }),
    );
  }

  get streaming(): boolean {
    return this.end === undefined;
  }

  /** While it streams: does the document, as it is now, still go the way of this answer, or to the place that it was asked ahead for? */
  follows(at: Snapshot): boolean {
    return this.asking.onTheWay?.(at) === true || this.mayAnswer(at);
  }

  /** May more of it come for this place? */
  mayAnswer(at: Snapshot): boolean {
    return this.streaming && leftOf(this.text, this.at, at).kind !== 'elsewhere';
  }

  /** Nobody wants it any more: the server stops too. */
  abandon(): void {
    this.finish({ why: 'diverged' });
    this.stop.abort();
  }

  /** Resolves when there is more text, or the end. @throws the signal's reason */
  async more(signal: AbortSignal): Promise<void> {
    if (!this.streaming) return;
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
    });
  }

  private async read(model: Model, asking: Asking, clock: Clock): Promise<'whole' | 'enough'> {
    const began = clock.now();
    const { at, asked, mostTokens, units } = asking;
    const onSent = (sent: Sent): void => void asking.sent.push(sent);
    for await (const piece of model.ask({ at, asked, mostTokens, onSent }, this.stop.signal)) {
      if (!this.streaming) break;
      this.firstTextAfter ??= clock.now() - began;
      this.text += piece;
      if (this.units.has(units)) return 'enough';
      this.wake();
    }
    return 'whole';
  }

  /** The first end counts: what comes of a question that was abandoned changes nothing. */
  private finish(end: End): void {
    if (this.end !== undefined) return;
    this.end = end;
    if (end.why === 'failed') this.text = ''; // what came before the fault may be anything
    this.onEnd(this);
    this.wake();
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** One for all: it comes with every key, and to make one takes longer than to abort. */
const NEWER = new DOMException('A newer question took its place.', 'AbortError');
/** Milliseconds between the starts of two questions, whatever is typed. */
const GAP = 70;

/** At most one question runs, and at most one waits for its moment: a newer one takes its place. */
export class Questions {
  private readonly tools: QuestionTools;
  private waiting = new AbortController();
  private current: Question | undefined;
  private lastStart = Number.NEGATIVE_INFINITY;

  constructor(tools: QuestionTools) {
    this.tools = tools;
  }

  /** The question whose answer still streams. */
  get running(): Question | undefined {
    return this.current?.streaming === true ? this.current : undefined;
  }

  /** Ends the running question where the document, which is as in `at` now, went another way. */
  keepOnWayTo(at: Snapshot): void {
    const { running } = this;
    if (running !== undefined && !running.follows(at)) running.abandon();
  }

  /** No question waits any more: something newer is here. */
  dropWaiting(): void {
    this.waiting.abort(NEWER);
    this.waiting = new AbortController();
  }

  /** Asks after `wait` milliseconds, unless something newer comes first. @throws the reason of either signal */
  async askAfter(
    wait: number,
    model: Model,
    asking: Asking,
    signal?: AbortSignal,
  ): Promise<Question> {
    this.dropWaiting();
    const still = this.waiting.signal;
    const { clock } = this.tools;
    const gap = this.lastStart + GAP - clock.now();
    const either = signal === undefined ? still : AbortSignal.any([still, signal]);
    await clock.sleep(Math.max(wait, gap), either);
    return this.ask(model, asking);
  }

  /** Ends all of it. */
  close(): void {
    this.dropWaiting();
    this.current?.abandon();
  }

  private ask(model: Model, asking: Asking): Question {
    this.current?.abandon();
    this.lastStart = this.tools.clock.now();
    this.current = new Question(model, asking, this.tools);
    return this.current;
  }
}

/** Why a question that failed gave no answer, for people. @throws what else went wrong: a fault of ours. */
export function failureOf(question: Question): NoAnswer | undefined {
  if (question.end?.why !== 'failed') return undefined;
  const { error } = question.end;
  if (error instanceof NoAnswer) return error;
  throw error;
}
