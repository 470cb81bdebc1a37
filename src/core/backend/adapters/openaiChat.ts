import { isRecord, piecesOf, type Said, textOf, usageOf } from '../answer.ts';
import type { Backend, ChatQuestion, Piece, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { jsonItems } from '../events.ts';
import type { Limits } from '../limits.ts';
import type { ModelRow } from '../models.ts';
import { hostOf, type Net } from '../net.ts';
import { RefusedParameters } from '../parameters.ts';
import { thoughtsApart } from '../think.ts';
import { answerTo, type Endpoint, openaiClient } from './openaiClient.ts';

/** What of a model's row matters for a conversation. */
export type ChatRow = Pick<ModelRow, 'refuses' | 'limit' | 'noSystem' | 'reasoning'>;

/** Tokens that a reasoning model may think before it answers: they count against the limit. */
const THINKING_ROOM = 4096;

/** A conversation by `POST {base}/chat/completions`. */
export class OpenAiChat implements Backend {
  readonly model: string;
  readonly host: string;
  private readonly row: ChatRow;
  private readonly endpoint: Endpoint;
  private readonly net: Net;
  private readonly limits: Limits;
  private readonly refused: RefusedParameters;

  constructor(model: string, row: ChatRow, endpoint: Endpoint, net: Net, limits: Limits) {
    this.model = model;
    this.host = hostOf(endpoint.base);
    this.row = row;
    this.endpoint = endpoint;
    this.net = net;
    this.limits = limits;
    this.refused = new RefusedParameters(row.refuses);
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    if (question.kind !== 'chat') throw new BackendError('REQ-FIM', { model: this.model });
    const client = openaiClient(this.endpoint, this.net, this.limits);
    const body = { ...this.bodyFor(question), stream: true as const };
    const response = await this.refused.ask(body, sent =>
      answerTo(client.chat.completions.create(sent, { signal }), this.endpoint, signal),
    );
    const pieces = piecesOf(jsonItems(response.body, this.host), readChat, this.host);
    yield* thoughtsApart(pieces, this.row.reasoning === 'always' && this.row.limit === undefined);
  }

  private bodyFor(question: ChatQuestion) {
    const thinks = this.row.reasoning === 'always';
    const most = question.mostTokens + (thinks ? THINKING_ROOM : 0);
    return {
      model: this.model,
      messages: messagesFor(question, this.row.noSystem === true),
      [this.row.limit ?? 'max_tokens']: most,
      temperature: 0,
      stream_options: { include_usage: true },
      ...(this.row.limit !== undefined && question.effort !== undefined
        ? { reasoning_effort: question.effort }
        : {}),
      ...(question.prediction === undefined
        ? {}
        : { prediction: { type: 'content' as const, content: question.prediction } }),
    };
  }
}

function messagesFor(
  { system, messages }: ChatQuestion,
  noSystem: boolean,
): { role: 'system' | 'user' | 'assistant'; content: string }[] {
  const said = messages.map(({ role, text }) => ({ role, content: text as string }));
  const [first, ...others] = said;
  if (system === '' || first === undefined) return said;
  if (!noSystem) return [{ role: 'system', content: system }, ...said];
  return [{ ...first, content: `${system}\n\n${first.content}` }, ...others];
}

/** `choices[0].delta`, or `.message` from a server that does not stream; thoughts under any of the names that servers give them. */
export function readChat(value: Record<string, unknown>): Said | undefined {
  const { choices } = value;
  const usage = usageOf(value.usage);
  if (!Array.isArray(choices)) return usage && { usage };
  const [choice] = choices;
  if (choice === undefined) return { usage };
  if (!isRecord(choice)) return undefined;
  const delta = isRecord(choice.delta)
    ? choice.delta
    : isRecord(choice.message)
      ? choice.message
      : {};
  return {
    text: textOf(delta.content),
    reasoning: textOf(delta.reasoning_content) ?? textOf(delta.reasoning) ?? textOf(delta.thinking),
    usage: usage ?? usageOf(choice.usage), // Kimi tells it there
    finish: textOf(choice.finish_reason),
  };
}
