import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** What a scripted answer is made of: text, a pause that somebody ends, or an early end. */
export type ChatStep =
  | string
  | { readonly reasoning: string }
  | { readonly until: Promise<unknown> }
  | 'length'
  | 'cut';

export interface ChatServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/v1` */
  readonly base: string;
  /** The messages of each question, as text. */
  readonly asked: string[];
  /** Answers of questions whose connection was closed before they were whole. */
  readonly left: number;
}

export const CHAT_MODEL = 'qwen2.5-coder-7b-instruct';

/**
 * A chat server of OpenAI's kind that streams what it is told to, a word at a time.
 *
 * @param answerTo the steps of an answer, by the question and its number from 0.
 */
export async function chatServer(
  answerTo: (question: string, at: number) => readonly ChatStep[],
): Promise<ChatServer> {
  const asked: string[] = [];
  let left = 0;
  const server = createServer(async (request, response) => {
    if (request.url !== '/v1/chat/completions') {
      response.end(JSON.stringify({ data: [{ id: CHAT_MODEL, max_model_len: 32_768 }] }));
      return;
    }
    let body = '';
    for await (const piece of request) body += piece;
    const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] };
    const question = messages.map(({ role, content }) => `${role}: ${content}`).join('\n');
    const at = asked.push(question) - 1;
    response.on('close', () => {
      if (!response.writableFinished) left++;
    });
    response.setHeader('content-type', 'text/event-stream');
    await stream(response, answerTo(question, at));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    base: `http://127.0.0.1:${address.port}/v1`,
    asked,
    get left() {
      return left;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function stream(response: ServerResponse, steps: readonly ChatStep[]): Promise<void> {
  const send = (delta: object, finish: string | null = null): void => {
    const choice = { index: 0, delta, finish_reason: finish };
    response.write(`data: ${JSON.stringify({ choices: [choice] })}\n\n`);
  };
  let finish = 'stop';
  for (const step of steps) {
    if (step === 'cut') {
      response.destroy();
      return;
    }
    if (step === 'length') finish = 'length';
    else if (typeof step === 'string') {
      for (const content of step.match(/\S+\s*|\s+/g) ?? []) {
        send({ content });
        await new Promise(setImmediate);
      }
    } else if ('reasoning' in step) send({ reasoning_content: step.reasoning });
    else await step.until;
  }
  send({}, finish);
  response.end('data: [DONE]\n\n');
}

/** The settings of a user who chose this server's model for commands. */
export function chatSettings({ base }: ChatServer): Record<string, unknown> {
  const choice = { endpoint: base, model: CHAT_MODEL };
  return { 'inkling.models': { fast: choice, strong: choice } };
}
