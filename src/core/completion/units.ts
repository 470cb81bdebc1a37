import { leftOf } from './along.ts';
import type { Stopped } from './stop/index.ts';
import type { Ended } from './stop/streamed.ts';
import type { Said, Snapshot, Wants } from './types.ts';

/** Follows a text from its beginning and tells where a suggestion ends: see `stop/`. */
export interface Stopping {
  /** @param text all that arrived so far. */
  read(text: string): Stopped;
  /** The same where nothing more arrives. */
  finish(text: string): Stopped;
}

export type StoppingAt = (at: Snapshot, wants: Wants) => Stopping;

/** What an answer has for a place. */
export type Unit =
  /** `later` where it is not the first unit of the answer. */
  | { readonly kind: 'text'; readonly text: string; readonly later: boolean }
  /** Nothing whole yet: it streams. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'none' };

const PENDING: Unit = { kind: 'pending' };
const NONE: Unit = { kind: 'none' };

/** Ends after which a model only repeats what is there, or talks. */
const FRUITLESS: ReadonlySet<Ended> = new Set<Ended>([
  'suffix',
  'repetition',
  'leftover',
  'length',
]);

/**
 * An answer cut into the units that are shown one after the other as they are accepted: first what the place asked for, a line or a block, then line by
 * line. What is typed along stays in its unit, so a shown block never shrinks.
 *
 *     said:  ┌ if (a) {⏎  b();⏎}┐┌⏎c();┐┌⏎d();┐
 *              unit 1 (block)    2      3
 */
export class Units {
  private readonly said: Said;
  private readonly stoppingAt: StoppingAt;
  /** Where the units that are whole end. */
  private readonly ends: number[] = [];
  private open: Stopping | undefined;
  /** Nothing of worth follows the last unit. */
  private over = false;

  constructor(said: Said, stoppingAt: StoppingAt) {
    this.said = said;
    this.stoppingAt = stoppingAt;
  }

  /** The unit that `at` is in, as far as it is not typed yet. */
  at(at: Snapshot): Unit {
    const { said } = this;
    const left = leftOf(said.text, said.at, at);
    if (left.kind === 'elsewhere') return NONE;
    if (left.kind === 'ahead' || left.text === '') return said.streaming ? PENDING : NONE;
    const typed = said.text.length - left.text.length;
    for (let k = 0; ; k++) {
      const end = this.endOf(k);
      if (end === undefined) return NONE;
      if (end > typed) return this.unit(typed, end, k > 0);
      if (k >= this.ends.length) return PENDING;
    }
  }

  /** Are so many units whole, or does nothing of worth follow? */
  has(count: number): boolean {
    while (this.ends.length < count && !this.over) {
      const known = this.ends.length;
      this.endOf(known);
      if (this.ends.length === known) return this.over;
    }
    return true;
  }

  private unit(from: number, end: number, later: boolean): Unit {
    const text = this.said.text.slice(from, end);
    if (text.trim() !== '') return { kind: 'text', text, later };
    return this.said.streaming ? PENDING : NONE;
  }

  /** Where unit `k` ends, as far as is known now; `undefined` where there is none. */
  private endOf(k: number): number | undefined {
    const known = this.ends[k];
    if (known !== undefined) return known;
    if (this.over) return undefined;
    const { said, stoppingAt } = this;
    const start = this.ends[k - 1] ?? 0;
    const wants = k === 0 ? said.wants : 'line';
    this.open ??= stoppingAt(movedOn(said.at, said.text.slice(0, start)), wants);
    const text = said.text.slice(start);
    const { kept, ended } = said.streaming ? this.open.read(text) : this.open.finish(text);
    const end = start + kept.length;
    if (ended === undefined && said.streaming) return end;
    this.open = undefined;
    this.over = kept === '' || (ended !== undefined && FRUITLESS.has(ended));
    if (kept === '') return undefined;
    this.ends.push(end);
    return end;
  }
}

/** The place after `text` was inserted at `at`. */
export function movedOn(at: Snapshot, text: string): Snapshot {
  if (text === '') return at;
  return { ...at, before: at.before + text, line: at.line + text.split('\n').length - 1 };
}

/** `text` up to its last line end. */
export function wholeLines(text: string): string {
  return text.slice(0, Math.max(0, text.lastIndexOf('\n')));
}
