// What a keystroke costs in large documents, and what the pipeline keeps in memory. A process of its own: `node --expose-gc load.ts`.
import type { Backend } from '../../../src/core/backend/backend.ts';
import type { Clock } from '../../../src/core/base/clock.ts';
import { LineIndex } from '../../../src/core/completion/context/alike/lineIndex.ts';
import { LONGEST_LINE } from '../../../src/core/completion/trigger.ts';
import { syntaxFor } from '../../support/grammars.ts';
import { corporaFor, filesOf, type SourceFile } from '../corpora.ts';
import { quantile } from './figures.ts';
import { type MakeClient, middleOf, replay } from './replay.ts';
import type { Part } from './typist.ts';

/** Keys are typed so many times; the median of each counts, so that what else the machine does hardly does. */
const TIMES = 3;
const TYPED = 8_000;

const [corpus] = corporaFor('measure').filter(({ package: name }) => name === 'flask');
if (corpus === undefined) throw new Error('flask could not be fetched');
const files = filesOf(corpus);
const file = files.find(({ text }) => text.length > TYPED * 2) as SourceFile;
const filler = files.filter(other => other !== file).flatMap(({ text }) => text.split('\n'));

/** Some of the file, with so many lines around it: half of them above. */
function among(lines: number): Part {
  const half = Array.from({ length: lines / 2 }, (_, k) => filler[k % filler.length]).join('\n');
  const { start } = middleOf(file);
  const before = `${half}\n${file.text.slice(0, start)}`;
  const typed = file.text.slice(start, start + TYPED);
  const text = `${before}${typed}\n${half}\n`;
  return { text, start: before.length, end: before.length + typed.length };
}

const LONG = `const data = "${'x'.repeat(5e6)}";`;

/** Some of the file, beside lines of 5 MB or on one. */
function withLongLines(on: boolean): Part {
  const typed = file.text.slice(0, on ? 300 : 2000);
  const before = on ? `${LONG} ` : `${LONG}\n`;
  const text = `${before}${typed}\n${LONG}\n`;
  return { text, start: before.length, end: before.length + typed.length };
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const lines = new LineIndex();
const parts = {
  '2,000 lines': among(2000),
  '1,000,000 lines': among(1_000_000),
  'a line of 5 MB above the cursor and one below': withLongLines(false),
  [`on a line of 5 MB (silent: longer than ${LONGEST_LINE})`]: withLongLines(true),
};
const before = memory();
const { inkling } = await import('./clients.ts');
const syntax = await syntaxFor(file.language);
const loaded = memory() - before;

/** What a client is given to hold on to besides its own: cut off before its memory is looked at. */
interface Around {
  readonly server: Backend;
  readonly clock: Clock;
  again(): void;
}
let around: Around | undefined;
let clients: unknown[] = [];
const make: MakeClient = (server, clock, again) => {
  around = { server, clock, again };
  const now = (): Around => around as Around;
  const { model, host } = server;
  const stream: Backend['stream'] = (...asked) => now().server.stream(...asked);
  const time: Clock = {
    now: () => now().clock.now(),
    sleep: (...asked) => now().clock.sleep(...asked),
  };
  const learned = { lines, syntax, engine: undefined };
  const client = inkling({ model, host, stream }, learned, time, () => around?.again());
  clients.push(client);
  return client;
};

/** Megabytes: what was loaded, and what the last client keeps. */
function kept(): number {
  around = undefined;
  const all = memory();
  clients = [];
  return (loaded + all - memory()) / 1e6;
}

async function costsOf(part: Part): Promise<number[]> {
  const runs: number[][] = [];
  for (let time = 0; time < TIMES; time++) {
    clients = [];
    runs.push((await replay(file, part, make, 1)).typist.own);
  }
  const [first = []] = runs;
  return first.map((_, key) =>
    quantile(
      runs.map(run => run[key] ?? 0),
      0.5,
    ),
  );
}

console.log('| own CPU per keystroke, ms | goal, p95 | mean | p95 | at most | keys |');
console.log('|---|---|--:|--:|--:|--:|');
for (const [name, part] of Object.entries(parts)) {
  const costs = await costsOf(part);
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  const figures = [mean, quantile(costs, 0.95), Math.max(...costs)].map(cost => cost.toFixed(2));
  const goal = name.startsWith('2,000') ? '≤ 2' : '≤ 5';
  console.log(`| ${[name, goal, ...figures, costs.length].join(' | ')} |`);
  if (name.startsWith('1,000,000')) {
    console.log(`| memory of the pipeline then, MB | ≤ 100 | ${kept().toFixed(1)} | | | |`);
  }
}
