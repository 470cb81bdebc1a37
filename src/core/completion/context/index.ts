import { LRUCache } from 'lru-cache';
import type { ContextFile } from '../../backend/backend.ts';
import type { Clock } from '../../base/clock.ts';
import type { Snapshot } from '../types.ts';
import { type ChoiceRules, type Chosen, choose } from './choose.ts';
import type { ContextNote, ContextPlace, ContextSource, Offer, Snippet } from './snippet.ts';

export type { ContextNote, ContextSource, Snippet } from './snippet.ts';

/** What goes along with a question, and what became of every offer. */
export interface ChosenContext {
  /** Through the gate, in the order of the prompt: the last one stands nearest to the code. */
  readonly files: readonly ContextFile[];
  readonly notes: readonly ContextNote[];
  /** Of all files, with their paths. */
  readonly tokens: number;
  /** Changes when, and only when, the files do: answers for another generation are for another prompt. */
  readonly generation: number;
}

export interface GatherOptions extends ChoiceRules {
  /** `at` as the prompt holds it: the window, not the document. Snippets that are inside of it are dropped. */
  readonly window: ContextPlace['window'];
  /** Milliseconds for all sources together. */
  readonly deadline: number;
  readonly memory: ContextMemory;
  readonly clock: Clock;
}

const DOCUMENTS = 20;
/** Lines that the cursor moves before what was chosen where it was counts no more. */
const FAR = 60;

interface Remembered extends ChosenContext {
  readonly kept: readonly Chosen[];
  readonly line: number;
}

/** What was chosen for each document the last time, and what its sources said too late. One for each editor. */
export class ContextMemory {
  readonly chosen = new LRUCache<string, Remembered>({ max: DOCUMENTS });
  readonly late = new LRUCache<string, readonly Snippet[]>({ max: DOCUMENTS * 10 });
}

/**
 * Context for a question: every source is asked at once; who is late is left out this time, and heard the next.
 *
 * A source that fails offers nothing; that is noted.
 *
 * @throws the signal's reason when it is aborted.
 */
export async function gatherContext(
  at: Snapshot,
  sources: readonly ContextSource[],
  options: GatherOptions,
  signal: AbortSignal,
): Promise<ChosenContext> {
  const { memory, window, clock } = options;
  const ended = new AbortController();
  const late = clock.sleep(options.deadline, AbortSignal.any([signal, ended.signal])).then(
    () => 'late' as const,
    () => 'late' as const,
  );
  const answers = await Promise.all(
    sources.map(source => answerOf(source, { ...at, window }, late, memory, signal)),
  );
  ended.abort();
  signal.throwIfAborted();
  const offers = answers.flatMap(answer => answer.offers);
  const last = memory.chosen.get(at.uri);
  const near = last !== undefined && Math.abs(last.line - at.line) <= FAR;
  const { chosen, notes } = choose(
    offers,
    near ? last.kept : [],
    { path: at.path, ...window },
    { ...options, settled: options.settled && near },
  );
  const same =
    last !== undefined &&
    last.kept.length === chosen.length &&
    last.kept.every((one, k) => one.text === chosen[k]?.text);
  const context = {
    kept: chosen,
    line: at.line,
    files: same ? last.files : chosen.map(({ offer, text }) => ({ path: offer.path, text })),
    notes: [...notes, ...answers.flatMap(answer => answer.notes)],
    tokens: chosen.reduce((sum, { tokens }) => sum + tokens, 0),
    generation: (last?.generation ?? 0) + (same ? 0 : 1),
  };
  memory.chosen.set(at.uri, context);
  return context;
}

interface Answer {
  readonly offers: readonly Offer[];
  readonly notes: readonly ContextNote[];
}

/** What one source offers in time; else what it said too late the last time. */
async function answerOf(
  source: ContextSource,
  at: ContextPlace,
  late: Promise<'late'>,
  memory: ContextMemory,
  signal: AbortSignal,
): Promise<Answer> {
  const key = `${source.name}\0${at.uri}`;
  const asked = Promise.resolve()
    .then(() => source.offer(at, signal))
    .catch(() => 'failed' as const);
  const answer = await Promise.race([asked, late]);
  if (answer === 'failed') return { offers: [], notes: [noteOf(source, 'failed')] };
  if (answer !== 'late') {
    memory.late.delete(key);
    return { offers: named(source, answer), notes: [] };
  }
  void asked.then(snippets => {
    if (snippets !== 'failed') memory.late.set(key, snippets);
  });
  return {
    offers: named(source, memory.late.get(key) ?? []),
    notes: [noteOf(source, 'late: what it says is for the next question')],
  };
}

function named(source: ContextSource, snippets: readonly Snippet[]): Offer[] {
  return snippets.map(snippet => ({ ...snippet, source: source.name }));
}

function noteOf(source: ContextSource, dropped: string): ContextNote {
  return { source: source.name, path: '', why: '', worth: 0, tokens: 0, dropped };
}
