import type { Scope } from '../syntax/scope.ts';
import { type Outcome, silent } from './outcome.ts';
import type { Place } from './place.ts';
import { restOfLine } from './tidy/draft.ts';
import { openOnLine } from './tidy/restOfLine.ts';
import type { Snapshot, Wants } from './types.ts';

/** How much is offered at once: the setting `inkling.mode`. */
export type Mode = 'auto' | 'line' | 'lineByLine' | 'block';

/** How much is offered in comments, docstrings, strings and plain text: the setting `inkling.scopes`. */
export type Amount = 'off' | 'line' | 'full';

/** Where the user may want less, or more, than in code. */
export const PROSE_SCOPES = ['comment', 'docstring', 'string', 'text'] as const;

export type Amounts = Readonly<Record<(typeof PROSE_SCOPES)[number], Amount>>;

/**
 * How much is wanted at a place, by what it is and by what the user set.
 *
 *     mode          def add(a, b):█       total = █          # adds█ (`full`)
 *     auto          its block             the line           the comment
 *     line          the line              the line           the line
 *     lineByLine    the line, and the next with each Tab
 *     block         its block             up to the end      the comment
 *                                         of the block
 */
export function wantedAt(place: Place, mode: Mode, amounts: Amounts, at: Snapshot): Wants {
  const { scope, wants } = place;
  if (mode === 'line' || mode === 'lineByLine') return 'line';
  if (scope !== 'code') return amounts[scope] === 'full' ? 'block' : 'line';
  return mode === 'block' ? atLeastLong(wants, at) : wants;
}

/** All up to the end of the block around, where a line was wanted and one can go on after it. */
export function atLeastLong(wants: Wants, at: Snapshot): Wants {
  return wants === 'line' && restOfLine(at).trim() === '' && openOnLine(at) === 0 ? 'long' : wants;
}

/** The scopes that the user turned off. */
export function scopesOff(amounts: Amounts): readonly Scope[] {
  return PROSE_SCOPES.filter(scope => amounts[scope] === 'off');
}

/** A suggestion that is shorter than the user wants to be bothered with: the setting `inkling.minimumLength`. */
export function tooShort(text: string, least: number): Outcome | undefined {
  if (text.trim().length >= least) return undefined;
  return silent(
    'tidy',
    'too-short',
    'It is shorter than you want suggestions to be.',
    'inkling.minimumLength',
  );
}
