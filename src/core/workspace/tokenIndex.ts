import { Ints, KIND, type Vocabulary } from './vocabulary.ts';

/** A token in the index is its word's id in the low 24 bits and the id of the spaces before it in the high 8. */
export const WORD_MASK = 0xffffff;
/** Stands where a removed file's tokens stood: equal to no token. */
export const REMOVED = -1;

/** Context lengths, in tokens, that are found by hash; longer matches are found by comparing backwards from there. */
export const ORDERS = [1, 2, 5] as const;
/** How many tokens share a hash slot before the tables are widened. */
export const TOKENS_PER_SLOT = 16;
/** The renaming matcher's contexts: this many tokens, identifiers all alike. */
export const RENAMED_ORDER = 5;

/**
 * For one context length, every position with the same context, most recent first: `newest` by hash of the context, `older` by
 * position. The same structure as the hash chains of an LZ77 matcher (Deutsch, RFC 1951 §4).
 *
 *     newest[hash("if ( user")] ─► 812 ─older─► 530 ─older─► 77 ─older─► -1
 */
export interface Chain {
  newest: Int32Array;
  readonly older: Links;
}

/**
 * For each position the next older one with the same context, kept as the distance to it in 24 bits: three bytes instead of four,
 * for five chains over all tokens. Enough for 16 million tokens, which is more than the engine learns.
 */
export class Links {
  private low = new Uint16Array(1024);
  private high = new Uint8Array(1024);
  private length = 0;

  /** Appends the link of the next position; `older` is -1 where there is none. */
  push(older: number): void {
    const at = this.length++;
    if (at === this.low.length) this.grow();
    const distance = older < 0 ? 0 : at - older;
    this.low[at] = distance;
    this.high[at] = distance >>> 16;
  }

  /** The position before `at`, or -1. */
  before(at: number): number {
    const distance = (this.low[at] as number) | ((this.high[at] as number) << 16);
    return distance === 0 ? -1 : at - distance;
  }

  clear(): void {
    this.length = 0;
  }

  private grow(): void {
    const capacity = Math.ceil(this.length * 1.5) + 16;
    const low = new Uint16Array(capacity);
    low.set(this.low);
    const high = new Uint8Array(capacity);
    high.set(this.high);
    [this.low, this.high] = [low, high];
  }

  /** Gives back the room for growth. */
  trim(): void {
    this.low = this.low.slice(0, this.length);
    this.high = this.high.slice(0, this.length);
  }

  get memoryBytes(): number {
    return this.low.byteLength + this.high.byteLength;
  }
}

/** All tokens learned so far in one growing array, and the chains that find where a context stood before. */
export class TokenIndex {
  readonly tokens: Ints;
  readonly chains: Chain[];
  readonly renamed: Chain;
  private readonly vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary, bits = 12) {
    this.vocabulary = vocabulary;
    const empty = (): Chain => ({ newest: new Int32Array(1 << bits).fill(-1), older: new Links() });
    this.tokens = new Ints();
    this.chains = ORDERS.map(empty);
    this.renamed = empty();
  }

  get length(): number {
    return this.tokens.length;
  }

  /** Appends a token that can be found again by the contexts that end with it. */
  push(token: number): void {
    this.tokens.push(token);
    const at = this.tokens.length - 1;
    for (let k = 0; k < ORDERS.length; k++) this.link(this.chains[k] as Chain, k, at);
    this.linkRenamed(at);
    if (this.tokens.length > this.renamed.newest.length * TOKENS_PER_SLOT) this.widen();
  }

  /** Appends a token that only serves as context for those behind it; it is not found itself. */
  pushContext(token: number): void {
    this.tokens.push(token);
    for (const chain of this.chains) chain.older.push(-1);
    this.renamed.older.push(-1);
  }

  /** Takes `[start, end)` out: those tokens match nothing and are never predicted. Their place stays until a rebuild. */
  remove(start: number, end: number): void {
    this.tokens.items.fill(REMOVED, start, end);
  }

  /** Takes everything out. */
  clear(): void {
    this.tokens.length = 0;
    for (const chain of [...this.chains, this.renamed]) {
      chain.newest.fill(-1);
      chain.older.clear();
    }
  }

  /** Gives back the room for growth: for when learning is done for now. */
  trim(): void {
    this.tokens.trim();
    for (const chain of [...this.chains, this.renamed]) chain.older.trim();
  }

  private link(chain: Chain, k: number, at: number): void {
    const order = ORDERS[k] as number;
    if (at < order - 1) {
      chain.older.push(-1);
      return;
    }
    const tokens = this.tokens.items;
    let hash = order;
    for (let back = 0; back < order; back++) {
      hash = mix(hash, (tokens[at - back] as number) & WORD_MASK);
    }
    const slot = hash & (chain.newest.length - 1);
    chain.older.push(chain.newest[slot] as number);
    chain.newest[slot] = at;
  }

  private linkRenamed(at: number): void {
    const chain = this.renamed;
    if (at < RENAMED_ORDER - 1) {
      chain.older.push(-1);
      return;
    }
    let hash = 77;
    for (let back = 0; back < RENAMED_ORDER; back++) {
      hash = mix(hash, this.shape((this.tokens.items[at - back] as number) & WORD_MASK));
    }
    const slot = hash & (chain.newest.length - 1);
    chain.older.push(chain.newest[slot] as number);
    chain.newest[slot] = at;
  }

  /** What the renaming matcher sees of a word: itself, or -2 where it can be renamed. */
  shape(word: number): number {
    const kind = this.vocabulary.kinds[word];
    return kind === KIND.word || kind === KIND.number ? -2 : word;
  }

  /** Four times as many hash slots, so that chains stay short; amortised over the pushes since the last time. */
  private widen(): void {
    const size = this.renamed.newest.length * 4;
    const chains = [...this.chains, this.renamed];
    const count = this.tokens.length;
    for (const chain of chains) {
      chain.newest = new Int32Array(size).fill(-1);
      chain.older.clear();
    }
    for (let at = 0; at < count; at++) {
      for (let k = 0; k < ORDERS.length; k++) this.link(this.chains[k] as Chain, k, at);
      this.linkRenamed(at);
    }
  }

  get memoryBytes(): number {
    let bytes = this.tokens.items.byteLength;
    for (const chain of [...this.chains, this.renamed]) {
      bytes += chain.newest.byteLength + chain.older.memoryBytes;
    }
    return bytes;
  }
}

/** One step of the hash of a context: multiply by the golden ratio and fold (Knuth, TAOCP 6.4). */
export function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
