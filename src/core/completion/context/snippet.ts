import type { Snapshot } from '../types.ts';

/** A piece of text that may help the model, as a source offers it. Nothing of it has passed the gate yet. */
export interface Snippet {
  /** Path inside the workspace; shown to the model, and what the gate judges by. */
  readonly path: string;
  /** Whole lines. */
  readonly text: string;
  /** For people, a few words: `reads like the cursor's place`. */
  readonly why: string;
  /** 0…1: the chance that the model writes a better line with it, by what was measured. Sources are compared by it. */
  readonly worth: number;
  /** The lines that matter: while a snippet chosen earlier holds them, that one stays as it is. */
  readonly focus?: string;
}

/** Where the cursor is, and how much of the text around it the prompt holds anyway. */
export interface ContextPlace extends Snapshot {
  /** The end of `before`, and the start of `after`. */
  readonly window: { readonly before: string; readonly after: string };
}

/** Where snippets come from: one file in `sources/` for each. */
export interface ContextSource {
  readonly name: string;
  /** What it offers for this place. May take its time: what comes late is for the next question. */
  offer(at: ContextPlace, signal: AbortSignal): readonly Snippet[] | Promise<readonly Snippet[]>;
}

/** Reads the file of one of these names that is nearest above a document, the first name first; `undefined` where there is none. */
export type ReadNearest = (
  uri: string,
  names: readonly string[],
  signal: AbortSignal,
) => Promise<{ readonly path: string; readonly text: string } | undefined>;

/** A snippet and who offered it. */
export interface Offer extends Snippet {
  readonly source: string;
}

/** What became of an offer: what `Inkling: Why?` shows. */
export interface ContextNote {
  readonly source: string;
  readonly path: string;
  readonly why: string;
  readonly worth: number;
  readonly tokens: number;
  /** `undefined` for what went along; else why it was dropped. */
  readonly dropped?: string;
}
