import { type EngineOptions, WorkspaceEngine } from '../../src/core/workspace/engine.ts';
import { corporaFor, filesOf, type SourceFile } from './corpora.ts';
import { splitFiles } from './split.ts';

type Print = (...cells: string[]) => void;

const SIZES = [5e6, 20e6];

/** Prints the time to answer at every key of held-out files, and the cost of the index, at two sizes of it. */
export function measureLatency(head: Print, row: Print, options: EngineOptions): void {
  const all = [...corporaFor('train'), ...corporaFor('measure')].map(corpus =>
    splitFiles(filesOf(corpus), 2),
  );
  const typed = all.flatMap(({ held }) => held).slice(0, 16);
  head('index', 'p50', 'p95', 'p99', 'max', 'built', 'bytes for each byte');
  for (const size of SIZES) {
    const files = upTo(
      size,
      all.flatMap(({ learned }) => learned),
    );
    const engine = new WorkspaceEngine({ ...options, maxSourceBytes: 25e6 });
    const characters = files.reduce((sum, { text }) => sum + text.length, 0);
    const started = performance.now();
    engine.reserve(characters);
    for (const { path, text } of files) engine.learn(path, text);
    const seconds = (performance.now() - started) / 1000;
    engine.trim();
    const times = answerTimes(engine, typed);
    const at = (share: number): string =>
      `${(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2)} ms`;
    row(
      `${(characters / 1e6).toFixed(1)} MB`,
      at(0.5),
      at(0.95),
      at(0.99),
      at(1),
      `${(characters / 1e6 / seconds).toFixed(1)} MB/s`,
      (engine.stats.memoryBytes / characters).toFixed(2),
    );
  }
}

function upTo(size: number, files: readonly SourceFile[]): SourceFile[] {
  let total = 0;
  return files
    .map((file, k) => ({ ...file, path: `${k}/${file.path}` }))
    .filter(({ text }) => {
      total += text.length;
      return total <= size;
    });
}

/** Milliseconds for the answer at each place, sorted. Three files warm the machine up; they are not counted. */
function answerTimes(engine: WorkspaceEngine, files: readonly SourceFile[]): number[] {
  const times: number[] = [];
  for (const [k, file] of files.entries()) {
    for (let at = 1; at < file.text.length; at++) {
      const query = {
        path: file.path,
        languageId: file.language,
        before: file.text.slice(0, at),
        after: '',
        boldness: 'calm' as const,
        asked: false,
      };
      const started = performance.now();
      engine.complete(query);
      if (k >= 3) times.push(performance.now() - started);
    }
  }
  return times.sort((a, b) => a - b);
}
