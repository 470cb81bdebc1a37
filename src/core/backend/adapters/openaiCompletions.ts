import { isRecord, piecesOf, type Said, textOf, usageOf } from '../answer.ts';
import type { Backend, FimQuestion, Piece, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { jsonItems } from '../events.ts';
import { fimPrompt } from '../fim.ts';
import type { Limits } from '../limits.ts';
import { type FimTemplate, type ModelRow, TEMPLATES } from '../models.ts';
import { hostOf, type Net } from '../net.ts';
import { RefusedParameters } from '../parameters.ts';
import { answerTo, type Endpoint, openaiClient } from './openaiClient.ts';

/**
 * Fills holes by the old completions protocol, `POST {base}/completions`: with the family's own template in the prompt, or with `suffix`
 * where the server owns the template.
 */
export class OpenAiCompletions implements Backend {
  readonly model: string;
  readonly host: string;
  private readonly endpoint: Endpoint;
  private readonly net: Net;
  private readonly limits: Limits;
  private readonly fim: NonNullable<ModelRow['fim']>;
  private readonly refused: RefusedParameters;

  constructor(
    model: string,
    row: Pick<ModelRow, 'fim' | 'refuses'>,
    endpoint: Endpoint,
    net: Net,
    limits: Limits,
  ) {
    if (row.fim === undefined) throw new BackendError('REQ-FIM', { model });
    this.model = model;
    this.host = hostOf(endpoint.base);
    this.endpoint = endpoint;
    this.net = net;
    this.limits = limits;
    this.fim = row.fim;
    this.refused = new RefusedParameters(row.refuses);
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    if (question.kind !== 'fim') throw new BackendError('REQ-PARAM', { host: this.host });
    const client = openaiClient(this.endpoint, this.net, this.limits);
    const body = { ...this.bodyFor(question), stream: true as const };
    const response = await this.refused.ask(body, sent =>
      answerTo(client.completions.create(sent, { signal }), this.endpoint, signal),
    );
    yield* piecesOf(jsonItems(response.body, this.host), readCompletion, this.host);
  }

  private bodyFor(question: FimQuestion) {
    const common = {
      model: this.model,
      max_tokens: question.mostTokens,
      temperature: 0,
      stream_options: { include_usage: true },
    };
    if (this.fim === 'prefix-only') return { ...common, prompt: question.before };
    if (this.fim === 'suffix') {
      return { ...common, prompt: question.before, suffix: question.after };
    }
    const template: FimTemplate = TEMPLATES[this.fim];
    return { ...common, prompt: fimPrompt(question, template), stop: [...template.stop] };
  }
}

/** `choices[0].text`; the chunk with the usage has no choices. */
export function readCompletion(value: Record<string, unknown>): Said | undefined {
  const { choices } = value;
  const usage = usageOf(value.usage);
  if (!Array.isArray(choices)) return usage && { usage };
  const [choice] = choices;
  if (choice === undefined) return { usage };
  if (!isRecord(choice)) return undefined;
  return { text: textOf(choice.text), usage, finish: textOf(choice.finish_reason) };
}
