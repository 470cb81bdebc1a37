// `npm run complete -- FILE:LINE:COLUMN`: the ghost text at that place and its reason, without an editor. The same core as in
// VS Code, so it serves scripts and bug reports. Exit code: 0 ghost text, 1 silence, 2 it could not be asked.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { realClock } from '../core/base/clock.ts';
import { complete } from '../core/completion/complete.ts';
import type { Decision } from '../core/completion/outcome.ts';
import { placeAt } from '../core/completion/place.ts';
import { Session } from '../core/completion/session.ts';
import { Stopper } from '../core/completion/stop/index.ts';
import { TYPING } from '../core/completion/trigger.ts';
import type { Boldness, Engine, Snapshot } from '../core/completion/types.ts';
import calibrator from '../core/workspace/calibrator.json' with { type: 'json' };
import { languageOf } from '../core/workspace/files/eligible.ts';
import { priors } from '../core/workspace/priors/index.ts';
import { disk } from '../worker/disk.ts';
import { Indexing } from '../worker/indexing.ts';
import { readPosition, splitAt } from './position.ts';
import { projectOf } from './project.ts';

const USAGE = `usage: npm run complete -- FILE:LINE:COLUMN [--confidence cautious|calm|eager] [--typing] [--folder FOLDER]
Line and column count from 1. --typing: as while typing, else as when asked by key. --folder: what to learn;
by default the repository or package around the file.`;

class UsageError extends Error {}

/** Everything that the command line says. */
interface Question {
  readonly snapshot: Snapshot;
  readonly folder: string;
  readonly boldness: Boldness;
  readonly asked: boolean;
}

function readQuestion(commandLine: readonly string[]): Question {
  const { values, positionals } = parseArgs({
    args: [...commandLine],
    allowPositionals: true,
    options: {
      confidence: { type: 'string', default: 'calm' },
      typing: { type: 'boolean', default: false },
      folder: { type: 'string' },
    },
  });
  const position = readPosition(positionals[0] ?? '');
  if (position === undefined) throw new UsageError(USAGE);
  const file = path.resolve(position.file);
  const split = splitAt(readFileSync(file, 'utf8'), position);
  if (split === undefined) throw new UsageError(`${position.file} has no line ${position.line}`);
  const folder = values.folder === undefined ? projectOf(file) : path.resolve(values.folder);
  return {
    snapshot: {
      uri: file,
      path: withSlashes(path.relative(folder, file)),
      languageId: languageOf(path.basename(file)) ?? 'plaintext',
      version: 1,
      line: split.before.split('\n').length - 1,
      ...split,
    },
    folder,
    boldness: readBoldness(values.confidence),
    asked: !values.typing,
  };
}

function readBoldness(name: string): Boldness {
  if (name === 'cautious' || name === 'calm' || name === 'eager') return name;
  throw new UsageError(USAGE);
}

function withSlashes(file: string): string {
  return file.replaceAll('\\', '/');
}

/** Learns the folder as the worker does, but for this one answer: nothing is kept on the disk. */
async function learn(folder: string, open: string): Promise<Indexing> {
  const indexing = new Indexing(
    {
      files: disk,
      load: async () => undefined,
      save: async () => {},
      onState: state => {
        if (state.kind === 'problem') throw new Error(`${state.message} (${state.code})`);
      },
      log: text => console.error(text),
      clock: () => performance.now(),
      rest: async () => {},
    },
    { calibrator, priors },
  );
  const root = withSlashes(folder).replace(/\/$/, '');
  await indexing.start({ folders: [{ root, prefix: '' }], excludes: [], open: [open] });
  return indexing;
}

async function answer(question: Question, indexing: Indexing): Promise<Decision> {
  const engine: Engine = {
    origin: 'workspace',
    suggest: async query => indexing.engine.complete(query),
  };
  const tools = {
    session: new Session(realClock, (place, wants) => new Stopper(place, wants)),
    engine,
    boldness: question.boldness,
    placeAt: (place: Snapshot) => placeAt(place),
    clock: realClock,
    onGrown: () => {},
  };
  const now = { ...TYPING, asked: question.asked };
  return complete(question.snapshot, now, tools, new AbortController().signal);
}

/** The ghost text alone on standard output; why, and what it took, on standard error. */
function report({ outcome, stages }: Decision, files: number): void {
  if (outcome.kind === 'shown') {
    const { text, confidence, replaces } = outcome.suggestion;
    console.log(text);
    const sure = confidence === undefined ? 'by a model' : `${Math.round(confidence * 100)} % sure`;
    const instead = replaces === 0 ? '' : `, in place of ${replaces} characters after the cursor`;
    console.error(`\nshown: ${sure}${instead}`);
  } else {
    const setting = outcome.setting === undefined ? '' : ` (setting ${outcome.setting})`;
    console.error(`silent: ${outcome.reason} [${outcome.stage}: ${outcome.rule}]${setting}`);
  }
  const steps = stages.map(stage => `${stage.stage} ${stage.milliseconds.toFixed(1)} ms`);
  console.error(`${files} files learned; ${steps.join(', ')}`);
}

async function main(commandLine: readonly string[]): Promise<number> {
  const question = readQuestion(commandLine);
  const indexing = await learn(question.folder, question.snapshot.uri);
  const decision = await answer(question, indexing);
  report(decision, indexing.engine.stats.files);
  return decision.outcome.kind === 'shown' ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof UsageError ? error.message : String(error));
  process.exitCode = 2;
}
