import { get_encoding } from 'tiktoken';
import type { Backend } from '../../../src/core/backend/backend.ts';
import { textOnly } from '../../../src/core/backend/backend.ts';
import { Circuit } from '../../../src/core/backend/sharing/circuit.ts';
import type { Clock } from '../../../src/core/base/clock.ts';
import { BUDGET } from '../../../src/core/completion/budget/fit.ts';
import { LineCounts } from '../../../src/core/completion/budget/lineCounts.ts';
import { complete } from '../../../src/core/completion/complete.ts';
import type { LineIndex } from '../../../src/core/completion/context/alike/lineIndex.ts';
import { Packer } from '../../../src/core/completion/context/packer.ts';
import { alikeSource, findAlike } from '../../../src/core/completion/context/sources/alike.ts';
import { HoleModel } from '../../../src/core/completion/holeModel.ts';
import { placeAt } from '../../../src/core/completion/place.ts';
import type { Tools } from '../../../src/core/completion/run.ts';
import { Session } from '../../../src/core/completion/session.ts';
import { Stopper } from '../../../src/core/completion/stop/index.ts';
import { TYPING } from '../../../src/core/completion/trigger.ts';
import type { Engine, Snapshot } from '../../../src/core/completion/types.ts';
import { waitAt } from '../../../src/core/completion/wait.ts';
import { Gate, type SafeText } from '../../../src/core/gate/gate.ts';
import type { Syntax } from '../../../src/core/syntax/syntax.ts';
import type { WorkspaceEngine } from '../../../src/core/workspace/engine.ts';
import type { Client } from './editor.ts';

/** What the worker has learned of a repository: the workspace engine, where it is on, and the index of lines. */
export interface Learned {
  readonly engine: WorkspaceEngine | undefined;
  readonly lines: LineIndex;
  /** The grammar of the file's language. */
  readonly syntax: Syntax | undefined;
}

const encoding = get_encoding('cl100k_base');

/** Inkling itself, as the editor runs it: what the editor does in a worker is done here at once. */
export function inkling(
  backend: Backend,
  { engine, lines, syntax }: Learned,
  clock: Clock,
  onGrown: () => void,
): Client {
  const gate = new Gate(() => 'free');
  const counts = new LineCounts(async texts =>
    texts.map(text => encoding.encode_ordinary(text).length),
  );
  const { pack } = new Packer({
    gate,
    sources: [alikeSource(around => findAlike(lines, around))],
    count: counts.count,
    budget: BUDGET,
    clock,
    deadline: CONTEXT_DEADLINE,
  });
  const model = new HoleModel({
    backend,
    gate,
    rulesRead: async () => {},
    circuit: new Circuit(() => clock.now()),
    tokens: [],
    pack,
    goesOn: true,
    metered: false,
    onDone: () => {},
  });
  const tools: Tools = {
    session: new Session(clock, (place, wants) => new Stopper(place, wants, syntax)),
    engine: engine === undefined ? SILENT : engineOf(engine),
    model,
    boldness: 'calm',
    placeAt: place => placeAt(place, syntax),
    syntaxOf: () => syntax,
    clock,
    onGrown,
  };
  return {
    async provide(at, { change, again }, signal) {
      const now = { ...TYPING, again, lastChange: change };
      const { outcome } = await complete(at, now, tools, signal);
      return outcome.kind === 'shown' ? outcome.suggestion.text : undefined;
    },
    waitAt: at => waitAt(at, tools.session.habits.pace),
  };
}

/** Milliseconds that context may take, as in the editor. */
const CONTEXT_DEADLINE = 40;

/** An engine that knows nothing. */
const SILENT: Engine = {
  origin: 'workspace',
  suggest: async () => ({ kind: 'nothing', why: 'unsure' }),
};

function engineOf(engine: WorkspaceEngine): Engine {
  return { origin: 'workspace', suggest: async query => engine.complete(query) };
}

/** What simple clients do, by the constants that two well-known ones publish. */
export interface PlainClient {
  /** Milliseconds without a key before it asks. */
  readonly wait: number;
  /** Characters of the prompt. */
  readonly before: number;
  readonly after: number;
  readonly mostTokens: number;
  /** Does it stop the server when another key comes? */
  readonly aborts: boolean;
  /** Does an earlier answer count while it is typed along? */
  readonly typesAlong: boolean;
  /** Where the answer ends. */
  readonly stop: 'line' | 'blank line' | 'limit';
}

/** A client that asks after a wait, shows the whole answer once it is there, and remembers it by its prefix. */
export function plain(backend: Backend, how: PlainClient, clock: Clock): Client {
  const known = new Map<string, string>();
  const ask = async (at: Snapshot, signal: AbortSignal): Promise<string> => {
    let text = '';
    const question = {
      kind: 'fim' as const,
      path: at.path,
      languageId: at.languageId,
      before: at.before.slice(-how.before) as SafeText,
      after: at.after.slice(0, how.after) as SafeText,
      context: [],
      mostTokens: how.mostTokens,
    };
    for await (const piece of textOnly(backend.stream(question, signal))) {
      text += piece;
      const end = endOf(text, how.stop);
      if (end >= 0) return text.slice(0, end);
    }
    return text;
  };
  return {
    async provide(at, _, signal) {
      for (let typed = 0; typed <= (how.typesAlong ? 128 : 0); typed++) {
        const earlier = known.get(at.before.slice(0, at.before.length - typed));
        const typedText = at.before.slice(at.before.length - typed);
        if (earlier?.startsWith(typedText) && earlier.length > typed) return earlier.slice(typed);
      }
      await clock.sleep(how.wait, signal);
      const answer = ask(at, how.aborts ? signal : new AbortController().signal).then(text => {
        known.set(at.before, text);
        return text;
      });
      const text = await answer;
      signal.throwIfAborted();
      return text.trim() === '' ? undefined : text;
    },
    waitAt: () => how.wait,
  };
}

function endOf(text: string, stop: PlainClient['stop']): number {
  const start = text.search(/\S/);
  if (start < 0 || stop === 'limit') return -1;
  return text.indexOf(stop === 'line' ? '\n' : '\n\n', start);
}
