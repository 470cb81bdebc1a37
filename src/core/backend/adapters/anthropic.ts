import { isRecord, piecesOf, type Said, textOf } from '../answer.ts';
import type { Backend, Piece, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { jsonItems } from '../events.ts';
import type { Limits } from '../limits.ts';
import type { ModelRow } from '../models.ts';
import { hostOf, type Net } from '../net.ts';
import { RefusedParameters } from '../parameters.ts';
import type { Endpoint } from './openaiClient.ts';
import { post } from './post.ts';

const VERSION = '2023-06-01';
/** The protocol's least, and what a task that is worth thinking about may take. */
const THINKING: Readonly<Record<'low' | 'medium' | 'high', number>> = {
  low: 1024,
  medium: 4096,
  high: 16_384,
};

/** A conversation by Anthropic's own Messages API, `POST {base}/messages`, with its thoughts where the task asks for effort. */
export class AnthropicMessages implements Backend {
  readonly model: string;
  readonly host: string;
  private readonly endpoint: Endpoint;
  private readonly net: Net;
  private readonly limits: Limits;
  private readonly canThink: boolean;
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
    this.canThink = row.reasoning !== undefined;
    this.refused = new RefusedParameters(row.refuses);
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    if (question.kind !== 'chat') throw new BackendError('REQ-FIM', { model: this.model });
    const { effort } = question;
    const budget = this.canThink && effort !== undefined ? THINKING[effort] : 0;
    const body = {
      model: this.model,
      max_tokens: question.mostTokens + budget,
      system: question.system,
      messages: question.messages.map(({ role, text }) => ({ role, content: text as string })),
      // with thoughts the protocol takes no other temperature than 1
      ...(budget > 0
        ? { thinking: { type: 'enabled', budget_tokens: budget } }
        : { temperature: 0 }),
      stream: true,
    };
    const headers = {
      'anthropic-version': VERSION,
      ...(this.endpoint.key === undefined ? {} : { 'x-api-key': this.endpoint.key }),
      ...this.endpoint.headers,
    };
    const url = `${this.endpoint.base}/messages`;
    const response = await this.refused.ask(body, sent =>
      post(url, sent, headers, this.net, this.limits, signal),
    );
    yield* piecesOf(jsonItems(response.body, this.host), readMessage, this.host);
  }
}

/** The named events; content is told apart by its type, for thoughts and text come in blocks of any order. */
export function readMessage(value: Record<string, unknown>): Said | undefined {
  const delta = isRecord(value.delta) ? value.delta : {};
  switch (value.type) {
    case 'content_block_delta':
      return { text: textOf(delta.text), reasoning: textOf(delta.thinking) };
    case 'message_start':
      return { usage: usageOfMessage(isRecord(value.message) ? value.message.usage : undefined) };
    case 'message_delta':
      return { usage: usageOfMessage(value.usage), finish: textOf(delta.stop_reason) };
    case 'error':
      return { finish: 'error' };
    case 'ping':
    case 'content_block_start':
    case 'content_block_stop':
    case 'message_stop':
      return {};
    default:
      return undefined;
  }
}

function usageOfMessage(usage: unknown): Said['usage'] {
  if (!isRecord(usage)) return undefined;
  const number = (value: unknown): number | undefined =>
    typeof value === 'number' ? value : undefined;
  const cached = number(usage.cache_read_input_tokens);
  const fresh = number(usage.input_tokens);
  return {
    prompt: fresh === undefined ? undefined : fresh + (cached ?? 0),
    cached,
    generated: number(usage.output_tokens),
  };
}
