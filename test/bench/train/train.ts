// `npm run train:calibrator`: dumps what the engine weighed on the training corpora, fits boosted trees to it, and writes calibrator.json.
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { randomFrom } from '../../../src/core/base/random.ts';
import { WorkspaceEngine } from '../../../src/core/workspace/engine.ts';
import { FEATURE_COUNT, FEATURES } from '../../../src/core/workspace/features.ts';
import type { Growth } from '../../../src/core/workspace/grow.ts';
import { visitTokens } from '../../../src/core/workspace/lexer.ts';
import type { TracedCandidate } from '../../../src/core/workspace/predictor.ts';
import { type Corpus, corporaFor, filesOf, type SourceFile } from '../corpora.ts';
import { FAMILIES, sharedSequences } from '../priors.ts';
import { splitFiles } from '../split.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const CACHE = path.join(ROOT, '.cache', 'train');
const OUT = path.join(ROOT, 'src', 'core', 'workspace', 'calibrator.json');
/** Held-out files of each corpus, and files learned at most: enough of each, so that no large corpus outweighs the rest. */
const HELD = 10;
const LEARNED = 250;
/** Share of the places that are looked at, with the corpus learned and with an empty index. */
const RATE = { learned: 0.3, empty: 0.15 };
const WITH_TEXT_AFTER = 0.3;
const FLOOR = 0.02;
/** The priors know what three packages share. The one in training is one of them: here, four must, so that three are others. */
const PACKAGES = 4;
const PRIOR_SIZE = 120_000;
const ROW = FEATURE_COUNT + 2;

/** Collects rows and writes them in large pieces. */
class Rows {
  private readonly file: number;
  private readonly buffer = new Float32Array(ROW * 8192);
  private filled = 0;
  count = 0;

  constructor(file: string) {
    this.file = openSync(file, 'w');
  }

  add(corpus: number, right: boolean, features: Float64Array): void {
    this.buffer[this.filled++] = corpus;
    this.buffer[this.filled++] = right ? 1 : 0;
    this.buffer.set(features, this.filled);
    this.filled += features.length;
    this.count++;
    if (this.filled === this.buffer.length) this.flush();
  }

  private flush(): void {
    writeSync(this.file, new Uint8Array(this.buffer.buffer, 0, this.filled * 4));
    this.filled = 0;
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }
}

/** The ends of the tokens of a line: only there can a candidate be right. */
function tokenEnds(line: string): Set<number> {
  const ends = new Set([line.search(/\S|$/)]);
  visitTokens(
    line,
    (_, end) => ends.add(end),
    () => {},
  );
  return ends;
}

/** Adds the candidates of every step as long as the path so far is right. */
function addSteps(
  rows: Rows,
  corpus: number,
  line: string,
  column: number,
  steps: readonly (readonly TracedCandidate[])[],
  grown: readonly Growth[],
): void {
  const ends = tokenEnds(line);
  for (const [k, candidates] of steps.entries()) {
    const path = k === 0 ? undefined : grown[k - 1];
    if (k > 0 && path === undefined) return;
    const at = column + (path?.text.length ?? 0);
    if (path?.newline || !line.startsWith(path?.text ?? '', column)) return;
    if (path !== undefined && !ends.has(at)) return;
    for (const { added, newline, features } of candidates) {
      const right = newline
        ? line.slice(at).trim() === ''
        : line.startsWith(added, at) && ends.has(at + added.length);
      rows.add(corpus, right, features);
    }
  }
}

function addFile(
  rows: Rows,
  corpus: number,
  engine: WorkspaceEngine,
  file: SourceFile,
  rate: number,
  random: () => number,
): void {
  const useAfter = random() < WITH_TEXT_AFTER;
  let start = 0;
  for (const line of file.text.split('\n')) {
    for (let column = line.search(/\S|$/); column < line.length; column++) {
      if (random() > rate) continue;
      const steps: TracedCandidate[][] = [];
      const query = {
        path: file.path,
        languageId: file.language,
        before: file.text.slice(0, start + column),
        after: useAfter ? file.text.slice(start + line.length) : '',
      };
      const grown = engine.grow(query, FLOOR, candidates => steps.push([...candidates]));
      addSteps(rows, corpus, line, column, steps, grown);
    }
    start += line.length + 1;
  }
}

function priorsFor(corpora: readonly Corpus[]): (language: string) => string | undefined {
  const byLanguage = new Map<string, string>();
  for (const languages of Object.values(FAMILIES)) {
    const family = corpora.filter(corpus => languages.includes(corpus.language));
    const text = sharedSequences(family, PACKAGES, PRIOR_SIZE).join('\n');
    for (const language of languages) byLanguage.set(language, text);
  }
  return language => byLanguage.get(language);
}

function fit(rows: string): void {
  const venv = path.join(CACHE, 'venv');
  const python = path.join(venv, 'bin', 'python');
  if (!existsSync(python)) {
    execFileSync('python3', ['-m', 'venv', venv]);
    const requirements = path.join(import.meta.dirname, 'requirements.txt');
    execFileSync(python, ['-m', 'pip', 'install', '-q', '-r', requirements], { stdio: 'inherit' });
  }
  const script = path.join(import.meta.dirname, 'fit.py');
  execFileSync(python, [script, rows, FEATURES.join(), OUT], { stdio: 'inherit' });
}

mkdirSync(CACHE, { recursive: true });
const file = path.join(CACHE, 'rows.f32');
const corpora = corporaFor('train');
const priors = priorsFor(corpora);
const rows = new Rows(file);
const random = randomFrom(7);
for (const [number, corpus] of corpora.entries()) {
  const { held, learned } = splitFiles(filesOf(corpus), HELD);
  const full = new WorkspaceEngine({ priors });
  for (const { path: name, text } of learned.slice(0, LEARNED)) full.learn(name, text);
  const empty = new WorkspaceEngine({ priors });
  for (const one of held) {
    addFile(rows, number, full, one, RATE.learned, random);
    addFile(rows, number, empty, one, RATE.empty, random);
  }
  console.log(`${corpus.package}: ${rows.count} rows so far`);
}
rows.close();
fit(file);
