// `npm run bench`: a seeded typist over held-out real files, against a scripted model server; everything in simulated time but our own.
import { TEMPLATES } from '../../src/core/backend/tables/models.ts';
import { SimulatedClock } from '../support/simulatedClock.ts';
import { corporaFor, filesOf } from './corpora.ts';
import { inkling, type PlainClient, plain, SILENT } from './pipeline/clients.ts';
import { type Client, type ScreenFigures, SimulatedEditor } from './pipeline/editor.ts';
import { ScriptedServer, type ServerFigures } from './pipeline/server.ts';
import { type TypistFigures, typeFile } from './pipeline/typist.ts';
import { splitFiles } from './split.ts';

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

interface Row {
  server: ServerFigures;
  typist: TypistFigures;
  screen: ScreenFigures;
}

const most = Number(process.argv[process.argv.indexOf('--files') + 1]) || 2;
const only = process.argv.includes('--only')
  ? process.argv[process.argv.indexOf('--only') + 1]
  : undefined;
const files = corporaFor('measure').flatMap(corpus => splitFiles(filesOf(corpus), most).held);

type MakeClient = (server: ScriptedServer, clock: SimulatedClock, again: () => void) => Client;
const CLIENTS: Record<string, MakeClient> = {
  Inkling: (server, clock, again) => inkling(server, SILENT, clock, again),
  "plain, Continue's constants": (server, clock) => plain(server, CONTINUE, clock),
  "plain, llama.vscode's constants": (server, clock) => plain(server, LLAMA, clock),
};

async function replay(make: MakeClient): Promise<Row> {
  const sum: Row = {
    server: { requests: 0, promptTokens: 0, cachedTokens: 0, generatedTokens: 0 },
    typist: { keys: 0, characters: 0, accepted: 0, acceptedCharacters: 0, rightVisible: 0 },
    screen: { shows: 0, wrong: 0, flicker: 0, latencies: [] },
  };
  for (const [k, { path, language, text }] of files.entries()) {
    const start = text.indexOf('\n', text.length * 0.2) + 1;
    const end = text.indexOf('\n', text.length * 0.8);
    const clock = new SimulatedClock();
    const server = new ScriptedServer(clock, text, path, TEMPLATES.qwen);
    let editor: SimulatedEditor | undefined;
    const client = make(server, clock, () => void editor?.askAgain());
    const isRight = (before: string, shown: string): boolean =>
      text.startsWith(shown, before.length) &&
      text.startsWith(before.slice(-40), before.length - 40);
    editor = new SimulatedEditor(
      {
        provide: (at, how, signal) => {
          server.near = at.line;
          return client.provide(at, how, signal);
        },
      },
      clock,
      { path, languageId: language },
      text.slice(0, start),
      text.slice(end),
      isRight,
    );
    const typed = typeFile(text, start, end, editor, clock, k, !process.argv.includes('--whole'));
    let typist: TypistFigures | undefined;
    await clock.run(
      typed.then(f => {
        typist = f;
      }),
    );
    add(sum.server, server.figures);
    add(sum.typist, typist as TypistFigures);
    sum.screen.shows += editor.figures.shows;
    sum.screen.wrong += editor.figures.wrong;
    sum.screen.flicker += editor.figures.flicker;
    sum.screen.latencies.push(...editor.figures.latencies);
  }
  return sum;
}

function add<T extends object>(sum: T, more: T): void {
  for (const key of Object.keys(sum) as (keyof T)[]) (sum[key] as number) += more[key] as number;
}

const at = (values: number[], share: number): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

for (const [name, make] of Object.entries(CLIENTS)) {
  if (only !== undefined && !name.includes(only)) continue;
  const began = process.cpuUsage();
  const { server, typist, screen } = await replay(make);
  const used = process.cpuUsage(began);
  const percent = (a: number, b: number): string => `${((100 * a) / b).toFixed(1)} %`;
  console.log(name);
  console.log(
    `  keystrokes saved ${percent(typist.characters - typist.keys, typist.characters)} of ${typist.characters}`,
  );
  console.log(
    `  requests per 100 keystrokes ${((100 * server.requests) / typist.keys).toFixed(1)} (${server.requests})`,
  );
  console.log(
    `  prompt tokens prefilled per character ${((server.promptTokens - server.cachedTokens) / typist.characters).toFixed(2)}; reuse ${percent(server.cachedTokens, server.promptTokens)}`,
  );
  console.log(
    `  generated per character ${(server.generatedTokens / typist.characters).toFixed(2)}`,
  );
  console.log(
    `  last key to text p50 ${at(screen.latencies, 0.5).toFixed(0)} p95 ${at(screen.latencies, 0.95).toFixed(0)} of ${screen.latencies.length}`,
  );
  console.log(
    `  right visible ${percent(typist.rightVisible, typist.keys)}; wrong first line ${percent(screen.wrong, screen.shows)} of ${screen.shows} shows; flicker ${screen.flicker}`,
  );
  console.log(
    `  accepted ${typist.accepted}, ${typist.acceptedCharacters} characters; cpu ${((used.user + used.system) / 1000 / typist.keys).toFixed(2)} ms a key`,
  );
}
