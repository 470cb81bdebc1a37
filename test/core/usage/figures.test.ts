// What is counted, and how it adds up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Book, groupedBy, type Row, rowsFrom } from '../../../src/core/usage/book.ts';
import { csvOf } from '../../../src/core/usage/csv.ts';
import {
  bucketOf,
  countIn,
  type Histogram,
  percentile,
  together,
} from '../../../src/core/usage/histogram.ts';
import { costPerLine, NONE, plus } from '../../../src/core/usage/tally.ts';

const histogramOf = (times: readonly number[]): Histogram =>
  times.reduce<Histogram>((sum, time) => together(sum, { [bucketOf(time)]: 1 }), {});

test('a percentile is that of the sorted times, to within 5 %', () => {
  const times = fc.array(fc.double({ min: 1, max: 1e5, noNaN: true }), { minLength: 20 });
  fc.assert(
    fc.property(times, seen => {
      const sorted = seen.toSorted((a, b) => a - b);
      for (const share of [0.5, 0.95]) {
        const exact = sorted[Math.ceil(share * sorted.length - 1e-9) - 1] ?? Number.NaN;
        const told = percentile(histogramOf(seen), share) ?? Number.NaN;
        assert.ok(Math.abs(told / exact - 1) < 0.05, `${told} for ${exact}`);
      }
    }),
  );
});

test('with too few times there is no percentile', () => {
  const of = (count: number): Histogram => histogramOf(Array.from({ length: count }, () => 10));
  assert.equal(percentile(of(0), 0.5), undefined);
  assert.equal(percentile(of(1), 0.5), undefined);
  assert.notEqual(percentile(of(2), 0.5), undefined);
  assert.equal(percentile(of(19), 0.95), undefined);
  assert.notEqual(percentile(of(20), 0.95), undefined);
});

test('times less than a millisecond count as one', () => {
  assert.equal(bucketOf(0), 0);
  assert.equal(bucketOf(0.2), bucketOf(1));
});

test('two windows that count apart come to the same as one', () => {
  const one = { ...NONE, requests: 2, cost: 0.5, latency: { 3: 1, 7: 2 } };
  const other = { ...NONE, requests: 1, saved: 9, latency: { 7: 1 } };
  const sum = plus(one, other);
  assert.deepEqual(sum, plus(other, one));
  assert.deepEqual([sum.requests, sum.cost, sum.saved], [3, 0.5, 9]);
  assert.equal(countIn(sum.latency), 4);
});

test('cost of a line: what ghost text cost, over the lines of it that were taken', () => {
  assert.equal(costPerLine({ ...NONE, cost: 3, ghostCost: 1, lines: 4 }), 0.25);
  assert.equal(costPerLine({ ...NONE, cost: 3 }), undefined);
});

const entry = { day: '2026-11-25', languageId: 'python', model: 'm' };

test('the book adds up by day, language and model, and comes back from where it was kept', () => {
  const book = new Book();
  book.add(entry, { requests: 1, latency: { 4: 1 } });
  book.add(entry, { requests: 2, latency: { 4: 1 } });
  book.add({ ...entry, model: 'n' }, { requests: 5 });
  assert.deepEqual(rowsFrom(JSON.parse(JSON.stringify(book.rows))), book.rows);
  const byModel = groupedBy(book.rows, 'model').map(([name, { requests }]) => [name, requests]);
  assert.deepEqual(byModel, [
    ['n', 5],
    ['m', 3],
  ]);
});

test('what was kept badly is left out, and the rest stays', () => {
  for (const bad of [null, 7, 'x', {}, [null], [7], [{}], [{ ...entry, day: 'today' }]]) {
    assert.deepEqual(rowsFrom(bad), []);
  }
  const half = {
    ...entry,
    requests: 'many',
    saved: -3,
    offered: 2,
    latency: { a: 1, 5: 'x', 6: 2 },
  };
  const [row] = rowsFrom([half, 7]);
  assert.deepEqual(row, { ...entry, ...NONE, offered: 2, latency: { 6: 2 } });
});

test('the book is bounded: ninety days, and two thousand rows, the newest', () => {
  const book = new Book();
  for (let day = 0; day < 200; day++) {
    const name = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    for (let k = 0; k < 30; k++) book.add({ ...entry, day: name, model: `m${k}` }, { requests: 1 });
  }
  const { rows } = book;
  assert.equal(rows.length, 2000);
  assert.equal(rows[0]?.day, '2026-07-19');
  const days = new Book();
  for (let day = 0; day < 200; day++) {
    days.add(
      { ...entry, day: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10) },
      {},
    );
  }
  assert.equal(days.rows.length, 90);
});

test('CSV: one line a row, with quotation marks where they must be, and no formula', () => {
  const row: Row = { ...entry, ...NONE, model: '=cmd,"x"', requests: 30, latency: { 0: 30 } };
  const [head = '', line = '', rest] = csvOf([row]).split('\r\n');
  assert.match(head, /^day,language,model,requests,.*,p50,p95$/);
  assert.match(line, /^2026-11-25,python,"'=cmd,""x""",30,.*,1,1$/);
  assert.equal(rest, '');
});
