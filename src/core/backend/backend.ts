import type { SafeText } from '../gate/gate.ts';

/** What the server counted, tokens. What is not told is `undefined`; a provider's count wins over ours. */
export interface Usage {
  readonly prompt?: number | undefined;
  /** Of the prompt, from the server's prefix cache. */
  readonly cached?: number | undefined;
  readonly generated?: number | undefined;
  readonly reasoning?: number | undefined;
}

/** A piece of an answer as it streams. `end` comes exactly once, last, and only when the answer is whole or was cut by a limit. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'end'; readonly why: 'whole' | 'length' };

/** Code of another file that goes along as context. */
export interface ContextFile {
  readonly path: string;
  readonly text: SafeText;
}

/** A hole in a file, to be filled in. */
export interface FimQuestion {
  readonly kind: 'fim';
  readonly path: string;
  readonly languageId: string;
  readonly before: SafeText;
  readonly after: SafeText;
  readonly context: readonly ContextFile[];
  readonly mostTokens: number;
  /** 0, the default: the likeliest answer. More lets it vary. */
  readonly temperature?: number;
}

export interface Message {
  readonly role: 'user' | 'assistant';
  readonly text: SafeText;
}

/** A conversation, to be answered. */
export interface ChatQuestion {
  readonly kind: 'chat';
  /** Our own instructions; no text of the user's. */
  readonly system: string;
  readonly messages: readonly Message[];
  readonly mostTokens: number;
  readonly effort?: 'low' | 'medium' | 'high';
  /** What most of the answer will be, for servers that can write it faster then: a file that is to be rewritten. */
  readonly prediction?: SafeText;
}

export type Question = FimQuestion | ChatQuestion;

/**
 * A model behind some protocol. An answer streams; whoever stops reading it, or aborts, makes the server stop.
 *
 * `stream` throws `BackendError`, or the signal's reason. Text that came before the error counts as incomplete.
 */
export interface Backend {
  /** The model's id as the server knows it. */
  readonly model: string;
  /** Host and port. */
  readonly host: string;
  stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece>;
}

/** The text of a stream. @param onOther told of all that is none. */
export async function* textOnly(
  stream: AsyncIterable<Piece>,
  onOther: (piece: Piece) => void = () => {},
): AsyncGenerator<string> {
  for await (const piece of stream) {
    if (piece.kind === 'text') yield piece.text;
    else onOther(piece);
  }
}
