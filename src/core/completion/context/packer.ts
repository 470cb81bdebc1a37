import { LRUCache } from 'lru-cache';
import type { ContextFile } from '../../backend/backend.ts';
import type { Clock } from '../../base/clock.ts';
import type { Gate, SafeText } from '../../gate/gate.ts';
import { type CountTokens, countByRatio } from '../budget/count.ts';
import { BUDGET, type Budget, type Fitted, fit } from '../budget/fit.ts';
import type { Snapshot } from '../types.ts';
import { ContextMemory, type ContextNote, type ContextSource, gatherContext } from './index.ts';

/** What packing takes from outside. */
export interface PackingTools {
  readonly gate: Gate;
  readonly sources: readonly ContextSource[];
  readonly count: CountTokens;
  readonly budget: Budget;
  readonly clock: Clock;
  /** Milliseconds that all sources have together. */
  readonly deadline: number;
}

/** Says what goes into the prompt at a place. @throws the signal's reason when it is aborted. */
export type Pack = (at: Snapshot, hole: Hole, signal: AbortSignal) => Promise<Packed>;

/** The text around the cursor, through the gate. */
interface Hole {
  readonly before: SafeText;
  readonly after: SafeText;
}

/** What goes into a prompt. */
export interface Packed {
  readonly before: SafeText;
  readonly after: SafeText;
  readonly context: readonly ContextFile[];
  readonly notes: readonly ContextNote[];
  /** Of all of it. */
  readonly tokens: number;
}

/** The part of the budget that context may take. */
const CONTEXT_SHARE = 0.3;
const DOCUMENTS = 20;

/**
 * Fills the budget of a prompt: first the window around the cursor as it would be alone, then the context that this window does not hold,
 * then the window again in what the context left. Remembers each document, so that little changes from one key to the next: the context
 * changes when the window begins anew, and the server has to read all of it anyway; in between only for what is much better.
 */
export class Packer {
  private readonly memory = new ContextMemory();
  private readonly last = new LRUCache<string, Fitted>({ max: DOCUMENTS });
  private readonly tools: PackingTools;

  constructor(tools: PackingTools) {
    this.tools = tools;
  }

  readonly pack: Pack = async (at, hole, signal) => {
    const { sources, count, budget, clock, gate, deadline } = this.tools;
    const { memory } = this;
    const last = this.last.get(at.uri);
    const held = fit(hole, memory.chosen.get(at.uri)?.tokens ?? 0, count, budget, last);
    const window = held.anew ? fit(hole, 0, count, budget) : held;
    const tokens = budget.tokens * CONTEXT_SHARE;
    const chosen = await gatherContext(
      at,
      sources,
      { window, tokens, count, gate, deadline, memory, clock, settled: !held.anew },
      signal,
    );
    const fitted = fit(hole, chosen.tokens, count, budget, last);
    this.last.set(at.uri, fitted);
    return {
      before: fitted.before,
      after: fitted.after,
      context: chosen.files,
      notes: chosen.notes,
      tokens: fitted.tokens + chosen.tokens,
    };
  };
}

/** The text around the cursor and nothing else. */
export const packAlone: Pack = async (_, hole) => {
  const fitted = fit(hole, 0, countByRatio, BUDGET);
  return { ...fitted, context: [], notes: [] };
};
