import { leftOf } from './along.ts';
import type { Said, Snapshot, Wants } from './types.ts';

/** Where a suggestion ends: the part of `text` to keep, and why it ends there; without a reason more text could still belong to it. */
export type Stop = (
  text: string,
  at: Snapshot,
  wants: Wants,
) => { readonly kept: string; readonly ended?: string | undefined };

/** What an answer has for a place. */
export type Unit =
  /** `later` where it is not the first unit of the answer. */
  | { readonly kind: 'text'; readonly text: string; readonly later: boolean }
  /** Nothing whole yet: it streams. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'none' };

const PENDING: Unit = { kind: 'pending' };
const NONE: Unit = { kind: 'none' };

/**
 * The part of an answer that is shown at `at`. A long answer is shown in units, one after the other as they are accepted: first what the place asked
 * for, a line or a block, then line by line. What is typed along stays in its unit, so a shown block never shrinks.
 *
 *     said:  ┌ if (a) {⏎  b();⏎}┐┌⏎c();┐┌⏎d();┐
 *              unit 1 (block)    2      3
 */
export function unitAt(said: Said, at: Snapshot, stop: Stop): Unit {
  const left = leftOf(said.text, said.at, at);
  if (left.kind === 'elsewhere') return NONE;
  if (left.kind === 'ahead' || left.text === '') return said.streaming ? PENDING : NONE;
  const typed = said.text.length - left.text.length;
  let { wants } = said;
  let from = 0;
  for (;;) {
    const here = movedOn(said.at, said.text.slice(0, from));
    const { kept, ended } = stop(said.text.slice(from), here, wants);
    const firm = ended !== undefined || !said.streaming;
    const end = from + (firm ? kept : wholeLines(kept)).length;
    if (end > typed && said.text.slice(typed, end).trim() === '') return firm ? NONE : PENDING;
    if (end > typed) return { kind: 'text', text: said.text.slice(typed, end), later: from > 0 };
    if (!firm) return PENDING;
    if (end === from) return NONE;
    from = end;
    wants = 'line';
  }
}

/** The place after `text` was inserted at `at`. */
export function movedOn(at: Snapshot, text: string): Snapshot {
  if (text === '') return at;
  return { ...at, before: at.before + text, line: at.line + text.split('\n').length - 1 };
}

/** `text` up to its last line end. Blank lines alone are not worth a look. */
export function wholeLines(text: string): string {
  const lines = text.slice(0, Math.max(0, text.lastIndexOf('\n')));
  return lines.trim() === '' ? '' : lines;
}
