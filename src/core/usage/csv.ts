import type { Row } from './book.ts';
import { percentile } from './histogram.ts';
import { COUNTS } from './tally.ts';

/** The rows as RFC 4180 has it, with a line of names. Latencies are told as percentiles, milliseconds; empty where too few were seen. */
export function csvOf(rows: readonly Row[]): string {
  const names = ['day', 'language', 'model', ...COUNTS, 'p50', 'p95'];
  const lines = rows.map(row => [
    row.day,
    row.languageId,
    row.model,
    ...COUNTS.map(name => String(row[name])),
    rounded(percentile(row.latency, 0.5)),
    rounded(percentile(row.latency, 0.95)),
  ]);
  return [names, ...lines].map(fields => `${fields.map(quoted).join(',')}\r\n`).join('');
}

function rounded(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : String(Math.round(milliseconds));
}

/** A sheet would take what begins with one of these signs for a formula: then a `'` stands before it. */
function quoted(field: string): string {
  const text = /^[=+\-@\t]/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
