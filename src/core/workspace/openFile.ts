import { type LineShape, lineShape, visitTokens } from './lexer.ts';
import { Names } from './names.ts';
import { REMOVED, TokenIndex } from './tokenIndex.ts';
import type { Spaces, Vocabulary } from './vocabulary.ts';

/** Tokens of context that are repeated before a patch, so that the first token of a changed line is found by what precedes it. */
const PATCH_CONTEXT = 24;

/** A line's tokens: `[start, end)` in the index; its text tells whether it is still the same. */
interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The model of the file being edited: an index of its lines, all but the one that the cursor is on. It follows the edits line by
 * line. Lines that change are taken out and pushed again at the end, with a few tokens of context before them:
 *
 *     index:  a b c d e f g          d changes to D
 *     index:  a b c · e f g  (b c) D     `·` removed, `( )` context only
 *
 * When half of the index is such leftovers, it is built anew.
 */
export class OpenFile {
  readonly index: TokenIndex;
  readonly names = new Names(1);
  private lines: Line[] = [];
  private live = 0;
  private readonly vocabulary: Vocabulary;
  private readonly spaces: Spaces;
  private before = '';
  private after = '';

  constructor(vocabulary: Vocabulary, spaces: Spaces) {
    this.vocabulary = vocabulary;
    this.spaces = spaces;
    this.index = new TokenIndex(vocabulary, 10);
  }

  clear(): void {
    this.index.clear();
    this.names.clear();
    this.lines = [];
    this.live = 0;
    this.before = '';
    this.after = '';
  }

  /**
   * Follows the document.
   *
   * @param before whole lines before the cursor's line, each with its `\n`.
   * @param after whole lines after the cursor's line.
   */
  follow(before: string, after: string): void {
    if (before === this.before && after === this.after) return;
    if (after === this.after && before.startsWith(this.before) && this.afterIsEmpty()) {
      const fresh = linesOf(before.slice(this.before.length));
      this.replace(this.lines.length, this.lines.length, fresh);
    } else {
      const fresh = [...linesOf(before), ...linesOf(after)];
      const [from, oldEnd, newEnd] = difference(this.lines, fresh);
      this.replace(from, oldEnd, fresh.slice(from, newEnd));
    }
    this.before = before;
    this.after = after;
    if (this.index.length > 2 * this.live + 4096) this.rebuild();
  }

  private afterIsEmpty(): boolean {
    return this.after === '';
  }

  private rebuild(): void {
    const texts = this.lines.map(line => line.text);
    this.index.clear();
    this.names.clear();
    this.lines = [];
    this.live = 0;
    this.replace(0, 0, texts);
  }

  /** Puts `fresh` in the place of the lines `[from, end)`. */
  private replace(from: number, end: number, fresh: readonly string[]): void {
    for (let at = from; at < end; at++) {
      const line = this.lines[at] as Line;
      this.index.remove(line.start, line.end);
      this.live -= line.end - line.start;
      this.names.addAll(line.text, -1);
    }
    const previous = this.lines[from - 1];
    const continues =
      previous === undefined ? this.index.length === 0 : previous.end === this.index.length;
    if (!continues) this.pushContextBefore(from);
    const added: Line[] = [];
    let { indent, blank } = this.indentBefore(from);
    for (const text of fresh) {
      const start = this.index.length;
      if (text.trim() === '') blank = true;
      else {
        const width = text.search(/\S/);
        if (indent >= 0) this.index.push(lineShape(indent, width, blank) satisfies LineShape);
        visitTokens(
          text,
          (s, e, space) => this.index.push(this.token(text, s, e, space)),
          () => {},
        );
        indent = width;
        blank = false;
      }
      added.push({ text, start, end: this.index.length });
      this.live += this.index.length - start;
      this.names.addAll(text, 1);
    }
    if (from === this.lines.length) for (const line of added) this.lines.push(line);
    else this.lines = [...this.lines.slice(0, from), ...added, ...this.lines.slice(end)];
  }

  private token(text: string, start: number, end: number, space: number): number {
    return (
      (this.spaces.intern(text, space, start) << 24) | this.vocabulary.intern(text, start, end)
    );
  }

  /** Repeats the tokens before line `at` as context; the last of them can be found, so that it predicts what comes next. */
  private pushContextBefore(at: number): void {
    const { items } = this.index.tokens;
    const context: number[] = [];
    for (let k = at - 1; k >= 0 && context.length < PATCH_CONTEXT; k--) {
      const line = this.lines[k] as Line;
      for (let p = line.end - 1; p >= line.start && context.length < PATCH_CONTEXT; p--) {
        context.unshift(items[p] as number);
      }
    }
    this.index.pushContext(REMOVED); // what precedes in the index does not precede in the file
    context.forEach((token, k) => {
      if (k < context.length - 1) this.index.pushContext(token);
      else this.index.push(token);
    });
  }

  private indentBefore(at: number): { indent: number; blank: boolean } {
    let blank = false;
    for (let k = at - 1; k >= 0; k--) {
      const { text } = this.lines[k] as Line;
      if (text.trim() !== '') return { indent: text.search(/\S/), blank };
      blank = true;
    }
    return { indent: -1, blank };
  }
}

/** `text`'s lines; the piece after the last newline is not one when it is empty. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
}

/** The lines that differ: `[from, oldEnd)` became `[from, newEnd)`. */
function difference(old: readonly Line[], fresh: readonly string[]): [number, number, number] {
  let from = 0;
  const most = Math.min(old.length, fresh.length);
  while (from < most && (old[from] as Line).text === fresh[from]) from++;
  let oldEnd = old.length;
  let newEnd = fresh.length;
  while (oldEnd > from && newEnd > from && (old[oldEnd - 1] as Line).text === fresh[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  return [from, oldEnd, newEnd];
}
