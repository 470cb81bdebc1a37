/** Characters by which a place in the document is known again in an answer. */
const KNOWN_BY = 60;

/** Tokens that were counted of a prompt. */
export interface PromptCounts {
  readonly prompt: number;
  readonly cached: number;
}

/** Tokens that were counted of an answer: those up to the last that was on the screen, and up to the last that was taken from there. */
export interface AnswerFigures extends PromptCounts {
  readonly generated: number;
  readonly shown: number;
  readonly taken: number;
}

/** One answer of the server, and what became of it on the screen. */
export class Answer {
  readonly asked: number;
  private readonly prompt: PromptCounts;
  /** Where each token that was said ends in the text. */
  readonly ends: number[] = [];
  private readonly before: string;
  private readonly first: number;
  private readonly perToken: number;
  private text = '';
  private shown = 0;
  private taken = 0;

  /**
   * @param before the end of the text before the cursor, as it was asked.
   * @param asked when, milliseconds.
   * @param first milliseconds to its first token.
   */
  constructor(
    before: string,
    asked: number,
    first: number,
    perToken: number,
    prompt: PromptCounts,
  ) {
    this.before = before.slice(-4 * KNOWN_BY);
    this.asked = asked;
    this.first = first;
    this.perToken = perToken;
    this.prompt = prompt;
  }

  /** One token more. */
  say(token: string): string {
    this.text += token;
    this.ends.push(this.text.length);
    return token;
  }

  /**
   * Where it goes on as `text` does at this place: how many characters they share, and where the last of these is in the answer; `undefined` where it
   * does not.
   */
  reaches(before: string, text: string): { end: number; size: number } | undefined {
    const all = this.before + this.text;
    const known = before.slice(-KNOWN_BY);
    const at = all.lastIndexOf(known);
    if (at < 0) return undefined;
    const start = at + known.length;
    let size = 0;
    while (size < text.length && all[start + size] === text[size]) size++;
    const end = start + size - this.before.length;
    return size > 0 && end > 0 ? { end, size } : undefined;
  }

  noteShown(end: number): void {
    this.shown = Math.max(this.shown, end);
  }

  noteTaken(end: number): void {
    this.taken = Math.max(this.taken, end);
  }

  /** Milliseconds from the question to the token that ends at `end` or after it: no client can have it sooner. */
  floorTo(end: number): number {
    const token = this.ends.findIndex(at => at >= end);
    return this.first + this.perToken * ((token < 0 ? this.ends.length - 1 : token) + 1);
  }

  get figures(): AnswerFigures {
    const { prompt, ends } = this;
    const [shown, taken] = [this.tokensTo(this.shown), this.tokensTo(this.taken)];
    return { ...prompt, generated: ends.length, shown, taken };
  }

  private tokensTo(end: number): number {
    return this.ends.findLastIndex(at => at <= end) + 1 || (end > 0 ? 1 : 0);
  }
}
