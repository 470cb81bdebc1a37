// `npm run bench:context`: without a model, what context tells that the prompt lacks, by how it is chosen; and what finding and fitting it costs:
// the index of lines, a question to it, the counting of tokens at a key.
import { get_encoding } from 'tiktoken';
import { fit } from '../../src/core/completion/budget/fit.ts';
import { LineCounts } from '../../src/core/completion/budget/lineCounts.ts';
import { LineIndex } from '../../src/core/completion/context/alike/lineIndex.ts';
import { findAlike, surroundingsOf } from '../../src/core/completion/context/sources/alike.ts';
import type { SafeText } from '../../src/core/gate/gate.ts';
import { toldTable } from './contextTold.ts';
import { corporaFor, filesOf } from './corpora.ts';
import { qualityLines } from './qualityPlaces.ts';
import { indexOf } from './qualityVariants.ts';

const MEGABYTES = 20;
const LINES = 2000;
const TOLD = 240;
const KEYS = 500;

console.log(`${toldTable(qualityLines(TOLD), indexOf)}\n`);

const files = corporaFor('measure').flatMap(filesOf);
const source = files.reduce((sum, { text }) => sum + text.length, 0);

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

function quantiles(times: number[]): string {
  const sorted = times.sort((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor(part * sorted.length)] ?? 0).toFixed(2);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, at most ${at(0.9999)} ms`;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const before = memory();
const index = new LineIndex();
let learned = 0;
let copies = 0;
const building = timed(() => {
  for (; learned < MEGABYTES * 1e6; copies++) {
    for (const { path, text } of files) {
      index.learn(`${copies}/${path}`, text);
      learned += text.length;
    }
  }
});
const megabytes = learned / 1e6;
console.log(
  `index of lines, ${megabytes.toFixed(0)} MB (${(source / 1e6).toFixed(1)} MB, ${copies} times)`,
);
console.log(`  built in ${(building / megabytes).toFixed(0)} ms a MB`);
console.log(
  `  memory ${((memory() - before) / learned).toFixed(1)} bytes a byte (with --expose-gc)`,
);

const places = qualityLines(120).map(({ file, above, after }) => ({
  ...{ uri: '', path: file.path, languageId: file.language, version: 0, line: 0 },
  before: above,
  after,
  window: { before: above.slice(-2000), after: after.slice(0, 500) },
}));
const asking = places.map(place => timed(() => findAlike(index, surroundingsOf(place))));
console.log(`  a question: ${quantiles(asking)}`);

const encoding = get_encoding('cl100k_base');
let encoded = 0;
const counts = new LineCounts(async lines => {
  encoded += lines.length;
  return lines.map(line => encoding.encode_ordinary(line).length);
});
const text = files
  .map(file => file.text)
  .join('\n')
  .split('\n', LINES)
  .join('\n');
const after = text.slice(0, 8000) as SafeText;
const keys: number[] = [];
let own = 0;
for (let key = 0; key < KEYS; key++) {
  const typed = `${text}\n${'x'.repeat(key % 60)}` as SafeText;
  keys.push(timed(() => fit({ before: typed, after }, 100, counts.count)));
  own += await new Promise<number>(resolve => {
    const start = performance.now();
    setImmediate(() => resolve(performance.now() - start));
  });
}
console.log(`fitting a file of ${LINES} lines into a prompt, at a key: ${quantiles(keys)}`);
console.log(
  `  lines encoded by tiktoken in ${KEYS} keys: ${encoded}; ${(own / KEYS).toFixed(2)} ms a key, in the worker`,
);
