import { groupedBy, type Row } from '../core/usage/book.ts';
import { NONE, plus, type Tally } from '../core/usage/tally.ts';

/** What the user wants to see. */
export interface Choice {
  readonly days: number;
  readonly by: 'day' | 'languageId' | 'model';
  /** `undefined` for all of them. */
  readonly languageId: string | undefined;
  readonly model: string | undefined;
}

/** Most bars of one chart by language or model: the busiest, and the rest is in the table. */
export type Group = readonly [name: string, tally: Tally];

/** The rows that were chosen. */
export function chosenOf(rows: readonly Row[], choice: Choice, today: string): readonly Row[] {
  const [first = today] = lastDays(choice.days, today);
  return rows.filter(
    ({ day, languageId, model }) =>
      day >= first &&
      (choice.languageId === undefined || languageId === choice.languageId) &&
      (choice.model === undefined || model === choice.model),
  );
}

/** Added up as was chosen. By day, days on which nothing was counted are there too. */
export function groupsOf(
  rows: readonly Row[],
  { by, days }: Choice,
  today: string,
): readonly Group[] {
  const groups = groupedBy(rows, by);
  if (by !== 'day') return groups;
  const known = new Map(groups);
  return lastDays(days, today).map(day => [day, known.get(day) ?? NONE]);
}

export function totalOf(rows: readonly Row[]): Tally {
  return rows.reduce<Tally>(plus, NONE);
}

/** So many days up to today, oldest first. */
export function lastDays(count: number, today: string): string[] {
  const end = Date.parse(`${today}T12:00:00Z`);
  return Array.from({ length: count }, (_, k) => {
    const day = new Date(end - (count - 1 - k) * 86_400_000);
    return day.toISOString().slice(0, 10);
  });
}
