import { isRecord, numberOf, type Said, textOf } from '../answer.ts';
import type { Backend, ChatQuestion } from '../backend.ts';
import { RefusedParameters } from '../parameters.ts';
import type { ModelRow } from '../tables/models.ts';
import { contentsOf, post, talks, type Wire } from './wire.ts';

/** The protocol's least, and what a task that is worth thinking about may take. */
const THINKING: Readonly<Record<'low' | 'medium' | 'high', number>> = {
  low: 1024,
  medium: 4096,
  high: 16_384,
};

/** A conversation by Anthropic's own Messages API, `POST {base}/messages`, with its thoughts where the task asks for effort. */
export function anthropicMessages(
  wire: Wire,
  row: Pick<ModelRow, 'refuses' | 'reasoning'>,
): Backend {
  const refused = new RefusedParameters(row.refuses, wire.learned);
  return talks(wire, readMessage, (question, signal) => {
    const body = {
      model: wire.model,
      ...bodyFor(question, row.reasoning !== undefined),
      stream: true,
    };
    return refused.ask(body, sent => post(wire, '/messages', sent, signal));
  });
}

function bodyFor(question: ChatQuestion, canThink: boolean) {
  const { effort } = question;
  const budget = canThink && effort !== undefined ? THINKING[effort] : 0;
  return {
    max_tokens: question.mostTokens + budget,
    system: question.system,
    messages: contentsOf(question),
    // with thoughts the protocol takes no other temperature than 1
    ...(budget > 0 ? { thinking: { type: 'enabled', budget_tokens: budget } } : { temperature: 0 }),
  };
}

/** The named events; content is told apart by its type, for thoughts and text come in blocks of any order. */
function readMessage(value: Record<string, unknown>): Said | undefined {
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
  const cached = numberOf(usage.cache_read_input_tokens);
  const fresh = numberOf(usage.input_tokens);
  return {
    prompt: fresh === undefined ? undefined : fresh + (cached ?? 0),
    cached,
    generated: numberOf(usage.output_tokens),
  };
}
