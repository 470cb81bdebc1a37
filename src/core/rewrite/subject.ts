/** Something that a compiler or a linter said about a line. */
export interface Problem {
  /** In the document, from 1. */
  readonly line: number;
  readonly message: string;
}

/** What a command is about, as a value: whole lines of one document, and what stands around them. Lines end with `\n`, the last one with nothing. */
export interface Subject {
  readonly path: string;
  readonly languageId: string;
  /** The document's lines, and which of them are meant: from `start`, `count` of them. */
  readonly lines: readonly string[];
  readonly start: number;
  readonly count: number;
  /** What the lines are, where it is known: `function clamp`. */
  readonly name?: string | undefined;
  readonly problems?: readonly Problem[];
}

/** The lines that are meant. */
export function selectedLines({ lines, start, count }: Subject): readonly string[] {
  return lines.slice(start, start + count);
}
