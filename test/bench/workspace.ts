// `npm run bench:workspace`: the workspace engine's figures, beside a plain 3-gram in the same run, as a table. Needs the package clients of the
// corpora (corpora.json); what is missing is left out and said. --quick leaves the ablation out.
import calibrator from '../../src/core/workspace/calibrator.json' with { type: 'json' };
import { type EngineOptions, WorkspaceEngine } from '../../src/core/workspace/engine.ts';
import { POLICIES } from '../../src/core/workspace/policy.ts';
import type { Part } from '../../src/core/workspace/predictor.ts';
import { priors } from '../../src/core/workspace/priors/index.ts';
import { Baseline } from './baseline.ts';
import { corporaFor, filesOf, type SourceFile } from './corpora.ts';
import { measureLatency } from './latency.ts';
import { atLeast, type Figures, figuresOf, type Recording, record, replay } from './replay.ts';
import { restOfLine } from './restOfLine.ts';
import { type Split, splitFiles } from './split.ts';
import { typeAsPeopleDo } from './typist.ts';

const HELD = 6;
const FLOOR = 0.15;
const PARTS: readonly Part[] = ['open file', 'renaming', 'names', 'priors', 'calibrator'];
const FULL: EngineOptions = { calibrator, priors };

interface Repository extends Split {
  readonly name: string;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function row(...cells: string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

function head(...cells: string[]): void {
  console.log('');
  row(...cells);
  row(...cells.map(() => '---'));
}

function recordEngine(
  repositories: readonly Repository[],
  options: EngineOptions,
  empty = false,
): Recording[] {
  return repositories.flatMap(({ held, learned }) => {
    const engine = new WorkspaceEngine(options);
    if (!empty) for (const file of learned) engine.learn(file.path, file.text);
    return held.map(file =>
      record(file, (before, { path, language }) =>
        engine.grow({ path, languageId: language, before, after: '' }, FLOOR),
      ),
    );
  });
}

function recordBaseline(repositories: readonly Repository[], empty = false): Recording[] {
  return repositories.flatMap(({ held, learned }) => {
    const baseline = new Baseline();
    if (!empty) for (const file of learned) baseline.learn(file.text);
    return held.map(file => {
      const lines: string[] = [];
      const recording = record(
        file,
        before => baseline.grow(before, FLOOR),
        line => {
          lines.push(`${line}\n`);
          baseline.learn(`${line}\n`);
        },
      );
      for (const line of lines) baseline.learn(line, -1);
      return recording;
    });
  });
}

function figureRow(title: string, figures: Figures | undefined, ratio = ''): void {
  if (figures === undefined) {
    row(title, '–', 'none', 'never that right', '', '', '', ratio);
    return;
  }
  row(
    title,
    figures.threshold.toFixed(2),
    percent(figures.saved),
    percent(figures.right),
    figures.showsPerThousand.toFixed(0),
    percent(figures.coverage),
    figures.meanAccepted.toFixed(1),
    ratio,
  );
}

function saved(figures: Figures | undefined): string {
  return figures === undefined ? '–' : percent(figures.saved);
}

function ratio(figures: Figures | undefined, base: Figures | undefined): string {
  return figures && base ? `${(figures.saved / base.saved).toFixed(2)} ×` : '–';
}

const repositories = corporaFor('measure').map(corpus => ({
  name: corpus.package,
  ...splitFiles(filesOf(corpus), HELD),
}));
const heldFiles: SourceFile[] = repositories.flatMap(({ held }) => held);
const characters = heldFiles.reduce((sum, { text }) => sum + text.length, 0);
console.log(
  `${repositories.length} repositories (${repositories.map(({ name }) => name).join(', ')}), ` +
    `${heldFiles.length} held-out files, ${Math.round(characters / 1000)} KB.`,
);

const baseline = recordBaseline(repositories);
const engine = recordEngine(repositories, FULL);
const long = { length: 3, whole: false };
const calm = { length: 5, whole: true };
const COLUMNS = [
  '',
  'threshold',
  'keys saved',
  'right shows',
  'shows / 1,000',
  'coverage',
  'accepted, mean',
  'ratio',
];

head(...COLUMNS);
const base67 = atLeast(baseline, long, 0.67);
const base79 = atLeast(baseline, long, 0.79);
const best79 = atLeast(engine, long, 0.79);
figureRow('3-gram, 3+ characters, ≥ 67 % right', base67);
figureRow('3-gram, 3+ characters, ≥ 79 % right', base79);
figureRow(
  '**engine**, 3+ characters, ≥ 79 % right',
  best79,
  `${ratio(best79, base67)} of the 3-gram at 67 %, ${ratio(best79, base79)} at 79 %`,
);
const calmBase = atLeast(baseline, calm, 0.8, 45);
const calmBest = atLeast(engine, calm, 0.8, 45);
figureRow('3-gram, calm: 5+, whole identifiers, ≥ 80 % right, ≤ 45 shows', calmBase);
figureRow(
  '**engine**, calm: 5+, whole identifiers, ≥ 80 % right, ≤ 45 shows',
  calmBest,
  `${ratio(calmBest, base67)} of the 3-gram above at 67 %, ${ratio(calmBest, calmBase)} calm`,
);
for (const name of ['cautious', 'calm', 'eager'] as const) {
  const policy = POLICIES[name];
  figureRow(`setting \`${name}\``, figuresOf(replay(engine, policy), policy.threshold));
}

head(...COLUMNS);
const coldEngine = recordEngine(repositories, FULL, true);
const coldBaseline = recordBaseline(repositories, true);
figureRow('cold start, 3-gram of the open file, ≥ 75 % right', atLeast(coldBaseline, long, 0.75));
figureRow('cold start, **engine** with priors, ≥ 75 % right', atLeast(coldEngine, long, 0.75));

head(
  'rest of the line exactly right, text after the cursor known',
  'right',
  '95 % interval',
  'places',
);
for (const [title, right] of restOfLine(repositories, FULL)) {
  row(
    title,
    percent(right.share),
    `${percent(right.low)} … ${percent(right.high)}`,
    String(right.places),
  );
}

head(
  'a typist who takes what was on the screen for 300 ms and saves 5 keys',
  'keys saved',
  'shows per accepted',
  'right shows',
);
for (const name of ['cautious', 'calm', 'eager'] as const) {
  const result = typeAsPeopleDo(engine, POLICIES[name]);
  row(
    `\`${name}\``,
    percent(result.saved),
    result.showsPerAccepted.toFixed(1),
    percent(result.right),
  );
}
const plain = typeAsPeopleDo(baseline, { ...calm, threshold: calmBase?.threshold ?? 1 });
row('3-gram, calm', percent(plain.saved), plain.showsPerAccepted.toFixed(1), percent(plain.right));

measureLatency(head, row, FULL);

if (!process.argv.includes('--quick')) {
  head('without', 'keys saved, 3+, ≥ 79 % right', 'calm, ≥ 80 % right');
  row('(nothing)', saved(best79), saved(calmBest));
  for (const part of PARTS) {
    const less = recordEngine(repositories, { ...FULL, without: [part] });
    row(part, saved(atLeast(less, long, 0.79)), saved(atLeast(less, calm, 0.8, 45)));
  }
}
