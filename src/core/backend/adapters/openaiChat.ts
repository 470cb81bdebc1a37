import { isRecord, type Said, textOf, usageOf } from '../answer.ts';
import type { Backend, ChatQuestion } from '../backend.ts';
import { RefusedParameters } from '../parameters.ts';
import type { ModelRow } from '../tables/models.ts';
import { thoughtsApart } from '../think.ts';
import { answerTo, openaiClient } from './openaiClient.ts';
import { contentsOf, THINKING_ROOM, talks, type Wire } from './wire.ts';

/** What of a model's row matters for a conversation. */
export type ChatRow = Pick<ModelRow, 'refuses' | 'limit' | 'noSystem' | 'reasoning'>;

/** A conversation by `POST {base}/chat/completions`. */
export function openaiChat(wire: Wire, row: ChatRow): Backend {
  const refused = new RefusedParameters(row.refuses, wire.learned);
  const chat = talks(wire, readChat, async (question, signal) => {
    const client = await openaiClient(wire);
    const body = { model: wire.model, ...bodyFor(question, row), stream: true as const };
    return refused.ask(body, sent =>
      answerTo(client.chat.completions.create(sent, { signal }), wire.endpoint, signal),
    );
  });
  // thoughts that stand in the text are opened by the model's template; OpenAI's own models keep theirs
  const opened = row.reasoning === 'always' && row.limit === undefined;
  return {
    ...chat,
    stream: (question, signal) => thoughtsApart(chat.stream(question, signal), opened),
  };
}

function bodyFor(question: ChatQuestion, { reasoning, limit, noSystem }: ChatRow) {
  const most = question.mostTokens + (reasoning === 'always' ? THINKING_ROOM : 0);
  const { effort, prediction } = question;
  return {
    messages: messagesFor(question, noSystem === true),
    [limit ?? 'max_tokens']: most,
    temperature: 0,
    stream_options: { include_usage: true },
    ...(limit !== undefined && effort !== undefined ? { reasoning_effort: effort } : {}),
    ...(prediction === undefined
      ? {}
      : { prediction: { type: 'content' as const, content: prediction } }),
  };
}

function messagesFor(
  question: ChatQuestion,
  noSystem: boolean,
): { role: 'system' | 'user' | 'assistant'; content: string }[] {
  const { system } = question;
  const said = contentsOf(question);
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
