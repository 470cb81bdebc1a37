import { piecesOf } from '../answer.ts';
import type { Backend, Piece, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { jsonItems } from '../events.ts';
import type { Limits } from '../limits.ts';
import { hostOf, type Net } from '../net.ts';
import { readChat } from './openaiChat.ts';
import type { Endpoint } from './openaiClient.ts';
import { bearer, post } from './post.ts';

/** Fills holes by Mistral's `POST {base}/fim/completions`: the server owns the template, and answers in the shape of a chat. */
export class MistralFim implements Backend {
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
    const body = {
      model: this.model,
      prompt: question.before,
      suffix: question.after,
      max_tokens: question.mostTokens,
      temperature: 0,
      stream: true,
    };
    const { endpoint, net, limits } = this;
    const url = `${endpoint.base}/fim/completions`;
    const response = await post(url, body, bearer(endpoint), net, limits, signal);
    yield* piecesOf(jsonItems(response.body, this.host), readChat, this.host);
  }
}
