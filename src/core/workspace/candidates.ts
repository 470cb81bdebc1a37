/** Match lengths, in tokens, at which evidence is counted: a match of length 7 counts at 1, 2, 3, 4, 5 and 6. */
export const LEVELS = [1, 2, 3, 4, 5, 6, 8, 11, 16, 24] as const;
/** The same for the renaming matcher. */
export const RENAMED_LEVELS = [5, 6, 9, 13, 20] as const;
const STRIDE = LEVELS.length;
const MOST = 160;

/** The counts of one layer (built-in priors, workspace, open file, or renamed matches): by level, and by level and candidate. */
export class Layer {
  readonly counts = new Float32Array(MOST * STRIDE);
  readonly total = new Float32Array(STRIDE);
  readonly distinct = new Float32Array(STRIDE);
  /** The longest match behind each candidate, in tokens. */
  readonly longest = new Int32Array(MOST);
  /** The most recent position behind each candidate at its longest match. */
  readonly latest = new Int32Array(MOST);
  readonly levels: readonly number[];

  constructor(levels: readonly number[]) {
    this.levels = levels;
  }

  clear(): void {
    this.total.fill(0);
    this.distinct.fill(0);
  }

  clearSlot(slot: number): void {
    this.counts.fill(0, slot * STRIDE, (slot + 1) * STRIDE);
    this.longest[slot] = 0;
    this.latest[slot] = -1;
  }

  /** One more occurrence behind the candidate in `slot`, whose context matched for `length` tokens, ending at `at`. */
  add(slot: number, length: number, weight: number, at: number): void {
    for (let k = 0; k < this.levels.length && (this.levels[k] as number) <= length; k++) {
      const cell = slot * STRIDE + k;
      if (this.counts[cell] === 0) this.distinct[k] = (this.distinct[k] as number) + 1;
      this.counts[cell] = (this.counts[cell] as number) + weight;
      this.total[k] = (this.total[k] as number) + weight;
    }
    if (length > (this.longest[slot] as number)) {
      this.longest[slot] = length;
      this.latest[slot] = at;
    }
  }

  count(slot: number, k: number): number {
    return this.counts[slot * STRIDE + k] as number;
  }

  /** The highest level with any evidence, or -1. */
  get top(): number {
    for (let k = this.levels.length - 1; k >= 0; k--) if ((this.total[k] as number) > 0) return k;
    return -1;
  }
}

/** The tokens that may come next, each in a slot, with the evidence for it in every layer. Reused for each step. */
export class Candidates {
  count = 0;
  readonly word = new Int32Array(MOST);
  readonly space = new Int32Array(MOST);
  readonly probability = new Float64Array(MOST);
  /** Share of the names that begin as the half-typed word does; 0 for all but words. */
  readonly named = new Float64Array(MOST);
  readonly prior = new Layer(LEVELS);
  readonly workspace = new Layer(LEVELS);
  readonly open = new Layer(LEVELS);
  readonly renamed = new Layer(RENAMED_LEVELS);
  private readonly table = new Int32Array(512);
  private readonly stamps = new Int32Array(512);
  private stamp = 0;

  get layers(): readonly Layer[] {
    return [this.prior, this.workspace, this.open, this.renamed];
  }

  clear(): void {
    this.count = 0;
    this.stamp++;
    this.prior.clear();
    this.workspace.clear();
    this.open.clear();
    this.renamed.clear();
  }

  /** The slot of the token (`word`, `space`), or -1 where it has none. */
  find(word: number, space: number): number {
    let at = (Math.imul(word, 0x9e3779b1) ^ Math.imul(space, 0x85ebca6b)) >>> 23;
    while (this.stamps[at] === this.stamp) {
      const slot = this.table[at] as number;
      if (this.word[slot] === word && this.space[slot] === space) return slot;
      at = (at + 1) & 511;
    }
    return -1;
  }

  /** The slot of the token, made where it has none; -1 when all slots are taken. */
  slot(word: number, space: number): number {
    let at = (Math.imul(word, 0x9e3779b1) ^ Math.imul(space, 0x85ebca6b)) >>> 23;
    while (this.stamps[at] === this.stamp) {
      const slot = this.table[at] as number;
      if (this.word[slot] === word && this.space[slot] === space) return slot;
      at = (at + 1) & 511;
    }
    if (this.count === MOST) return -1;
    const slot = this.count++;
    this.table[at] = slot;
    this.stamps[at] = this.stamp;
    this.word[slot] = word;
    this.space[slot] = space;
    this.named[slot] = 0;
    this.prior.clearSlot(slot);
    this.workspace.clearSlot(slot);
    this.open.clearSlot(slot);
    this.renamed.clearSlot(slot);
    return slot;
  }
}
