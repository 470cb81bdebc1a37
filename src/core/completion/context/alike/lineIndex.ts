import { best } from './best.ts';
import { LinedText } from './linedText.ts';
import { termsOf } from './terms.ts';

/** A line of a file, numbered from 0, and how much the question asks for it. */
export interface FoundLine {
  readonly path: string;
  readonly lines: LinedText;
  readonly line: number;
  readonly score: number;
}

/** A term of the question, and where it stands: `offset` lines below the line that is looked for. */
export interface SoughtTerm {
  readonly term: string;
  readonly offset: number;
  readonly weight: number;
}

interface Learned {
  readonly path: string;
  readonly lines: LinedText;
  /** Of its first line, in the numbering of all lines. */
  readonly start: number;
  readonly forgotten: boolean;
}

/** Where a term stands. */
interface Lines {
  count: number;
  /** In ascending order; `undefined` once there are too many to be worth their memory. */
  numbers: number[] | undefined;
}

/** A term on more lines than this says nothing: where it stands is not kept. */
const TOO_COMMON = 3000;
/** The index is built anew when this many lines, and more than half of all, are forgotten. */
const MANY = 20_000;
/** Lines learned in one step: about two milliseconds of work. */
const STEP = 300;
const NOTHING = new LinedText('');

/**
 * Which lines of the workspace hold a term. Asked with the terms around the cursor, each with the place where it stands, it finds the
 * lines around which the same terms stand in the same places:
 *
 *     asked:   open file / █ / close file        found:   open socket
 *                                                         read(socket)   ← this line
 *                                                         close socket
 */
export class LineIndex {
  private files: Learned[] = [];
  private readonly byPath = new Map<string, number>();
  private terms = new Map<string, Lines>();
  private size = 0;
  private forgotten = 0;
  private scores = new Float32Array(1024);

  /** Learns a file, or learns it anew. */
  learn(path: string, text: string): void {
    for (const _ of this.learnInSteps(path, text)) {
      // all at once
    }
  }

  /** The same a few milliseconds of work at a time, so that questions can be answered, and files forgotten, in between. */
  *learnInSteps(path: string, text: string): Generator<void> {
    this.forget(path);
    const lines = new LinedText(text);
    const start = this.size;
    const at = this.files.length;
    this.size += lines.length;
    this.byPath.set(path, at);
    this.files.push({ path, lines, start, forgotten: false });
    for (let k = 0; k < lines.length; k++) {
      for (const term of termsOf(lines.line(k))) this.add(term, start + k);
      if (k % STEP < STEP - 1) continue;
      yield;
      if (this.files[at]?.lines !== lines) return; // forgotten meanwhile, or learned with all others
    }
  }

  forget(path: string): void {
    const at = this.byPath.get(path);
    const file = at === undefined ? undefined : this.files[at];
    if (at === undefined || file === undefined) return;
    this.byPath.delete(path);
    this.files[at] = { ...file, lines: NOTHING, forgotten: true };
    this.forgotten += file.lines.length;
    if (this.forgotten > MANY && this.forgotten * 2 > this.size) this.rebuild();
  }

  has(path: string): boolean {
    return this.byPath.has(path);
  }

  /** How much a term says: `ln(1 + lines / lines that hold it)`. */
  rarity(term: string): number {
    return Math.log(1 + this.size / ((this.terms.get(term)?.count ?? 0) + 1));
  }

  /** The `most` lines that the question asks for most, best first. @param without a path that is not looked in. */
  find(sought: readonly SoughtTerm[], most: number, without: string): FoundLine[] {
    if (this.scores.length < this.size) this.scores = new Float32Array(this.size * 2);
    const { scores } = this;
    const left = this.files[this.byPath.get(without) ?? -1];
    const from = left?.start ?? -1;
    const to = from + (left?.lines.length ?? 0);
    const touched: number[] = [];
    for (const { term, offset, weight } of sought) {
      const worth = weight * this.rarity(term);
      for (const line of this.terms.get(term)?.numbers ?? []) {
        const at = line - offset;
        if (at < 0 || at >= this.size || (at >= from && at < to)) continue;
        if (scores[at] === 0) touched.push(at);
        scores[at] = (scores[at] as number) + worth;
      }
    }
    const found: FoundLine[] = [];
    // as many again, for those that are forgotten
    for (const at of best(touched, scores, 2 * most)) {
      const { path, lines, start, forgotten } = this.fileAt(at);
      if (forgotten) continue;
      found.push({ path, lines, line: at - start, score: scores[at] as number });
    }
    for (const at of touched) scores[at] = 0;
    return found.slice(0, most);
  }

  private add(term: string, line: number): void {
    const lines = this.terms.get(term);
    if (lines === undefined) {
      this.terms.set(term, { count: 1, numbers: [line] });
      return;
    }
    lines.count++;
    if (lines.count > TOO_COMMON) lines.numbers = undefined;
    else lines.numbers?.push(line);
  }

  private fileAt(line: number): Learned {
    let low = 0;
    let high = this.files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.files[middle] as Learned).start <= line) low = middle;
      else high = middle - 1;
    }
    return this.files[low] as Learned;
  }

  private rebuild(): void {
    const kept = this.files.filter(file => !file.forgotten);
    this.files = [];
    this.byPath.clear();
    this.terms = new Map();
    this.size = 0;
    this.forgotten = 0;
    for (const { path, lines } of kept) this.learn(path, lines.text);
  }
}
