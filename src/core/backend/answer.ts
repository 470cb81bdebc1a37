import type { Piece, Usage } from './backend.ts';
import { BackendError } from './errors.ts';
import { DONE, type StreamItem } from './http/events.ts';

/** What one value of a stream says, in the words of every protocol. */
export interface Said {
  readonly text?: string | undefined;
  readonly reasoning?: string | undefined;
  readonly usage?: Usage | undefined;
  /** A finish reason, as the protocol names it. */
  readonly finish?: string | undefined;
}

/** Reads a value of a protocol's stream; `undefined` for what is none of its shapes. */
export type Reader = (value: Record<string, unknown>) => Said | undefined;

const LENGTH =
  /^(length|max_tokens|limit|model_length|max_output_tokens|model_context_window_exceeded)$/;
const FILTERED = /^(content_filter|refusal)$/;
const FAILED = /^(error|insufficient_system_resource|failed|cancelled)$/;
const MOST_STRANGE = 3;

/**
 * A protocol's stream as pieces. What ends without `DONE` or a finish reason was cut off, however tidy it looks.
 *
 * @throws BackendError NET-CUT, SRV-ERROR, SRV-SHAPE, SRV-EMPTY, OUT-FILTER; and what `items` throws.
 */
export async function* piecesOf(
  items: AsyncIterable<StreamItem>,
  read: Reader,
  host: string,
): AsyncGenerator<Piece> {
  let finish: string | undefined;
  let strange = 0;
  let known = 0;
  for await (const item of items) {
    if (item === DONE) {
      finish ??= 'stop';
      break;
    }
    const said = isRecord(item) ? read(item) : undefined;
    if (
      isRecord(item) &&
      item.error !== undefined &&
      item.error !== null &&
      said?.text === undefined
    ) {
      throw new BackendError('SRV-ERROR', { host });
    }
    if (said === undefined) {
      if (++strange >= MOST_STRANGE) throw new BackendError('SRV-SHAPE', { host });
      continue;
    }
    strange = 0;
    known++;
    if (said.reasoning) yield { kind: 'reasoning', text: said.reasoning };
    if (said.text) yield { kind: 'text', text: said.text };
    if (said.usage !== undefined) yield { kind: 'usage', usage: said.usage };
    if (said.finish !== undefined && said.finish !== '') finish = said.finish;
  }
  if (finish === undefined) {
    throw new BackendError(known > 0 ? 'NET-CUT' : strange > 0 ? 'SRV-SHAPE' : 'SRV-EMPTY', {
      host,
    });
  }
  if (FILTERED.test(finish)) throw new BackendError('OUT-FILTER', { host });
  if (FAILED.test(finish)) throw new BackendError('SRV-ERROR', { host });
  yield { kind: 'end', why: LENGTH.test(finish) ? 'length' : 'whole' };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A count; `undefined` for what is none. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** The `usage` of OpenAI-shaped servers and their kin. */
export function usageOf(value: unknown): Usage | undefined {
  if (!isRecord(value)) return undefined;
  const promptDetails = isRecord(value.prompt_tokens_details) ? value.prompt_tokens_details : {};
  const outputDetails = isRecord(value.completion_tokens_details)
    ? value.completion_tokens_details
    : {};
  return {
    prompt: numberOf(value.prompt_tokens),
    cached: numberOf(promptDetails.cached_tokens) ?? numberOf(value.prompt_cache_hit_tokens),
    generated: numberOf(value.completion_tokens),
    reasoning: numberOf(outputDetails.reasoning_tokens),
  };
}
