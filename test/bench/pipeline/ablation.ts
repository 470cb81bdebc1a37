import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { FIGURES, type Figure, pairedInterval, shown } from './figures.ts';
import { PARTS } from './parts.ts';
import type { FileFigures } from './replay.ts';

const BENCH = path.join(import.meta.dirname, '..', 'pipeline.ts');
const WITHOUT = path.join(import.meta.dirname, 'without.ts');
/** Two run at a time: each is one thread. */
const AT_A_TIME = 2;
const COLUMNS = [
  'requests per 100 keystrokes',
  'prompt tokens prefilled per character of code',
  'prefix reuse',
  'tokens generated per character of code',
  'last key → text, p95',
  'keystrokes with a wholly right suggestion visible',
  'shows wrong in their first line',
  'flicker',
];

/** The bench with each part left out by itself: a table against all of them, the workspace engine off. */
export async function ablation(files: number): Promise<string> {
  const all = await replayed(files);
  const rows: string[] = [row('all', all)];
  const left = [...PARTS];
  const tables = new Map<string, string>();
  const words = await replayed(files, undefined, ['--whole']);
  tables.set('taking single words', row('taking single words', words, all));
  const workers = Array.from({ length: AT_A_TIME }, async () => {
    for (let part = left.shift(); part !== undefined; part = left.shift()) {
      tables.set(part.name, row(part.name, await replayed(files, part.name), all));
    }
  });
  await Promise.all(workers);
  for (const { name } of [...PARTS, { name: 'taking single words' }]) {
    rows.push(tables.get(name) ?? '');
  }
  const figures = columns();
  return [
    `| without | keystrokes saved | against all, points | ${figures.map(({ name }) => name).join(' | ')} |`,
    `|---|--:|---|${'--:|'.repeat(figures.length)}`,
    ...rows,
  ].join('\n');
}

function columns(): Figure[] {
  return COLUMNS.map(name => FIGURES.find(figure => figure.name === name) as Figure);
}

function row(name: string, files: readonly FileFigures[], all?: readonly FileFigures[]): string {
  const [saved] = FIGURES as [Figure];
  const cells = columns().map(figure => shown(figure, figure.of(files)));
  const against = all === undefined ? '' : pairedInterval(saved, files, all);
  return `| ${[name, shown(saved, saved.of(files)), against, ...cells].join(' | ')} |`;
}

/** In a process of its own, since a part is left out when its file is loaded. */
async function replayed(
  files: number,
  without?: string,
  more: readonly string[] = [],
): Promise<FileFigures[]> {
  const preload = without === undefined ? [] : ['--import', WITHOUT];
  const client = ['--json', '--files', `${files}`, '--only', 'engine off'];
  const env = without === undefined ? process.env : { ...process.env, INKLING_WITHOUT: without };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...preload, BENCH, ...client, ...more],
    { env, maxBuffer: 1e9 },
  );
  return JSON.parse(stdout);
}
