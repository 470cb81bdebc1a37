import { piecesOf, type Said, textOf } from '../answer.ts';
import type { Backend, FimQuestion, Piece, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { jsonItems } from '../events.ts';
import { fimPrompt } from '../fim.ts';
import type { Limits } from '../limits.ts';
import type { FimTemplate } from '../models.ts';
import { hostOf, type Net } from '../net.ts';
import type { Endpoint } from './openaiClient.ts';
import { bearer, post } from './post.ts';

/** The same for every use of a model: another window would load it anew. */
const WINDOW = 8192;
const KEEP_ALIVE = '30m';

/**
 * Fills holes by Ollama's own `POST /api/generate`: with our template and `raw` where the table knows the model, else with `suffix`, which works
 * for models whose own template has a place for it.
 */
export class OllamaGenerate implements Backend {
  readonly model: string;
  readonly host: string;
  private readonly template: FimTemplate | undefined;
  private readonly endpoint: Endpoint;
  private readonly net: Net;
  private readonly limits: Limits;

  constructor(
    model: string,
    template: FimTemplate | undefined,
    endpoint: Endpoint,
    net: Net,
    limits: Limits,
  ) {
    this.model = model;
    this.host = hostOf(endpoint.base);
    this.template = template;
    this.endpoint = endpoint;
    this.net = net;
    this.limits = limits;
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    if (question.kind !== 'fim') throw new BackendError('REQ-PARAM', { host: this.host });
    const url = `${this.endpoint.base.replace(/\/v1$/, '')}/api/generate`;
    const { endpoint, net, limits } = this;
    const response = await post(url, this.bodyFor(question), bearer(endpoint), net, limits, signal);
    yield* piecesOf(jsonItems(response.body, this.host), readGenerate, this.host);
  }

  private bodyFor(question: FimQuestion): object {
    const { template } = this;
    const options = { num_ctx: WINDOW, num_predict: question.mostTokens, temperature: 0 };
    const common = { model: this.model, stream: true, think: false, keep_alive: KEEP_ALIVE };
    if (template !== undefined) {
      const prompt = fimPrompt(question, template);
      return { ...common, prompt, raw: true, options: { ...options, stop: template.stop } };
    }
    // an empty side would change the meaning: no prompt only loads the model, no suffix makes it a chat
    const prompt = question.before === '' ? '\n' : question.before;
    const suffix = question.after === '' ? '\n' : question.after;
    return { ...common, prompt, suffix, options };
  }
}

/** One JSON object a line; the last has `done`, the reason and the counts. */
export function readGenerate(value: Record<string, unknown>): Said | undefined {
  if (typeof value.response !== 'string' && value.done !== true) return undefined;
  const number = (count: unknown): number | undefined =>
    typeof count === 'number' ? count : undefined;
  const reason = textOf(value.done_reason) ?? 'stop';
  return {
    text: textOf(value.response),
    reasoning: textOf(value.thinking),
    ...(value.done === true
      ? {
          usage: { prompt: number(value.prompt_eval_count), generated: number(value.eval_count) },
          finish: reason === 'load' || reason === 'unload' ? 'error' : reason,
        }
      : {}),
  };
}
