// `npm run bench:compare`: what Inkling: Compare Models on My Code does, without an editor: lines that the last commits of a repository wrote are written again by the workspace
// engine and by the real model (Qwen2.5-Coder 0.5B on llama.cpp's server), which know the repository as it was before.
// Answers are kept in .cache/compare, so a run can be ended and goes on the next time; its tokens and times are those of all runs.
// --folder FOLDER (this one)   --at COMMIT (HEAD)   --places N (200)   --threads N (2)   --known (asks nothing, counts what was asked before)
import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Limits } from '../../src/core/backend/http/limits.ts';
import { openFim } from '../../src/core/backend/open.ts';
import { Circuit } from '../../src/core/backend/sharing/circuit.ts';
import { type Account, Ledger, metered } from '../../src/core/backend/sharing/ledger.ts';
import { realClock } from '../../src/core/base/clock.ts';
import { COLUMNS, cellsOf, tableOf } from '../../src/core/compare/cells.ts';
import { type Compared, compare } from '../../src/core/compare/compare.ts';
import { duelOf, figuresOf } from '../../src/core/compare/figures.ts';
import { filesAt, type Git, recentHistory } from '../../src/core/compare/history.ts';
import { choosePlaces, type ReplayedPlace } from '../../src/core/compare/places.ts';
import type { Competitor } from '../../src/core/compare/replay.ts';
import { BUDGET } from '../../src/core/completion/budget/fit.ts';
import { LineIndex } from '../../src/core/completion/context/alike/lineIndex.ts';
import { Packer } from '../../src/core/completion/context/packer.ts';
import { alikeSource, findAlike } from '../../src/core/completion/context/sources/alike.ts';
import { HoleModel } from '../../src/core/completion/holeModel.ts';
import { Gate } from '../../src/core/gate/gate.ts';
import calibrator from '../../src/core/workspace/calibrator.json' with { type: 'json' };
import { WorkspaceEngine } from '../../src/core/workspace/engine.ts';
import { priors } from '../../src/core/workspace/priors/index.ts';
import { startLlamaServer } from '../model/llamaServer.ts';
import { ensureModel } from '../model/parts.ts';
import { grammars } from '../support/grammars.ts';
import { realNet } from '../support/net.ts';
import { count } from './qualityVariants.ts';

const MODEL = 'qwen2.5-coder-0.5b';
const KEPT = path.join(import.meta.dirname, '..', '..', '.cache', 'compare', 'said.jsonl');
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: path.join(import.meta.dirname, '..', '..') },
    at: { type: 'string', default: 'HEAD' },
    places: { type: 'string', default: '200' },
    threads: { type: 'string', default: '2' },
    known: { type: 'boolean', default: false },
  },
});
/** Ghost text that takes longer than 12 s comes too late; here a busy machine is no reason to say nothing. */
const PATIENT: Limits = { begin: 120_000, idle: 60_000, total: 120_000, bytes: 64 * 1024 };
const most = Number(values.places);
const never = new AbortController().signal;

const git: Git = (args, input = '') =>
  new Promise((resolve, reject) => {
    const options = { cwd: values.folder, encoding: 'buffer' as const, maxBuffer: 256e6 };
    const child = execFile('git', args, options, (error, out) =>
      error === null ? resolve(out) : reject(error),
    );
    child.stdin?.on('error', () => {}); // it ended before it read all: how it ended tells
    child.stdin?.end(input);
  });
const all = async (): Promise<boolean> => true;

const history = await recentHistory(git, most * 3, all, values.at);
const places = choosePlaces(history.files, most);
const engine = new WorkspaceEngine({ calibrator, priors });
const lines = new LineIndex();
let learned = 0;
for await (const { path: file, text } of filesAt(git, history.base, history.files, all)) {
  engine.learn(file, text);
  lines.learn(file, text);
  learned++;
}
console.error(
  `${history.commits} commits, ${places.length} places in ${history.files.length} files; ${learned} files as they were at ${history.base.slice(0, 8)}`,
);

await using server = await startLlamaServer(await ensureModel(), {
  threads: Number(values.threads),
});
const ledger = new Ledger(() => 'today');
const gate = new Gate(() => 'free');
const open = openFim(
  {
    ...{ model: MODEL, endpoint: { base: server.base }, reach: 'local', server: 'llama.cpp' },
    limits: PATIENT,
  },
  realNet,
);
const model = new HoleModel({
  backend: metered(open.backend, ledger, undefined),
  tokens: open.tokens,
  gate,
  rulesRead: async () => {},
  circuit: new Circuit(() => performance.now()),
  pack: new Packer({
    ...{ gate, count, budget: BUDGET, clock: realClock },
    sources: [alikeSource(around => findAlike(lines, around))],
    deadline: 1000,
  }).pack,
  goesOn: true,
  metered: true, // nothing is read beyond the line
  onDone: () => {},
});
const competitors: Competitor[] = [
  {
    name: 'workspace engine',
    engine: { origin: 'workspace', suggest: async query => engine.complete(query) },
  },
  { name: MODEL, model, spent: () => ledger.of('today', MODEL) },
];

for (const { languageId } of history.files) await grammars.syntaxOf(languageId);
const tools = { clock: realClock, syntax: (languageId: string) => grammars.ready(languageId) };
const kept = new Map(keptLines().map(line => [line.key, line]));
const compared: Compared[] = [];
const unknown = places.filter(place => !kept.has(keyOf(place)));
for (const place of places) {
  const line = kept.get(keyOf(place));
  if (line === undefined) continue;
  compared.push({ ...place, said: line.said });
  ledger.add(MODEL, line.spent);
}
let spent = ledger.of('today', MODEL);
for await (const one of compare(values.known ? [] : unknown, competitors, tools, never)) {
  const now = ledger.of('today', MODEL);
  const answered = one.said.every(said => said?.kind === 'said');
  if (answered) keep({ key: keyOf(one), said: one.said, spent: difference(now, spent) });
  spent = now;
  compared.push(one);
  if (compared.length % 20 === 0) console.error(`${compared.length}/${places.length}`);
}

const figures = competitors.map(({ name, spent }, k) => figuresOf(name, k, compared, spent?.()));
const rows = figures.map((one, k) => cellsOf(one, k === 0 ? undefined : duelOf(k, 0, compared)));
console.log(tableOf(COLUMNS, rows));
for (const { name, failed, reason } of figures)
  if (failed > 0) console.log(`${name}: ${failed} failed: ${reason}`);

/** What was said at one place in this run or an earlier one, and what it took. */
interface Kept {
  readonly key: string;
  readonly said: Compared['said'];
  readonly spent: Partial<Account>;
}

function keyOf({ at, rest }: ReplayedPlace): string {
  return `${history.base} ${BUDGET.tokens} ${at.path}:${at.line} ${rest}`;
}

function keptLines(): Kept[] {
  if (!existsSync(KEPT)) return [];
  const lines = readFileSync(KEPT, 'utf8').split('\n').filter(Boolean);
  return lines.map(line => JSON.parse(line) as Kept);
}

function keep(line: Kept): void {
  mkdirSync(path.dirname(KEPT), { recursive: true });
  appendFileSync(KEPT, `${JSON.stringify(line)}\n`);
}

function difference(now: Account, before: Account): Partial<Account> {
  const { requests, prompt, generated } = now;
  return {
    requests: requests - before.requests,
    prompt: prompt - before.prompt,
    generated: generated - before.generated,
  };
}
