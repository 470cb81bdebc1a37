import { isRecord, piecesOf, type Said, textOf } from '../answer.ts';
import type { Backend, Piece, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { jsonItems } from '../events.ts';
import type { Limits } from '../limits.ts';
import type { ModelRow } from '../models.ts';
import { hostOf, type Net } from '../net.ts';
import { RefusedParameters } from '../parameters.ts';
import { answerTo, type Endpoint, openaiClient } from './openaiClient.ts';

const THINKING_ROOM = 4096;
/** The protocol refuses less. */
const LEAST_TOKENS = 16;

/** A conversation by `POST {base}/responses`: the only way to some reasoning models, and the one that tells a summary of their thoughts. */
export class OpenAiResponses implements Backend {
  readonly model: string;
  readonly host: string;
  private readonly endpoint: Endpoint;
  private readonly net: Net;
  private readonly limits: Limits;
  private readonly thinks: boolean;
  private readonly refused: RefusedParameters;

  constructor(
    model: string,
    row: Pick<ModelRow, 'refuses' | 'reasoning'>,
    endpoint: Endpoint,
    net: Net,
    limits: Limits,
  ) {
    this.model = model;
    this.host = hostOf(endpoint.base);
    this.endpoint = endpoint;
    this.net = net;
    this.limits = limits;
    this.thinks = row.reasoning === 'always';
    this.refused = new RefusedParameters(row.refuses);
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    if (question.kind !== 'chat') throw new BackendError('REQ-FIM', { model: this.model });
    const client = openaiClient(this.endpoint, this.net, this.limits);
    const most = question.mostTokens + (this.thinks ? THINKING_ROOM : 0);
    const body = {
      model: this.model,
      instructions: question.system,
      input: question.messages.map(({ role, text }) => ({ role, content: text as string })),
      max_output_tokens: Math.max(LEAST_TOKENS, most),
      ...(this.thinks
        ? { reasoning: { effort: question.effort ?? ('low' as const), summary: 'auto' as const } }
        : { temperature: 0 }),
      store: false, // the protocol keeps what is sent by default
      stream: true as const,
    };
    const response = await this.refused.ask(body, sent =>
      answerTo(client.responses.create(sent, { signal }), this.endpoint, signal),
    );
    yield* piecesOf(jsonItems(response.body, this.host), readResponse, this.host);
  }
}

/** The typed events: deltas of text and thoughts, and how it ended. */
export function readResponse(value: Record<string, unknown>): Said | undefined {
  const type = textOf(value.type);
  if (type === undefined) return undefined;
  if (type === 'response.output_text.delta') return { text: textOf(value.delta) };
  if (
    type === 'response.reasoning_summary_text.delta' ||
    type === 'response.reasoning_text.delta'
  ) {
    return { reasoning: textOf(value.delta) };
  }
  if (type === 'response.refusal.delta') return { finish: 'refusal' };
  if (type === 'error') return { finish: 'error' };
  if (!/^response\.(completed|incomplete|failed)$/.test(type)) return {};
  const response = isRecord(value.response) ? value.response : {};
  const details = isRecord(response.incomplete_details) ? response.incomplete_details : {};
  return {
    usage: usageOfResponse(response.usage),
    finish: textOf(details.reason) ?? (type === 'response.failed' ? 'failed' : 'stop'),
  };
}

function usageOfResponse(usage: unknown): Said['usage'] {
  if (!isRecord(usage)) return undefined;
  const input = isRecord(usage.input_tokens_details) ? usage.input_tokens_details : {};
  const output = isRecord(usage.output_tokens_details) ? usage.output_tokens_details : {};
  const number = (value: unknown): number | undefined =>
    typeof value === 'number' ? value : undefined;
  return {
    prompt: number(usage.input_tokens),
    cached: number(input.cached_tokens),
    generated: number(usage.output_tokens),
    reasoning: number(output.reasoning_tokens),
  };
}
