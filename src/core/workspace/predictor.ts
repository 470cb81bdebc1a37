import type { Calibrator } from './calibrator.ts';
import { Candidates } from './candidates.ts';
import { collectMatches, collectRenamed, Filter, type Hidden, type Typed } from './evidence.ts';
import { FEATURE_COUNT, type Step, writeFeatures } from './features.ts';
import { isWordCode, tokenEnd } from './lexer.ts';
import { mixEvidence } from './mixture.ts';
import type { Names } from './names.ts';
import type { OpenFile } from './openFile.ts';
import { type Place, wordShape, wordText } from './place.ts';
import { REMOVED, type TokenIndex, WORD_MASK } from './tokenIndex.ts';
import {
  KIND,
  kindOfText,
  LINE_ENDS,
  NEWLINE,
  type Spaces,
  type Vocabulary,
} from './vocabulary.ts';

/** A part of the engine that can be left out, to measure what it earns. */
export type Part = 'open file' | 'renaming' | 'names' | 'priors' | 'after' | 'calibrator';

/** Everything the predictor looks at. */
export interface Knowledge {
  readonly vocabulary: Vocabulary;
  readonly spaces: Spaces;
  readonly workspace: TokenIndex;
  readonly names: Names;
  readonly open: OpenFile;
  readonly prior: TokenIndex | undefined;
  readonly hidden: Hidden;
  /** How close the file that holds the workspace position is to the open one: 1 elsewhere, 2 same folder, 3 same name. */
  nearness(position: number): number;
  readonly calibrator: Calibrator | undefined;
  readonly without: ReadonlySet<Part>;
}

/** The next token, as the engine would have it. */
export interface Prediction {
  readonly word: number;
  /** What it adds to the text: spaces and word, less what is typed already. Empty for the end of the line. */
  readonly added: string;
  readonly newline: boolean;
  readonly probability: number;
}

/** What was predicted before the token that is asked for. */
export interface Path {
  /** 0 for the token at the cursor, then 1, 2, … */
  readonly step: number;
  /** Log of the probability of the tokens predicted so far. */
  readonly logarithm: number;
  /** The identifier that the text so far ends with, from its start; empty where it ends outside of one. */
  readonly name: string;
}

/** A candidate as the training script sees it. */
export interface TracedCandidate {
  readonly added: string;
  readonly newline: boolean;
  readonly features: Float64Array;
}

/** How many candidates, the likeliest by the mixture, are weighed by the calibrator. */
const WEIGHED = 5;
const WORKSPACE_BUDGETS = [24, 40, 56];
const OPEN_BUDGETS = [24, 24, 24];
const PRIOR_BUDGETS = [24, 24, 24];
const RENAMED_BUDGET = 48;
const NAMES_LOOKED_AT = 400;
const NOTHING_HIDDEN: Hidden = { start: 0, end: 0 };

/** Predicts one token at a time. Holds scratch memory only: what it says depends on its arguments alone. */
export class Predictor {
  private readonly candidates = new Candidates();
  private readonly best = new Int32Array(WEIGHED);
  private readonly row = new Float64Array(FEATURE_COUNT);
  private readonly filter: Filter;
  private readonly vocabulary: Vocabulary;
  private readonly spaces: Spaces;

  constructor(vocabulary: Vocabulary, spaces: Spaces) {
    this.vocabulary = vocabulary;
    this.spaces = spaces;
    this.filter = new Filter(vocabulary, spaces.texts);
  }

  /**
   * The likeliest next token at `place`, or `undefined` where nothing is known.
   *
   * @param trace when given, is told all candidates that were weighed (the training data).
   */
  predict(
    place: Place,
    typed: Typed,
    path: Path,
    know: Knowledge,
    trace?: (candidates: readonly TracedCandidate[]) => void,
  ): Prediction | undefined {
    const { candidates } = this;
    const { step } = path;
    const names = this.gather(place, typed, step, know);
    if (candidates.count === 0) return undefined;
    mixEvidence(candidates);
    const weighed = this.pickLikeliest();
    const facts: Step = {
      typed: typed.word.length,
      names,
      step,
      path: path.logarithm,
      column: place.column + step,
      inside: place.inside,
      rest: know.without.has('after') ? 0 : restKind(place.lineRest),
      indexSize: know.workspace.length,
      openLength: know.open.index.length,
      lastKind: this.kindFromEnd(place, 1),
      beforeLastKind: this.kindFromEnd(place, 2),
      depth: this.openBrackets(place),
    };
    let chosen = -1;
    let confidence = -1;
    const traced: TracedCandidate[] = [];
    for (let rank = 0; rank < weighed; rank++) {
      const slot = this.best[rank] as number;
      const plain = candidates.probability[slot] as number;
      const rival = candidates.probability[this.best[rank === 0 ? 1 : 0] as number] as number;
      let probability = plain;
      if (know.calibrator !== undefined || trace !== undefined) {
        this.describe(slot, rank, weighed > 1 ? rival : 0, facts, place, typed, path.name, know);
        if (know.calibrator !== undefined && !know.without.has('calibrator')) {
          probability = know.calibrator.probability(this.row);
        }
        if (trace !== undefined) traced.push(this.traced(slot, place, typed));
      }
      if (probability > confidence) {
        confidence = probability;
        chosen = slot;
      }
    }
    trace?.(traced);
    const word = candidates.word[chosen] as number;
    return {
      word,
      added: this.addedBy(chosen, place, typed),
      newline: word === NEWLINE,
      probability: confidence,
    };
  }

  /** Fills the candidates with all evidence; returns how many names begin as typed. */
  private gather(place: Place, typed: Typed, step: number, know: Knowledge): number {
    const { candidates, filter } = this;
    candidates.clear();
    filter.set(typed);
    const { context } = place;
    const { without } = know;
    const textOf = (word: number): string => wordText(word, place, this.vocabulary);
    if (know.prior !== undefined && !without.has('priors')) {
      collectMatches(
        know.prior,
        context,
        candidates.prior,
        candidates,
        filter,
        PRIOR_BUDGETS,
        NOTHING_HIDDEN,
      );
    }
    collectMatches(
      know.workspace,
      context,
      candidates.workspace,
      candidates,
      filter,
      WORKSPACE_BUDGETS,
      know.hidden,
    );
    const open = know.open.index;
    if (!without.has('open file')) {
      collectMatches(
        open,
        context,
        candidates.open,
        candidates,
        filter,
        OPEN_BUDGETS,
        NOTHING_HIDDEN,
      );
    }
    if (!without.has('renaming')) {
      const shapeOf = (word: number): number => wordShape(word, place, this.vocabulary);
      collectRenamed(
        open,
        context,
        shapeOf,
        candidates,
        filter,
        textOf,
        RENAMED_BUDGET,
        NOTHING_HIDDEN,
      );
      collectRenamed(
        know.workspace,
        context,
        shapeOf,
        candidates,
        filter,
        textOf,
        RENAMED_BUDGET,
        know.hidden,
      );
    }
    if (typed.word === '') return 0;
    const names = step === 0 && !without.has('names') ? this.gatherNames(place, typed, know) : 0;
    // what is typed may be the whole token, whether it was ever seen here or not
    const whole = this.vocabulary.find(typed.word);
    if (whole >= 0) candidates.slot(whole, 0);
    else {
      const stranger = place.strangers.indexOf(typed.word);
      if (stranger >= 0) candidates.slot(-2 - stranger, 0);
    }
    return names;
  }

  private gatherNames(place: Place, typed: Typed, know: Knowledge): number {
    const { name } = place;
    if (name === '') return 0;
    const offset = name.length - typed.word.length;
    const { candidates, vocabulary } = this;
    let total = 0;
    let found = 0;
    const add = (longer: string, weight: number): void => {
      const end = tokenEnd(longer, offset, longer.length);
      if (end - offset < typed.word.length) return;
      if (!longer.startsWith(typed.word, offset)) return;
      const slot = candidates.slot(vocabulary.intern(longer, offset, end), 0);
      if (slot < 0) return;
      candidates.named[slot] = (candidates.named[slot] as number) + weight;
      total += weight;
      found++;
    };
    const here = know.open.names;
    if (!know.without.has('open file')) {
      here.visit(name, NAMES_LOOKED_AT, (longer, count) => add(longer, 8 * Math.min(count, 4)));
    }
    know.names.visit(name, NAMES_LOOKED_AT, (longer, count) => add(longer, Math.log2(1 + count)));
    for (let slot = 0; slot < candidates.count; slot++) {
      candidates.named[slot] = (candidates.named[slot] as number) / (total + 1);
    }
    return found;
  }

  /** Puts the slots of the likeliest candidates into `best`, in order; returns how many there are. */
  private pickLikeliest(): number {
    const { candidates, best } = this;
    let size = 0;
    for (let slot = 0; slot < candidates.count; slot++) {
      const probability = candidates.probability[slot] as number;
      let at = size < WEIGHED ? size++ : WEIGHED;
      while (at > 0 && (candidates.probability[best[at - 1] as number] as number) < probability) {
        if (at < WEIGHED) best[at] = best[at - 1] as number;
        at--;
      }
      if (at < WEIGHED) best[at] = slot;
    }
    return size;
  }

  private describe(
    slot: number,
    rank: number,
    rival: number,
    step: Step,
    place: Place,
    typed: Typed,
    nameSoFar: string,
    know: Knowledge,
  ): void {
    const { candidates } = this;
    const word = candidates.word[slot] as number;
    const text = wordText(word, place, this.vocabulary);
    const kind = kindOfText(text);
    const useAfter = !know.without.has('after');
    const latest = candidates.workspace.latest[slot] as number;
    const name = nameWith(nameSoFar, this.addedBy(slot, place, typed));
    writeFeatures(this.row, candidates, slot, rank, rival, step, {
      kind,
      usesHere: kind === KIND.word ? know.open.names.count(text) : 0,
      length: text.length - typed.word.length,
      whole: text === typed.word,
      meetsRest: useAfter && place.lineRest !== '' && place.lineRest.trimStart().startsWith(text),
      near: latest < 0 ? 0 : know.nearness(latest),
      follows: useAfter && this.followsAlike(slot, place, know),
      ...standsNearby(word, place),
      nameHere: name === '' ? -1 : know.open.names.count(name),
      nameElsewhere: name === '' ? -1 : know.names.count(name),
    });
  }

  /** The kind of the context's last token, or of one before it; -1 where there is none. */
  private kindFromEnd(place: Place, back: number): number {
    const { words, length } = place.context;
    return length < back ? -1 : this.kindOf(words[length - back] as number, place);
  }

  /** How many brackets the cursor's line has opened and not closed. */
  private openBrackets(place: Place): number {
    const { words, length } = place.context;
    let depth = 0;
    let closed = 0;
    for (let at = length - 1; at >= 0 && (words[at] as number) >>> 0 >= LINE_ENDS; at--) {
      const kind = this.kindOf(words[at] as number, place);
      if (kind === KIND.closer) closed++;
      else if (kind === KIND.opener && closed > 0) closed--;
      else if (kind === KIND.opener) depth++;
    }
    return depth;
  }

  private kindOf(word: number, place: Place): number {
    return word >= 0
      ? (this.vocabulary.kinds[word] as number)
      : kindOfText(wordText(word, place, this.vocabulary));
  }

  /** Does the line after an occurrence behind the candidate begin as the line after the cursor does? */
  private followsAlike(slot: number, place: Place, know: Knowledge): boolean {
    if (place.nextLine.length === 0) return false;
    const { workspace, open } = this.candidates;
    return (
      nextLineIs(know.workspace, workspace.latest[slot] as number, place.nextLine) ||
      nextLineIs(know.open.index, open.latest[slot] as number, place.nextLine)
    );
  }

  private addedBy(slot: number, place: Place, typed: Typed): string {
    const { candidates } = this;
    const word = candidates.word[slot] as number;
    if (word === NEWLINE) return '';
    const text = wordText(word, place, this.vocabulary);
    if (typed.word !== '') return text.slice(typed.word.length);
    const space = this.spaces.texts[candidates.space[slot] as number] as string;
    return space.slice(typed.space.length) + text;
  }

  private traced(slot: number, place: Place, typed: Typed): TracedCandidate {
    return {
      added: this.addedBy(slot, place, typed),
      newline: this.candidates.word[slot] === NEWLINE,
      features: this.row.slice(),
    };
  }
}

/**
 * The identifier that a candidate makes or ends: `get` with `User` makes `getUser`, with `(` it ends as `get`. Empty for all else.
 */
function nameWith(nameSoFar: string, added: string): string {
  let end = 0;
  while (end < added.length && isWordCode(added.charCodeAt(end))) end++;
  if (end > 0) return nameSoFar + added.slice(0, end);
  let start = added.length;
  while (start > 0 && isWordCode(added.charCodeAt(start - 1))) start--;
  return start < added.length ? added.slice(start) : nameSoFar;
}

/** 0 nothing, 1 only closing brackets and punctuation, 2 more. */
function restKind(rest: string): number {
  if (rest.trim() === '') return 0;
  return /^[\s)\]}>;:,'"`]*$/.test(rest) ? 1 : 2;
}

/** Does the word stand on the cursor's line already, or on the line above? Looks at the context's own tokens. */
function standsNearby(word: number, place: Place): { onLine: number; above: boolean } {
  const { words, length } = place.context;
  let onLine = 0;
  let at = length - 1;
  for (; at >= 0 && (words[at] as number) >>> 0 >= LINE_ENDS; at--) {
    if (words[at] === word) onLine++;
  }
  for (at--; at >= 0 && (words[at] as number) >>> 0 >= LINE_ENDS; at--) {
    if (words[at] === word) return { onLine, above: true };
  }
  return { onLine, above: false };
}

function nextLineIs(index: TokenIndex, from: number, line: readonly number[]): boolean {
  if (from < 0) return false;
  const tokens = index.tokens.items;
  const most = Math.min(index.length - 2, from + 48);
  for (let at = from + 1; at < most; at++) {
    const token = tokens[at] as number;
    if (token === REMOVED) return false;
    if ((token & WORD_MASK) < LINE_ENDS) {
      return line.every((word, k) => ((tokens[at + 1 + k] as number) & WORD_MASK) === word);
    }
  }
  return false;
}
