import type { EngineAnswer, EngineQuery } from '../completion/types.ts';
import { Calibrator, type CalibratorData } from './calibrator.ts';
import { FEATURES } from './features.ts';
import { type Growth, growLine } from './grow.ts';
import { visitTokens } from './lexer.ts';
import { Names } from './names.ts';
import { OpenFile } from './openFile.ts';
import { type Place, readPlace } from './place.ts';
import { ASKED, cut, POLICIES } from './policy.ts';
import { type Knowledge, type Part, Predictor, type TracedCandidate } from './predictor.ts';
import { type LearnedFile, packIndex, unpackIndex } from './store.ts';
import { REMOVED, TOKENS_PER_SLOT, TokenIndex, WORD_MASK } from './tokenIndex.ts';
import { LINE_ENDS, NEWLINE, Spaces, Vocabulary } from './vocabulary.ts';

/** Built-in knowledge per language: token sequences as text, one a line (`priors/`). */
export type Priors = (languageId: string) => string | undefined;

export interface EngineOptions {
  readonly priors?: Priors;
  readonly calibrator?: CalibratorData;
  /** Most characters of source that are learned; the rest is refused. */
  readonly maxSourceBytes?: number;
  /** Parts that are left out, to measure what they earn. */
  readonly without?: readonly Part[];
}

export interface EngineStats {
  readonly files: number;
  readonly sourceBytes: number;
  readonly tokens: number;
  readonly memoryBytes: number;
}

const MOST_SOURCE = 20e6;
const FLOOR_WHEN_ASKED = 1e-4;
/** Characters learned in one step: about two milliseconds of work. */
const STEP = 16_000;

/**
 * The workspace engine: a language model of the user's own code, learned in the background, queried in a fraction of a
 * millisecond. Deterministic: the same files learned in the same order give the same text.
 */
export class WorkspaceEngine {
  private vocabulary = new Vocabulary();
  private spaces = new Spaces();
  private index: TokenIndex;
  private names = new Names(2);
  private files = new Map<string, LearnedFile>();
  /** The learned files in the order of their tokens; removed ones stay until the next rebuild. */
  private order: LearnedFile[] = [];
  private characters = 0;
  private removed = 0;
  private open: OpenFile;
  private openPath: string | undefined;
  private predictor: Predictor;
  private readonly calibrator: Calibrator | undefined;
  private readonly options: EngineOptions;
  private readonly without: ReadonlySet<Part>;
  private readonly priorIndexes = new Map<string, TokenIndex | undefined>();

  constructor(options: EngineOptions = {}) {
    this.options = options;
    this.without = new Set(options.without ?? []);
    this.index = new TokenIndex(this.vocabulary, 16);
    this.open = new OpenFile(this.vocabulary, this.spaces);
    this.predictor = new Predictor(this.vocabulary, this.spaces);
    const data = options.calibrator;
    const fits = data !== undefined && data.features.join() === FEATURES.join();
    this.calibrator = fits ? new Calibrator(data) : undefined;
  }

  /**
   * Learns a file, replacing what was learned under this path before. Line ends may be of any kind.
   *
   * @param stamp given back by `stampOf`.
   * @returns false where the file would exceed `maxSourceBytes`; nothing is learned of it then.
   */
  learn(path: string, text: string, stamp = ''): boolean {
    const steps = this.learnInSteps(path, text, stamp);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  /** The same as `learn`, a few milliseconds of work at a time, so that queries can be answered in between. */
  *learnInSteps(path: string, text: string, stamp = ''): Generator<void, boolean> {
    this.forget(path);
    const most = this.options.maxSourceBytes ?? MOST_SOURCE;
    if (this.characters + text.length > most) return false;
    this.characters += text.length;
    const start = this.index.length;
    this.index.pushContext(REMOVED);
    for (let from = 0; from < text.length; ) {
      const to = lineEndAfter(text, from + STEP);
      if (from > 0) this.index.push(NEWLINE);
      const piece = text.slice(from, to);
      this.pushText(this.index, piece);
      this.names.addAll(piece, 1);
      from = to;
      yield;
    }
    const file = { path, start, end: this.index.length, characters: text.length, stamp };
    this.files.set(path, file);
    this.order.push(file);
    return true;
  }

  /** Makes room for this much source, so that learning it never stops to rearrange what is there. For an empty engine. */
  reserve(characters: number): void {
    if (this.index.length > 0) return;
    const tokens = characters * 0.3;
    const bits = Math.min(20, Math.max(12, Math.ceil(Math.log2(tokens / TOKENS_PER_SLOT + 1))));
    this.index = new TokenIndex(this.vocabulary, bits);
  }

  /** Gives back the memory that is kept for learning more: for when it is done for now. */
  trim(): void {
    this.index.trim();
  }

  /** The stamp that a learned file came with; `undefined` for an unknown one. */
  stampOf(path: string): string | undefined {
    return this.files.get(path)?.stamp;
  }

  /** Forgets a file; does nothing where it is unknown. */
  forget(path: string): void {
    const file = this.files.get(path);
    if (file === undefined) return;
    this.names.addAll(this.textOf(file), -1);
    this.index.remove(file.start, file.end);
    this.removed += file.end - file.start;
    this.characters -= file.characters;
    this.files.delete(path);
    if (this.removed > 200_000 && this.removed * 2 > this.index.length) this.rebuild();
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  paths(): Iterable<string> {
    return this.files.keys();
  }

  get stats(): EngineStats {
    return {
      files: this.files.size,
      sourceBytes: this.characters,
      tokens: this.index.length,
      memoryBytes: this.index.memoryBytes + this.vocabulary.memoryBytes + this.names.memoryBytes,
    };
  }

  /** The completion at the cursor, or why there is none. */
  complete(query: EngineQuery): EngineAnswer {
    const policy = query.asked ? ASKED : POLICIES[query.boldness];
    const grown = this.grow(query, query.asked ? FLOOR_WHEN_ASKED : policy.threshold);
    const shown = cut(grown, policy);
    if (shown !== undefined && shown.text.trim() !== '') {
      return { kind: 'text', text: shown.text, confidence: shown.confidence };
    }
    const best = grown[grown.length - 1]?.confidence;
    if (best === undefined) return { kind: 'nothing', why: 'unsure' };
    return { kind: 'nothing', why: grown.length > 1 ? 'too short' : 'unsure', best };
  }

  /**
   * How the rest of the line grows, token by token, down to the probability `floor`. What the bench and the training look at.
   *
   * @param trace told the weighed candidates of each step.
   */
  grow(
    query: Pick<EngineQuery, 'path' | 'languageId' | 'before' | 'after'>,
    floor: number,
    trace?: (candidates: readonly TracedCandidate[], step: number) => void,
  ): Growth[] {
    const place = this.placeOf(query);
    return growLine(place, this.predictor, this.knowledgeFor(query), floor, trace);
  }

  private placeOf(query: Pick<EngineQuery, 'path' | 'before' | 'after'>): Place {
    const lineStart = query.before.lastIndexOf('\n') + 1;
    const restEnd = query.after.indexOf('\n');
    if (this.openPath !== query.path) {
      this.open.clear();
      this.openPath = query.path;
    }
    const useAfter = restEnd >= 0 && !this.without.has('after');
    this.open.follow(
      query.before.slice(0, lineStart),
      useAfter ? query.after.slice(restEnd + 1) : '',
    );
    return readPlace(query.before, query.after, this.vocabulary);
  }

  private knowledgeFor(query: Pick<EngineQuery, 'path' | 'languageId'>): Knowledge {
    const hidden = this.files.get(query.path) ?? { start: 0, end: 0 };
    const folder = folderOf(query.path);
    const stem = stemOf(query.path);
    return {
      vocabulary: this.vocabulary,
      spaces: this.spaces,
      workspace: this.index,
      names: this.names,
      open: this.open,
      prior: this.priorFor(query.languageId),
      hidden,
      calibrator: this.calibrator,
      without: this.without,
      nearness: position => {
        const path = this.fileAt(position)?.path;
        if (path === undefined) return 1;
        if (stemOf(path) === stem) return 3;
        return folderOf(path) === folder ? 2 : 1;
      },
    };
  }

  private priorFor(languageId: string): TokenIndex | undefined {
    if (this.options.priors === undefined) return undefined;
    if (!this.priorIndexes.has(languageId)) {
      const text = this.options.priors(languageId);
      const index = text === undefined ? undefined : new TokenIndex(this.vocabulary, 14);
      if (index !== undefined && text !== undefined) {
        for (const sequence of text.split('\n')) {
          index.pushContext(REMOVED);
          this.pushText(index, sequence.replaceAll('⏎', '\n'));
        }
      }
      this.priorIndexes.set(languageId, index);
    }
    return this.priorIndexes.get(languageId);
  }

  /** Appends the tokens of a text, apart from what stands before it. */
  private pushText(index: TokenIndex, text: string): void {
    const { vocabulary, spaces } = this;
    visitTokens(
      text,
      (start, end, space) =>
        index.push((spaces.intern(text, space, start) << 24) | vocabulary.intern(text, start, end)),
      shape => index.push(shape),
    );
  }

  /** The learned file that holds a position of the index. */
  private fileAt(position: number): LearnedFile | undefined {
    let low = 0;
    let high = this.order.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.order[middle] as LearnedFile).start <= position) low = middle;
      else high = middle - 1;
    }
    return this.order[low];
  }

  /** A learned file's tokens as text again: indentation and blank lines are gone, identifiers are whole. */
  private textOf(file: LearnedFile): string {
    const pieces: string[] = [];
    for (let at = file.start; at < file.end; at++) {
      const token = this.index.tokens.items[at] as number;
      if (token === REMOVED) continue;
      pieces.push(this.spaces.texts[token >>> 24] as string);
      pieces.push(this.vocabulary.texts[token & WORD_MASK] as string);
    }
    return pieces.join('');
  }

  /** Builds the index anew without the removed tokens. */
  private rebuild(): void {
    const index = new TokenIndex(this.vocabulary, 16);
    const order: LearnedFile[] = [];
    for (const file of this.order) {
      if (this.files.get(file.path) !== file) continue;
      const start = index.length;
      for (let at = file.start; at < file.end; at++) {
        const token = this.index.tokens.items[at] as number;
        if (token === REMOVED) index.pushContext(REMOVED);
        else index.push(token);
      }
      const moved = { ...file, start, end: index.length };
      order.push(moved);
      this.files.set(file.path, moved);
    }
    this.index = index;
    this.order = order;
    this.removed = 0;
  }

  /** Everything learned, as bytes: versioned and checksummed. */
  save(): Uint8Array {
    if (this.removed > 0) this.rebuild();
    return packIndex({
      words: this.vocabulary.texts.slice(LINE_ENDS),
      spaces: this.spaces.texts,
      tokens: this.index.tokens.items.subarray(0, this.index.length),
      files: this.order,
    });
  }

  /** What `save` gave, back; `undefined` where the bytes are damaged, cut off, or of another version. */
  static load(bytes: Uint8Array, options: EngineOptions = {}): WorkspaceEngine | undefined {
    const saved = unpackIndex(bytes);
    if (saved === undefined) return undefined;
    const engine = new WorkspaceEngine(options);
    for (const word of saved.words) engine.vocabulary.intern(word, 0, word.length);
    for (const space of saved.spaces) engine.spaces.intern(space, 0, space.length);
    if (engine.vocabulary.size !== saved.words.length + LINE_ENDS) return undefined;
    for (const token of saved.tokens) {
      if (token === REMOVED) engine.index.pushContext(REMOVED);
      else engine.index.push(token);
    }
    for (const file of saved.files) {
      engine.files.set(file.path, file);
      engine.order.push(file);
      engine.characters += file.characters;
      engine.names.addAll(engine.textOf(file), 1);
    }
    return engine;
  }
}

function lineEndAfter(text: string, at: number): number {
  const end = at >= text.length ? -1 : text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The name without folders, endings and the marks of a test: `user` for `src/user.test.ts`. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return name.replace(/\..*$/, '').replace(/^test_|_test$|_spec$/g, '');
}
