import type { FimQuestion } from '../backend/backend.ts';
import type { ContextNote } from './context/snippet.ts';

/**
 * The text around the cursor at one moment: a value, never a live document.
 *
 *     before            after
 *     ─────────────┐┌──────────
 *     const a = fo█o(b);
 *
 * Lines end with `\n` whatever the document uses; the way out (`editor/edits.ts`) puts the document's own line ends back.
 * Both sides are windows of whole lines (`editor/snapshot.ts` bounds them), so a keystroke in a file of a million lines costs
 * the same as in a short one.
 */
export interface Snapshot {
  /** Identifies the document in this session. */
  readonly uri: string;
  /** Path inside its workspace folder with `/`, or just the file's name where it has no folder. */
  readonly path: string;
  /** VS Code's language id, say `typescript`. */
  readonly languageId: string;
  /** The document's version: two snapshots with the same `uri` and `version` show the same text. */
  readonly version: number;
  /** The cursor's line in the document, from 0. */
  readonly line: number;
  /** Text before the cursor; starts at the start of a line. */
  readonly before: string;
  /** Text after the cursor; ends at the end of a line. */
  readonly after: string;
  /** The entry selected in the suggest widget, when it is open: its text would replace `replaces` characters before the cursor. */
  readonly selected?: { readonly text: string; readonly replaces: number };
}

/** Where a suggestion's text came from: `workspace` for the workspace engine, or a model's id. */
export type Origin = string;

/** Text to insert at the cursor. It begins on the cursor's line; `replaces` characters after the cursor give way to it. */
export interface Suggestion {
  readonly text: string;
  /** How many characters after the cursor, on its line, the text replaces (an auto-closed bracket that it brings itself). */
  readonly replaces: number;
  /** Calibrated probability that every character is what the user wants, 0…1; a model tells none. */
  readonly confidence?: number;
  readonly origin: Origin;
  /** It was said at an earlier place, and is typed or accepted along. */
  readonly recalled: boolean;
}

/** How much is shown at once: the rest of the line, a block of lines, or all up to the end of the block that the cursor is in. */
export type Wants = 'line' | 'block' | 'long';

/** What was said at a place: all of it, the part that is shown first and what goes on after it. */
export interface Said {
  readonly at: Snapshot;
  readonly text: string;
  /** What the place asked for. */
  readonly wants: Wants;
  readonly origin: Origin;
  readonly confidence?: number | undefined;
  /** More is on its way. */
  readonly streaming: boolean;
  /** What was sent for it. The workspace engine sends nothing. */
  readonly sent?: readonly Sent[];
}

/** What a completion engine is asked. */
export interface EngineQuery {
  readonly path: string;
  readonly languageId: string;
  readonly before: string;
  readonly after: string;
  /** How sure the engine must be before it shows something. */
  readonly boldness: Boldness;
  /** The user asked by a key: answer with less confidence than when typing. */
  readonly asked: boolean;
}

/** Names of the confidence thresholds: the setting `inkling.confidence`. */
export type Boldness = 'cautious' | 'calm' | 'eager';

/** What an engine answers: raw text for the cursor, not yet tidied, or nothing with the reason. */
export type EngineAnswer =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly confidence?: number;
      /** Whose answer it is, where several were asked. */
      readonly origin?: Origin;
    }
  | {
      readonly kind: 'nothing';
      readonly why: 'unsure' | 'empty' | 'too short' | 'not ready';
      readonly best?: number;
    }
  | {
      readonly kind: 'nothing';
      /** The gate refused the text; or the model could not be asked. */
      readonly why: 'not sent' | 'failed';
      readonly reason: string;
    };

/** Answers at once, or says why not: the workspace engine. Never throws but for an abort. */
export interface Engine {
  readonly origin: Origin;
  suggest(query: EngineQuery, signal: AbortSignal): Promise<EngineAnswer>;
}

/** One question as it left, or would leave, for a model: all of its text went through the gate. */
export interface Sent {
  readonly question: FimQuestion;
  /** Host and port. */
  readonly host: string;
  /** How many secrets the gate hid around the cursor. */
  readonly hidden: number;
  /** What became of every piece of context that was offered. */
  readonly notes: readonly ContextNote[];
  /** Of the prompt, as we count them. */
  readonly tokens: number;
}

/** What a language model is asked. */
export interface Order {
  readonly at: Snapshot;
  /** The user asked by a key. */
  readonly asked: boolean;
  readonly mostTokens: number;
  /** 0, the default: the likeliest answer. More lets it vary. */
  readonly temperature?: number;
  /** Told of each question before it leaves. */
  onSent?(sent: Sent): void;
}

/** Takes its time, and streams: a language model as the pipeline sees it. */
export interface Model {
  readonly origin: Origin;
  /** Its tokens cost money: nothing is asked ahead. */
  readonly metered: boolean;
  /** @throws NoAnswer where it can't be asked or fails; the signal's reason when aborted. */
  ask(order: Order, signal: AbortSignal): AsyncGenerator<string>;
}

/** Why a model gave no answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly why: 'not sent' | 'failed';

  /** @param reason for people, one sentence. */
  constructor(why: 'not sent' | 'failed', reason: string) {
    super(reason);
    this.why = why;
  }
}
