import { isRecord } from '../backend/answer.ts';
import type { Histogram } from './histogram.ts';
import { COUNTS, type Count, NONE, plus, type Tally } from './tally.ts';

/** What a tally is of. */
export interface Entry {
  /** As `2026-11-25`, where the user is. */
  readonly day: string;
  /** `` for commands, whose questions are about no single file. */
  readonly languageId: string;
  /** The model's id, or `workspace`. */
  readonly model: string;
}

/** One line of the book. */
export type Row = Entry & Tally;

const KEPT_DAYS = 90;
const KEPT_ROWS = 2000;

/** What was asked, offered and taken, by day, language and model. It holds numbers and names only, never text. */
export class Book {
  private tallies = new Map<string, Row>();

  add(entry: Entry, more: Partial<Tally>): void {
    const { day, languageId, model } = entry;
    const key = JSON.stringify([day, languageId, model]);
    this.tallies.set(key, { day, languageId, model, ...plus(this.tallies.get(key) ?? NONE, more) });
  }

  /** Newest first; at most so many days and rows as are kept. */
  get rows(): readonly Row[] {
    const sorted = [...this.tallies.values()].sort((a, b) => b.day.localeCompare(a.day));
    const days = new Set([...new Set(sorted.map(({ day }) => day))].slice(0, KEPT_DAYS));
    return sorted.filter(({ day }) => days.has(day)).slice(0, KEPT_ROWS);
  }

  get isEmpty(): boolean {
    return this.tallies.size === 0;
  }

  addAll(rows: readonly Row[]): void {
    for (const row of rows) this.add(row, row);
  }
}

/** Rows as they were kept; what is none is left out, and so is what no longer fits the bounds. */
export function rowsFrom(kept: unknown): readonly Row[] {
  const book = new Book();
  if (Array.isArray(kept)) book.addAll(kept.flatMap(rowFrom));
  return book.rows;
}

function rowFrom(value: unknown): Row[] {
  if (!isRecord(value)) return [];
  const { day, languageId, model, latency } = value;
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day)) return [];
  if (typeof languageId !== 'string' || typeof model !== 'string') return [];
  const counts = COUNTS.map(name => [name, amount(value[name])]);
  return [
    {
      ...{ day, languageId, model },
      ...(Object.fromEntries(counts) as Record<Count, number>),
      latency: histogramFrom(latency),
    },
  ];
}

function histogramFrom(value: unknown): Histogram {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).filter(
    ([bucket, count]) => /^\d{1,3}$/.test(bucket) && amount(count) > 0,
  );
  return Object.fromEntries(entries) as Record<number, number>;
}

function amount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0;
}

/** The rows added up by one of their names: by day in order, else the busiest first. */
export function groupedBy(rows: readonly Row[], name: keyof Entry): (readonly [string, Tally])[] {
  const groups = new Map<string, Tally>();
  for (const row of rows) groups.set(row[name], plus(groups.get(row[name]) ?? NONE, row));
  const entries = [...groups];
  return name === 'day'
    ? entries.sort(([a], [b]) => (a < b ? -1 : 1))
    : entries.sort(([, a], [, b]) => b.requests - a.requests);
}
