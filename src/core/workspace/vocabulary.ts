import { isWordCode } from './lexer.ts';

/**
 * Ids `0…5` are the line ends, one per `LineShape`: as context they tell how the next line is indented, as a prediction they
 * are all the same (`canonical`).
 */
export const LINE_ENDS = 6;
export const NEWLINE = 0;

/** As predictions all line ends are one. */
export function canonical(token: number): number {
  return token < LINE_ENDS && token >= 0 ? NEWLINE : token;
}

/** Words with a meaning of their own in the common languages: never renamed, and told apart in the features. */
const KEYWORDS = new Set(
  (
    'if else for while do return function const let var new this class extends import export from default switch case break ' +
    'continue throw try catch finally await async typeof instanceof in of null undefined true false void delete yield static ' +
    'public private protected readonly interface type enum implements def self None True False elif except raise with as pass ' +
    'lambda not and or is global nonlocal assert del func package struct map chan go defer range select nil string int error ' +
    'bool fn pub use mod impl trait match mut ref where crate super Self Some Ok Err loop move unsafe dyn final abstract throws ' +
    'long double float char boolean unsigned size_t sizeof typedef include define ifdef ifndef endif elsif end begin module ' +
    'require then unless nullptr namespace template using virtual override auto foreach echo fun val when object companion'
  ).split(' '),
);

/** What kind of text a token is; the numbers are features of the calibrator and must not change their meaning. */
export const KIND = {
  newline: 0,
  word: 1,
  keyword: 2,
  number: 3,
  punctuation: 4,
  closer: 5,
  opener: 6,
};

export function kindOfText(text: string): number {
  if (text === '\n') return KIND.newline;
  const code = text.charCodeAt(0);
  if (code >= 48 && code <= 57) return KIND.number;
  if (isWordCode(code)) return KEYWORDS.has(text) ? KIND.keyword : KIND.word;
  if (text === ')' || text === ']' || text === '}') return KIND.closer;
  if (text === '(' || text === '[' || text === '{') return KIND.opener;
  return KIND.punctuation;
}

/** A list of 8, 16 or 32-bit numbers that grows by half when it is full. */
export class Ints {
  items: Int32Array;
  length = 0;
  constructor(capacity = 1024) {
    this.items = new Int32Array(capacity);
  }
  push(value: number): void {
    if (this.length === this.items.length) {
      const grown = new Int32Array(Math.ceil(this.length * 1.5) + 16);
      grown.set(this.items);
      this.items = grown;
    }
    this.items[this.length++] = value;
  }
  /** Gives back the room for growth. */
  trim(): void {
    this.items = this.items.slice(0, this.length);
  }
}

/**
 * All distinct token texts, numbered in the order of their first appearance. Looking a token up in the middle of a text
 * makes no string: the characters are hashed where they stand.
 */
export class Vocabulary {
  readonly texts: string[] = [];
  readonly kinds: number[] = [];
  private readonly hashes = new Ints();
  private slots = new Int32Array(1 << 12).fill(-1);

  constructor() {
    for (let shape = 0; shape < LINE_ENDS; shape++) this.add('\n', shape);
  }

  get size(): number {
    return this.texts.length;
  }

  /** The id of `text[start, end)`, given a new one where it has none. */
  intern(text: string, start: number, end: number): number {
    const hash = hashOf(text, start, end);
    const found = this.lookUp(text, start, end, hash);
    return found >= 0 ? found : this.add(text.slice(start, end), hash);
  }

  /** The id of `text[start, end)`, or -1. */
  find(text: string, start = 0, end = text.length): number {
    return this.lookUp(text, start, end, hashOf(text, start, end));
  }

  private lookUp(text: string, start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.slots[slot] as number;
      if (id < 0) return -1;
      if (this.hashes.items[id] === hash && same(this.texts[id] as string, text, start, end)) {
        return id;
      }
    }
  }

  private add(text: string, hash: number): number {
    const id = this.texts.length;
    this.texts.push(text);
    this.kinds.push(kindOfText(text));
    this.hashes.push(hash);
    if (text !== '\n') this.place(id, hash);
    if (id * 2 > this.slots.length) this.widen();
    return id;
  }

  private place(id: number, hash: number): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while ((this.slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    this.slots[slot] = id;
  }

  private widen(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let id = LINE_ENDS; id < this.texts.length; id++) {
      this.place(id, this.hashes.items[id] as number);
    }
  }

  /** Bytes held: tables exactly, strings at two bytes a character and their header. */
  get memoryBytes(): number {
    let strings = 0;
    for (const text of this.texts) strings += 16 + ((text.length + 7) & ~7);
    return strings + this.texts.length * 12 + this.slots.byteLength + this.hashes.items.byteLength;
  }
}

/** FNV-1a over UTF-16 code units (Fowler, Noll, Vo), finished so that the low bits are mixed too. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}

function same(known: string, text: string, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let at = 0; at < known.length; at++) {
    if (known.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  }
  return true;
}

/** The distinct runs of spaces before tokens. More than 255 of them: the rest read as one space. */
export class Spaces {
  readonly texts: string[] = ['', ' '];
  private readonly ids = new Map<string, number>([
    ['', 0],
    [' ', 1],
  ]);

  intern(text: string, start: number, end: number): number {
    if (start === end) return 0;
    if (end - start === 1 && text.charCodeAt(start) === 32) return 1;
    const run = text.slice(start, end);
    const known = this.ids.get(run);
    if (known !== undefined) return known;
    if (this.texts.length > 254 || run.length > 64) return 1;
    this.texts.push(run);
    this.ids.set(run, this.texts.length - 1);
    return this.texts.length - 1;
  }
}
