import { isRecord, piecesOf, type Said, textOf } from '../answer.ts';
import type { Backend, Piece, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { jsonItems } from '../events.ts';
import type { Limits } from '../limits.ts';
import { hostOf, type Net } from '../net.ts';
import type { Endpoint } from './openaiClient.ts';
import { bearer, post } from './post.ts';

/** Fills holes by a Tabby server's own `POST /v1/completions`: it picks the model, the prompt and the length, and answers in one piece. */
export class TabbyCompletions implements Backend {
  readonly model = 'tabby';
  readonly host: string;
  private readonly endpoint: Endpoint;
  private readonly net: Net;
  private readonly limits: Limits;

  constructor(endpoint: Endpoint, net: Net, limits: Limits) {
    this.host = hostOf(endpoint.base);
    this.endpoint = endpoint;
    this.net = net;
    this.limits = limits;
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    if (question.kind !== 'fim') throw new BackendError('REQ-PARAM', { host: this.host });
    const body = {
      language: question.languageId,
      segments: {
        prefix: question.before,
        suffix: question.after,
        filepath: question.path,
        relevant_snippets_from_recently_opened_files: question.context.map(({ path, text }) => ({
          filepath: path,
          body: text,
          score: 1,
        })),
      },
      temperature: 0,
    };
    const { endpoint, net, limits } = this;
    const url = `${endpoint.base}/completions`;
    const response = await post(url, body, bearer(endpoint), net, limits, signal);
    yield* piecesOf(jsonItems(response.body, this.host), readTabby, this.host);
  }
}

/** One object with the whole text. */
export function readTabby(value: Record<string, unknown>): Said | undefined {
  const { choices } = value;
  if (!Array.isArray(choices)) return undefined;
  const [choice] = choices;
  return { text: isRecord(choice) ? textOf(choice.text) : undefined, finish: 'stop' };
}
