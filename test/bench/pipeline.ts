// `npm run bench`: a seeded typist over held-out real files, against a scripted model server; everything in simulated time but our own.
// --files N (2 of each repository)   --only NAME (a client whose name holds it)   --whole (no words are taken, only lines and all)
// --json (the figures of each client in one line)   --ablation (the pipeline without each of its parts, instead of all that)
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ablation } from './pipeline/ablation.ts';
import { inkling, type PlainClient, plain } from './pipeline/clients.ts';
import { sideBySide, tableOf } from './pipeline/figures.ts';
import { type HeldFile, heldFiles } from './pipeline/files.ts';
import { type FileFigures, type MakeClient, middleOf, replay } from './pipeline/replay.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    whole: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    ablation: { type: 'boolean', default: false },
  },
});

const CONTINUE: PlainClient = {
  wait: 350,
  before: 1290,
  after: 860,
  mostTokens: 256,
  aborts: true,
  typesAlong: false,
  stop: 'blank line',
};
const LLAMA: PlainClient = {
  wait: 0,
  before: 9000,
  after: 2200,
  mostTokens: 128,
  aborts: false,
  typesAlong: true,
  stop: 'limit',
};

const CLIENTS: Readonly<Record<string, (held: HeldFile) => MakeClient>> = {
  'Inkling, workspace engine off': held => (server, clock, again) =>
    inkling(server, held.learned(false), clock, again),
  'Inkling, workspace engine on': held => (server, clock, again) =>
    inkling(server, held.learned(true), clock, again),
  "plain, Continue's constants": () => (server, clock) => plain(server, CONTINUE, clock),
  "plain, llama.vscode's constants": () => (server, clock) => plain(server, LLAMA, clock),
};

const most = Number(values.files);
if (values.ablation) console.log(await ablation(most));
else await compare(await heldFiles(most));
if (!values.ablation && !values.json && values.only === '') load();

/** Each client types all files; one table each, and one that sets them side by side. */
async function compare(files: readonly HeldFile[]): Promise<void> {
  const all = new Map<string, FileFigures[]>();
  for (const [name, make] of Object.entries(CLIENTS)) {
    if (!name.includes(values.only)) continue;
    const figures: FileFigures[] = [];
    for (const [k, held] of files.entries()) {
      figures.push(await replay(held.file, middleOf(held.file), make(held), k, !values.whole));
    }
    all.set(name, figures);
    console.log(values.json ? JSON.stringify(figures) : `## ${name}\n\n${tableOf(figures)}\n`);
  }
  if (!values.json && all.size > 1) console.log(`${sideBySide(all)}\n`);
}

/** Large documents and memory, in a process of its own that can be told to collect its garbage. */
function load(): void {
  const file = path.join(import.meta.dirname, 'pipeline', 'load.ts');
  execFileSync(process.execPath, [...process.execArgv, '--expose-gc', file], { stdio: 'inherit' });
}
