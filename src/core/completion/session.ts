import type { Clock } from '../base/clock.ts';
import { leftOf } from './along.ts';
import { Cache } from './cache.ts';
import { type Question, Questions } from './question.ts';
import type { Origin, Said, Snapshot } from './types.ts';
import { type StoppingAt, Units, wholeLines } from './units.ts';
import { Habits } from './wait.ts';

/** What was given to the editor to show, and where. */
interface Shown {
  readonly at: Snapshot;
  readonly candidate: Candidate;
}

/** An answer with the part of it that belongs to the place asked for. */
export interface Candidate {
  readonly said: Said;
  readonly text: string;
  /** What was said before this part is typed or accepted already. */
  readonly later: boolean;
  /** Where it is on the screen: how many characters after the cursor give way to it. */
  readonly replaces?: number;
}

/** One for all keys: to make one takes longer than to abort. */
const MOVED_ON = new DOMException('The next key was pressed.', 'AbortError');

/** What a window remembers from one keystroke to the next. */
export class Session {
  readonly cache = new Cache();
  readonly habits = new Habits();
  readonly questions: Questions;
  readonly stoppingAt: StoppingAt;
  private readonly units = new WeakMap<Said, Units>();
  private shown: Shown | undefined;
  private presence = new AbortController();

  constructor(clock: Clock, stoppingAt: StoppingAt) {
    this.stoppingAt = stoppingAt;
    const onEnd = (question: Question): void => this.keep(question);
    this.questions = new Questions({ clock, stoppingAt, onEnd });
  }

  /**
   * The document is now as in `at`: what was asked for another way ends.
   *
   * @returns aborted when the next keystroke arrives.
   */
  arriveAt(at: Snapshot): AbortSignal {
    this.presence.abort(MOVED_ON);
    this.presence = new AbortController();
    this.judgeShown(at);
    this.questions.dropWaiting();
    this.questions.keepOnWayTo(at);
    return this.presence.signal;
  }

  /** What of the suggestion on the screen is not typed yet; `undefined` where nothing is shown, or it no longer fits. */
  onScreen(at: Snapshot, from: readonly (Origin | undefined)[]): Candidate | undefined {
    if (this.shown === undefined) return undefined;
    const { candidate } = this.shown;
    if (!from.includes(candidate.said.origin)) return undefined;
    const left = leftOf(candidate.text, this.shown.at, at);
    return left.kind === 'rest' && left.text !== '' ? { ...candidate, text: left.text } : undefined;
  }

  /** What was on the screen came true, or something else was typed: then it is over. */
  private judgeShown(at: Snapshot): void {
    if (this.shown === undefined) return;
    const left = leftOf(this.shown.candidate.text, this.shown.at, at);
    if (left.kind === 'rest' && left.text !== '') return;
    this.habits.judged(left.kind !== 'elsewhere');
    this.hide();
  }

  show(at: Snapshot, candidate: Candidate): void {
    this.shown = { at, candidate };
  }

  hide(): void {
    this.shown = undefined;
  }

  /**
   * What earlier answers, and the one that streams, have for `at`: the first of them that has anything.
   *
   * @param from whose answers count: after another model is chosen, what the last one said is not known.
   */
  recall(at: Snapshot, from: readonly (Origin | undefined)[]): Candidate | undefined {
    const { running } = this.questions;
    const fromStream = running && this.candidate(running, at);
    if (fromStream !== undefined) return fromStream;
    for (const said of this.cache.at(at)) {
      if (!from.includes(said.origin)) continue;
      const candidate = this.candidate(said, at);
      if (candidate !== undefined) return candidate;
    }
    return undefined;
  }

  /** What an answer has for a place. */
  candidate(said: Said, at: Snapshot): Candidate | undefined {
    const unit = this.unitsOf(said).at(at);
    return unit.kind === 'text' ? { said, text: unit.text, later: unit.later } : undefined;
  }

  /** The unit of a question, waited for. `undefined` where it ends without one, or goes another way. @throws the signal's reason */
  async waitFor(
    question: Question,
    at: Snapshot,
    signal: AbortSignal,
  ): Promise<Candidate | undefined> {
    for (;;) {
      const candidate = this.candidate(question, at);
      if (candidate !== undefined || !question.mayAnswer(at)) return candidate;
      await question.more(signal);
    }
  }

  private unitsOf(said: Said): Units {
    if ('units' in said) return (said as Question).units;
    const units = this.units.get(said) ?? new Units(said, this.stoppingAt);
    this.units.set(said, units);
    return units;
  }

  /** Forgets all answers: the model, the settings or the index changed. */
  forget(): void {
    this.cache.clear();
    this.hide();
    this.questions.close();
  }

  /** What came of an answer is kept, in whole lines; of one that failed, nothing. */
  private keep(question: Question): void {
    const { at, wants, origin, sent, end, firstTextAfter } = question;
    if (firstTextAfter !== undefined) this.habits.answered(firstTextAfter);
    if (end === undefined || end.why === 'failed') return;
    const text = end.why === 'whole' ? question.text : wholeLines(question.text);
    if (text.trim() !== '') this.cache.add({ at, text, wants, origin, sent, streaming: false });
  }
}
