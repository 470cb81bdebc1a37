import { isRecord, piecesOf, type Said, textOf } from '../answer.ts';
import type { Backend, Piece, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { jsonItems } from '../events.ts';
import type { Limits } from '../limits.ts';
import { hostOf, type Net } from '../net.ts';
import type { Endpoint } from './openaiClient.ts';
import { bearer, post } from './post.ts';

/** Fills holes by llama.cpp's `POST /infill`: the server takes the special tokens from the model's own file, so no table must know the model. */
export class LlamaInfill implements Backend {
  readonly model: string;
  readonly host: string;
  private readonly endpoint: Endpoint;
  private readonly net: Net;
  private readonly limits: Limits;

  constructor(model: string, endpoint: Endpoint, net: Net, limits: Limits) {
    this.model = model;
    this.host = hostOf(endpoint.base);
    this.endpoint = endpoint;
    this.net = net;
    this.limits = limits;
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    if (question.kind !== 'fim') throw new BackendError('REQ-PARAM', { host: this.host });
    const url = `${this.endpoint.base.replace(/\/v1$/, '')}/infill`;
    const body = {
      model: this.model,
      input_prefix: question.before,
      input_suffix: question.after,
      // the server drops the first of them where not all fit
      input_extra: question.context.map(({ path, text }) => ({ filename: path, text })),
      n_predict: question.mostTokens,
      t_max_predict_ms: this.limits.total,
      temperature: 0,
      cache_prompt: true,
      stream: true,
    };
    const { endpoint, net, limits } = this;
    const response = await post(url, body, bearer(endpoint), net, limits, signal);
    yield* piecesOf(jsonItems(response.body, this.host), readInfill, this.host);
  }
}

/** llama.cpp's own events; the last has `stop` and the counts. */
export function readInfill(value: Record<string, unknown>): Said | undefined {
  if (typeof value.content !== 'string') return undefined;
  if (value.stop !== true) return { text: value.content };
  const timings = isRecord(value.timings) ? value.timings : {};
  const number = (count: unknown): number | undefined =>
    typeof count === 'number' ? count : undefined;
  const fresh = number(timings.prompt_n);
  const cached = number(timings.cache_n);
  return {
    text: value.content,
    usage: {
      prompt: fresh === undefined ? number(value.tokens_evaluated) : fresh + (cached ?? 0),
      cached,
      generated: number(timings.predicted_n) ?? number(value.tokens_predicted),
    },
    finish: textOf(value.stop_type) ?? 'stop',
  };
}
