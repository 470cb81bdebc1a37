/** A text whose lines are found without cutting it up: a string for each line of a workspace would cost more than its text. */
export class LinedText {
  readonly text: string;
  private readonly starts: Uint32Array;

  constructor(text: string) {
    this.text = text;
    const starts: number[] = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.starts = Uint32Array.from(starts);
  }

  /** How many lines; an empty text has one. */
  get length(): number {
    return this.starts.length;
  }

  /** A line without its end; empty outside of the text. */
  line(k: number): string {
    return this.lines(k, k + 1);
  }

  /** The lines `[from, to)` as one text, as far as there are any. */
  lines(from: number, to: number): string {
    const first = this.starts[Math.max(0, from)];
    if (first === undefined || to <= Math.max(0, from)) return '';
    const end = this.starts[to];
    return this.text.slice(first, end === undefined ? this.text.length : end - 1);
  }
}
