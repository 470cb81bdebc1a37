// What a keystroke costs in `place` and `tidy`, and each line that streams in costs in `stop`: own CPU, milliseconds, in a file of
// 2,000 lines. Types a part of its middle; the answer at each key is what the file says next, line by line as it would stream.
// Plain Node, no model: node test/bench/syntax.ts
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { placeAt } from '../../src/core/completion/place.ts';
import { Stopper } from '../../src/core/completion/stop/index.ts';
import { tidy } from '../../src/core/completion/tidy/index.ts';
import type { Snapshot, Wants } from '../../src/core/completion/types.ts';
import { marksOf } from '../../src/core/syntax/marks.ts';
import { closersOf, mask } from '../../src/core/syntax/mask.ts';
import { spansByMarks } from '../../src/core/syntax/spans.ts';
import type { Syntax } from '../../src/core/syntax/syntax.ts';
import { syntaxFor } from '../support/grammars.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const LINES = 2000;
const KEYS = 3000;
const ANSWER_LINES = 12;

const text = globSync('src/core/**/*.ts', { cwd: ROOT })
  .sort()
  .map(file => readFileSync(path.join(ROOT, file), 'utf8'))
  .join('\n')
  .split('\n')
  .slice(0, LINES)
  .join('\n');

interface Costs {
  /** One call each a key. */
  readonly place: number[];
  readonly tidy: number[];
  readonly key: number[];
  /** One call for each line that streams in. */
  readonly line: number[];
}

function typeThrough(syntax: Syntax | undefined): Costs {
  const costs: Costs = { place: [], tidy: [], key: [], line: [] };
  const from = text.indexOf('\n', text.length / 2);
  for (let key = 0; key < KEYS; key++) {
    const at = snapshotAt(from + key, key);
    const start = performance.now();
    const { wants } = placeAt(at, syntax);
    const placed = performance.now();
    const kept = answer(at, from + key, wants, syntax, costs.line);
    const stopped = performance.now();
    tidy(kept, at, syntax);
    const end = performance.now();
    costs.place.push(placed - start);
    costs.tidy.push(end - stopped);
    costs.key.push(placed - start + (end - stopped));
  }
  return costs;
}

/** The file up to the cursor; after it the brackets that an editor closes by itself, and the lines below what is typed. */
function snapshotAt(cursor: number, version: number): Snapshot {
  const before = text.slice(0, cursor);
  const typed = text.slice(text.indexOf('\n', text.length / 2), cursor);
  const closers = closersOf(mask(typed, spansByMarks(typed, marksOf('typescript'))));
  const below = text.slice(text.indexOf('\n', text.length / 2 + KEYS));
  return {
    uri: 'file:///a.ts',
    path: 'a.ts',
    languageId: 'typescript',
    version,
    line: before.split('\n').length - 1,
    before,
    after: closers.replaceAll('}', '\n}') + below,
  };
}

/** Line by line, as it would come from a model. */
function answer(
  at: Snapshot,
  cursor: number,
  wants: Wants,
  syntax: Syntax | undefined,
  costs: number[],
): string {
  const stopper = new Stopper(at, wants, syntax);
  let end = cursor;
  for (let line = 0; line < ANSWER_LINES; line++) {
    end = text.indexOf('\n', end) + 1;
    const start = performance.now();
    const { kept, ended } = stopper.read(text.slice(cursor, end));
    costs.push(performance.now() - start);
    if (ended !== undefined) return kept;
  }
  return stopper.finish(text.slice(cursor, end)).kept;
}

function row(name: string, costs: readonly number[]): string {
  const sorted = [...costs].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * sorted.length)] ?? 0).toFixed(3);
  const mean = sorted.reduce((sum, cost) => sum + cost, 0) / sorted.length;
  return `${name.padEnd(24)} mean ${mean.toFixed(3)}  p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}`;
}

const NAMES = {
  place: 'place, a key',
  tidy: 'tidy, a key',
  key: 'place + tidy, a key',
  line: 'stop, a line that streams',
} as const;

for (const [how, syntax] of [
  ['by the grammar', await syntaxFor('typescript')],
  ['by the marks', undefined],
] as const) {
  typeThrough(syntax); // the second round counts: an editor is warm after a few keys
  const costs = typeThrough(syntax);
  console.log(`${how}, ${KEYS} keys in a file of ${LINES} lines, ms:`);
  for (const [name, values] of Object.entries(costs))
    console.log(row(NAMES[name as keyof Costs], values));
}
