import { type Candidates, type Layer, LEVELS } from './candidates.ts';
import { mix, ORDERS, REMOVED, RENAMED_ORDER, type TokenIndex, WORD_MASK } from './tokenIndex.ts';
import { canonical, type Vocabulary } from './vocabulary.ts';

/** The tokens before the place to be completed, nearest last. Words the vocabulary lacks have ids below -1. */
export interface Context {
  readonly words: Int32Array;
  length: number;
}

/** What is already typed of the token to be predicted: the spaces, and the beginning of the word. Both may be empty. */
export interface Typed {
  readonly space: string;
  readonly word: string;
}

/** Positions that must not count: what the index learned of the open file itself. */
export interface Hidden {
  readonly start: number;
  readonly end: number;
}

/** How many occurrences are looked at for each context length of `ORDERS`, most recent first; more brought nothing. */
export type Budgets = readonly number[];

const LONGEST = LEVELS[LEVELS.length - 1] as number;

/** Remembers which positions were looked at in this step, so that an occurrence counts once. */
class Visited {
  private readonly seen = new Int32Array(2048);
  private readonly stamps = new Int32Array(2048);
  private stamp = 0;

  clear(): void {
    this.stamp++;
  }

  /** True the first time. Two positions that share a cell may both be new again: harmless, and rare. */
  add(at: number): boolean {
    const cell = Math.imul(at, 0x9e3779b1) >>> 21;
    if (this.stamps[cell] === this.stamp && this.seen[cell] === at) return false;
    this.seen[cell] = at;
    this.stamps[cell] = this.stamp;
    return true;
  }
}

const visited = new Visited();

/** Which candidates agree with what is typed, and where they are kept. */
export class Filter {
  private readonly vocabulary: Vocabulary;
  private readonly spaces: readonly string[];
  private typed: Typed = { space: '', word: '' };

  constructor(vocabulary: Vocabulary, spaces: readonly string[]) {
    this.vocabulary = vocabulary;
    this.spaces = spaces;
  }

  set(typed: Typed): void {
    this.typed = typed;
  }

  /** The candidate's slot, or -1 where it disagrees with what is typed. Once a word has begun, its spaces are settled. */
  slot(candidates: Candidates, word: number, space: number, text?: string): number {
    const { typed } = this;
    if (typed.word !== '') {
      const whole = text ?? (this.vocabulary.texts[word] as string);
      return whole.startsWith(typed.word) ? candidates.slot(word, 0) : -1;
    }
    if (typed.space !== '' && !(this.spaces[space] as string).startsWith(typed.space)) return -1;
    return candidates.slot(word, space);
  }
}

/** Counts in `layer` what followed where the end of `context` stood before, longest contexts first. */
export function collectMatches(
  index: TokenIndex,
  context: Context,
  layer: Layer,
  candidates: Candidates,
  filter: Filter,
  budgets: Budgets,
  hidden: Hidden,
): void {
  visited.clear();
  const tokens = index.tokens.items;
  const last = index.length - 1;
  const { words, length } = context;
  for (let k = ORDERS.length - 1; k >= 0; k--) {
    const order = ORDERS[k] as number;
    if (length < order) continue;
    const chain = index.chains[k];
    if (chain === undefined) continue;
    let hash: number = order;
    for (let back = 0; back < order; back++) hash = mix(hash, words[length - 1 - back] as number);
    let at = chain.newest[hash & (chain.newest.length - 1)] as number;
    const { older } = chain;
    let left = budgets[k] as number;
    for (let steps = left * 4; at >= 0 && left > 0 && steps > 0; steps--) {
      if (at < last && (at < hidden.start || at >= hidden.end) && visited.add(at)) {
        const matched = matchLength(tokens, at, words, length);
        if (matched >= order) {
          left--;
          const next = tokens[at + 1] as number;
          if (next !== REMOVED) {
            const word = canonical(next & WORD_MASK);
            const slot = filter.slot(candidates, word, next >>> 24);
            if (slot >= 0) layer.add(slot, matched, 1, at);
          }
        }
      }
      at = older.before(at);
    }
  }
}

/** How many tokens the context and the tokens that end at `at` have in common, counted backwards. */
function matchLength(tokens: Int32Array, at: number, words: Int32Array, length: number): number {
  const most = Math.min(LONGEST, length, at + 1);
  let matched = 0;
  while (
    matched < most &&
    ((tokens[at - matched] as number) & WORD_MASK) === words[length - 1 - matched]
  ) {
    matched++;
  }
  return matched;
}

/** How one stretch of code reads as another once names are exchanged one for one. Reused; `size` pairs are valid. */
class Renaming {
  private readonly from = new Int32Array(LONGEST);
  private readonly to = new Int32Array(LONGEST);
  size = 0;

  /** Can `from` here mean `to` there? Every name has one counterpart, in both directions. */
  pair(from: number, to: number): boolean {
    for (let k = 0; k < this.size; k++) {
      if (this.from[k] === from) return this.to[k] === to;
      if (this.to[k] === to) return false;
    }
    this.from[this.size] = from;
    this.to[this.size] = to;
    this.size++;
    return true;
  }

  /** The counterpart of `from`, or `undefined`. */
  get(from: number): number | undefined {
    for (let k = 0; k < this.size; k++) if (this.from[k] === from) return this.to[k];
    return undefined;
  }
}

const renaming = new Renaming();

/**
 * The renaming matcher: finds where the context stood before *up to a consistent renaming of identifiers*, and renames the
 * token that followed there back.
 *
 *     learned:   ctx . foo ( foo )
 *     context:   app . bar (           ctx ↔ app, foo ↔ bar
 *     predicted:             bar
 */
export function collectRenamed(
  index: TokenIndex,
  context: Context,
  shapeOf: (word: number) => number,
  candidates: Candidates,
  filter: Filter,
  textOf: (word: number) => string,
  budget: number,
  hidden: Hidden,
): void {
  const { words, length } = context;
  if (length < RENAMED_ORDER) return;
  let hash = 77;
  for (let back = 0; back < RENAMED_ORDER; back++) {
    hash = mix(hash, shapeOf(words[length - 1 - back] as number));
  }
  const chain = index.renamed;
  const tokens = index.tokens.items;
  const last = index.length - 1;
  let at = chain.newest[hash & (chain.newest.length - 1)] as number;
  for (let left = budget; at >= 0 && left > 0; left--, at = chain.older.before(at)) {
    if (at >= last || (at >= hidden.start && at < hidden.end)) continue;
    const matched = renamedLength(index, at, context, shapeOf);
    const next = tokens[at + 1] as number;
    if (matched < RENAMED_ORDER || next === REMOVED) continue;
    const known = canonical(next & WORD_MASK);
    const renamed = renaming.get(known);
    const word = renamed ?? known;
    const slot = filter.slot(candidates, word, next >>> 24, textOf(word));
    // a name that has no counterpart is likely a local one of the other place
    const weight = renamed === undefined && shapeOf(known) === -2 ? 0.3 : 1;
    if (slot >= 0) candidates.renamed.add(slot, matched, weight, at);
  }
}

function renamedLength(
  index: TokenIndex,
  at: number,
  context: Context,
  shapeOf: (word: number) => number,
): number {
  const tokens = index.tokens.items;
  const { words, length } = context;
  const most = Math.min(LONGEST, length, at + 1);
  renaming.size = 0;
  let matched = 0;
  while (matched < most) {
    const there = (tokens[at - matched] as number) & WORD_MASK;
    const here = words[length - 1 - matched] as number;
    if (there === WORD_MASK) break; // removed
    const shape = index.shape(there);
    if (shape !== shapeOf(here)) break;
    if (shape === -2 && !renaming.pair(there, here)) break;
    matched++;
  }
  return matched;
}
