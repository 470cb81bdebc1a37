import { isRecord, numberOf, type Said, textOf } from '../answer.ts';
import type { Backend, ChatQuestion } from '../backend.ts';
import { RefusedParameters } from '../parameters.ts';
import type { ModelRow } from '../tables/models.ts';
import { answerTo, openaiClient } from './openaiClient.ts';
import { contentsOf, THINKING_ROOM, talks, type Wire } from './wire.ts';

/** The protocol refuses less. */
const LEAST_TOKENS = 16;

/** A conversation by `POST {base}/responses`: the only way to some reasoning models, and the one that tells a summary of their thoughts. */
export function openaiResponses(wire: Wire, row: Pick<ModelRow, 'refuses' | 'reasoning'>): Backend {
  const refused = new RefusedParameters(row.refuses, wire.learned);
  return talks(wire, readResponse, async (question, signal) => {
    const client = await openaiClient(wire);
    const thinks = row.reasoning === 'always';
    const body = { model: wire.model, ...bodyFor(question, thinks), stream: true as const };
    return refused.ask(body, sent =>
      answerTo(client.responses.create(sent, { signal }), wire.endpoint, signal),
    );
  });
}

function bodyFor(question: ChatQuestion, thinks: boolean) {
  const most = question.mostTokens + (thinks ? THINKING_ROOM : 0);
  return {
    instructions: question.system,
    input: contentsOf(question),
    max_output_tokens: Math.max(LEAST_TOKENS, most),
    ...(thinks
      ? { reasoning: { effort: question.effort ?? ('low' as const), summary: 'auto' as const } }
      : { temperature: 0 }),
    store: false, // the protocol keeps what is sent by default
  };
}

/** The typed events: deltas of text and thoughts, and how it ended. */
function readResponse(value: Record<string, unknown>): Said | undefined {
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
  return {
    prompt: numberOf(usage.input_tokens),
    cached: numberOf(input.cached_tokens),
    generated: numberOf(usage.output_tokens),
    reasoning: numberOf(output.reasoning_tokens),
  };
}
