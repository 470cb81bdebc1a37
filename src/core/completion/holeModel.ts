import { type Backend, textOnly } from '../backend/backend.ts';
import { BackendError, explain } from '../backend/errors.ts';
import { cutAtTokens } from '../backend/fim.ts';
import type { Circuit } from '../backend/sharing/circuit.ts';
import type { Gate, PassedHole, SafeText } from '../gate/gate.ts';
import { lineStart } from './around.ts';
import type { Pack } from './context/packer.ts';
import { askCutBack, cutBack } from './heal.ts';
import { type Model, NoAnswer, type Order, type Sent, type Snapshot } from './types.ts';

/** What asking a model takes. */
export interface ModelTools {
  readonly backend: Backend;
  readonly gate: Gate;
  /** Resolves when the gate knows what it must know about this path. */
  rulesRead(path: string): Promise<void>;
  readonly circuit: Circuit;
  /** Special tokens of the model's family: an answer ends at any of them. */
  readonly tokens: readonly string[];
  /** What of the text around the cursor, and of other files, goes along. */
  readonly pack: Pack;
  /** It goes on right where the prompt ends, as models that fill holes do and chats do not: then it is asked from where a token may begin. */
  readonly goesOn: boolean;
  readonly metered: boolean;
  /** Told of each answer and each failure. */
  onDone(error: BackendError | undefined): void;
}

/** A language model that fills the hole at the cursor: gate → pack → stream. What can't be answered is told with its reason. */
export class HoleModel implements Model {
  readonly origin: string;
  readonly metered: boolean;
  private readonly tools: ModelTools;
  private readonly closing = new AbortController();

  constructor(tools: ModelTools) {
    this.tools = tools;
    this.origin = tools.backend.model;
    this.metered = tools.metered;
  }

  /** Ends all that is asked now: the user chose another model, say. */
  close(): void {
    this.closing.abort();
  }

  async *ask(order: Order, wanted: AbortSignal): AsyncGenerator<string> {
    const { circuit, onDone } = this.tools;
    if (circuit.closedFor > 0 && !order.asked) {
      throw new NoAnswer('failed', 'The model failed and is left alone for a while.');
    }
    const signal = AbortSignal.any([wanted, this.closing.signal]);
    let well = true;
    try {
      yield* withoutLeadingBlanks(this.stream(order, signal), order.at);
    } catch (error) {
      well = false;
      wanted.throwIfAborted();
      if (this.closing.signal.aborted)
        throw new NoAnswer('failed', 'Another model was chosen meanwhile.');
      if (!(error instanceof BackendError)) throw error;
      circuit.note(error);
      onDone(error);
      throw new NoAnswer('failed', explain(error));
    } finally {
      // whoever stops reading has what was wanted
      if (well) {
        circuit.succeeded();
        onDone(undefined);
      }
    }
  }

  private async *stream(order: Order, signal: AbortSignal): AsyncGenerator<string> {
    const { backend, goesOn, tokens } = this.tools;
    const packed = await this.packed(order, signal);
    const ask = (start: string): AsyncGenerator<string> => {
      signal.throwIfAborted();
      const sent = from(packed, start);
      order.onSent?.(sent);
      return cutAtTokens(textOnly(backend.stream(sent.question, signal)), tokens);
    };
    const { before } = packed.question;
    yield* goesOn ? askCutBack(before, ask) : ask(before);
  }

  /**
   * What would be sent for this place, without sending it.
   *
   * @throws NoAnswer where the gate refuses it; the signal's reason when aborted.
   */
  async preview(order: Order, signal: AbortSignal): Promise<Sent> {
    const packed = await this.packed(order, signal);
    const { before } = packed.question;
    return from(packed, this.tools.goesOn ? cutBack(before).before : before);
  }

  private async packed(
    { at, mostTokens, temperature = 0 }: Order,
    signal: AbortSignal,
  ): Promise<Sent> {
    const hole = await this.passed(at, signal);
    const { before, after, context, notes, tokens } = await this.tools.pack(at, hole, signal);
    const { path, languageId } = at;
    return {
      question: { kind: 'fim', path, languageId, before, after, context, mostTokens, temperature },
      host: this.tools.backend.host,
      hidden: hole.hidden,
      notes,
      tokens,
    };
  }

  private async passed(at: Snapshot, signal: AbortSignal): Promise<PassedHole> {
    await this.tools.rulesRead(at.path);
    signal.throwIfAborted();
    const { before, after } = nearOf(at);
    const hole = this.tools.gate.passHole(at.path, before, after);
    if (hole.kind === 'refused') throw new NoAnswer('not sent', hole.reason);
    return hole;
  }
}

/** The same, asked from an earlier place: a part of what went through the gate is as safe as the whole. */
function from(sent: Sent, before: string): Sent {
  return { ...sent, question: { ...sent.question, before: before as SafeText } };
}

/** Characters around the cursor, more than any prompt holds: the gate reads all that it is given, and 64 KB take it 5 ms. */
const NEAR_ABOVE = 16_000;
const NEAR_BELOW = 4_000;

/** The text around the cursor that may go into a prompt, in whole lines. */
function nearOf({ before, after }: Snapshot): { before: string; after: string } {
  const start = before.indexOf('\n', before.length - NEAR_ABOVE) + 1;
  const end = after.indexOf('\n', NEAR_BELOW);
  return {
    before: before.length <= NEAR_ABOVE ? before : before.slice(start || lineStart(before)),
    after: end < 0 ? after : after.slice(0, end),
  };
}

/**
 * After a space the model says another one now and then, and line ends before its first line: they are taken off. At the start of a line spaces are
 * indentation, and stay.
 *
 *     const a = █   + ␣1;      ⇒  1;
 *     def f():⏎█    + ␣␣␣␣a()  ⇒  ␣␣␣␣a()
 */
async function* withoutLeadingBlanks(
  chunks: AsyncIterable<string>,
  { before }: Snapshot,
): AsyncGenerator<string> {
  const atStart = before === '' || before.endsWith('\n');
  if (!atStart && !/\s$/.test(before)) {
    yield* chunks;
    return;
  }
  let head = '';
  let begun = false;
  for await (const chunk of chunks) {
    if (begun) {
      yield chunk;
      continue;
    }
    head += chunk;
    begun = /\S/.test(head);
    if (begun) yield atStart ? head.replace(/^\s*\n|^ (?=\S)/, '') : head.trimStart();
  }
}
