import { type Backend, textOnly } from '../backend/backend.ts';
import { BackendError, explain } from '../backend/errors.ts';
import { cutAtTokens } from '../backend/fim.ts';
import type { Circuit } from '../backend/sharing/circuit.ts';
import { sleep } from '../base/sleep.ts';
import type { Gate } from '../gate/gate.ts';
import type { Engine, EngineAnswer, EngineQuery } from './types.ts';
import { type WindowSize, windowAround } from './window.ts';

/** What a model engine needs. */
export interface ModelTools {
  readonly backend: Backend;
  readonly gate: Gate;
  /** Resolves when the gate knows what it must know about this path. */
  rulesRead(path: string): Promise<void>;
  readonly circuit: Circuit;
  /** Special tokens of the model's family: an answer ends at any of them. */
  readonly tokens: readonly string[];
  readonly window: WindowSize;
  /** Told of each answer and each failure. */
  onDone(error: BackendError | undefined): void;
}

const MOST_TOKENS = 64;
/** Milliseconds without a key before the model is asked: most of what is typed in a run never leaves. */
const REST = 75;

/**
 * Completes the line with a language model: gate → window → stream → the first line of it. It stops reading there, and the server stops with it.
 * What fails is silence with its reason; the next engine may then be asked.
 */
export class ModelEngine implements Engine {
  readonly origin: string;
  private readonly tools: ModelTools;
  private readonly closing = new AbortController();

  constructor(tools: ModelTools) {
    this.tools = tools;
    this.origin = tools.backend.model;
  }

  /** Ends all that is asked now: the user chose another model, say. */
  close(): void {
    this.closing.abort();
  }

  async suggest(query: EngineQuery, wanted: AbortSignal): Promise<EngineAnswer> {
    const signal = AbortSignal.any([wanted, this.closing.signal]);
    try {
      return await this.ask(query, signal);
    } catch (error) {
      wanted.throwIfAborted();
      if (!this.closing.signal.aborted) throw error;
      return { kind: 'nothing', why: 'failed', reason: 'Another model was chosen meanwhile.' };
    }
  }

  private async ask(query: EngineQuery, signal: AbortSignal): Promise<EngineAnswer> {
    const { gate, circuit, window } = this.tools;
    if (circuit.closedFor > 0 && !query.asked) {
      return {
        kind: 'nothing',
        why: 'failed',
        reason: 'The model failed and is left alone for a while.',
      };
    }
    if (!query.asked) await sleep(REST, signal);
    await this.tools.rulesRead(query.path);
    signal.throwIfAborted();
    const hole = gate.passHole(query.path, query.before, query.after);
    if (hole.kind === 'refused') return { kind: 'nothing', why: 'not sent', reason: hole.reason };
    const { before, after } = windowAround(hole, window);
    try {
      const text = await this.firstLine(
        {
          kind: 'fim',
          path: query.path,
          languageId: query.languageId,
          before,
          after,
          context: [],
          mostTokens: MOST_TOKENS,
        },
        signal,
      );
      circuit.succeeded();
      this.tools.onDone(undefined);
      const trimmed = /\s$/.test(before) || before === '' ? text.trimStart() : text;
      return trimmed === '' ? { kind: 'nothing', why: 'empty' } : { kind: 'text', text: trimmed };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof BackendError)) throw error;
      circuit.note(error);
      this.tools.onDone(error);
      return { kind: 'nothing', why: 'failed', reason: explain(error) };
    }
  }

  /** Reads until the first line is whole, and no further. Lines before it that are blank do not count. */
  private async firstLine(
    question: Parameters<Backend['stream']>[0],
    signal: AbortSignal,
  ): Promise<string> {
    let text = '';
    for await (const chunk of cutAtTokens(
      textOnly(this.tools.backend.stream(question, signal)),
      this.tools.tokens,
    )) {
      text += chunk;
      const start = text.search(/\S/);
      const end = start < 0 ? -1 : text.indexOf('\n', start);
      if (end >= 0) return text.slice(0, end);
    }
    return text;
  }
}

/** Asks the engines in turn until one has text. What the others said is told when none has. */
export class FirstOf implements Engine {
  readonly origin: string;
  private readonly engines: readonly Engine[];

  constructor(engines: readonly [Engine, ...Engine[]]) {
    this.engines = engines;
    this.origin = engines[0].origin;
  }

  async suggest(query: EngineQuery, signal: AbortSignal): Promise<EngineAnswer> {
    let first: EngineAnswer | undefined;
    for (const engine of this.engines) {
      const answer = await engine.suggest(query, signal);
      if (answer.kind === 'text') return { origin: engine.origin, ...answer };
      first ??= answer;
    }
    return first ?? { kind: 'nothing', why: 'not ready' };
  }
}
