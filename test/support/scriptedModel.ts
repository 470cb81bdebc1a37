import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the model says after a text that ends so: pieces, each after so many milliseconds. */
export type Script = Readonly<Record<string, readonly (readonly [after: number, piece: string])[]>>;

export interface ScriptedModel extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/v1` */
  readonly base: string;
  /** The line before the cursor of each question. */
  readonly asked: string[];
  /** Questions whose connection the other side closed before the answer was whole. */
  aborted: number;
  /** What it says from now on after a text that ends so, one after the other, where it is allowed to vary. */
  vary(end: string, texts: readonly string[]): void;
}

export const SCRIPTED_MODEL = 'starcoder2-3b';

/** An OpenAI-shaped server on this machine that streams by a script. What it has no line for, it answers with nothing. */
export async function scriptedModel(script: Script): Promise<ScriptedModel> {
  const state = { asked: [] as string[], aborted: 0 };
  const varied = new Map<string, string[]>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.url === '/v1/models') {
      response.end(JSON.stringify({ data: [{ id: SCRIPTED_MODEL, max_model_len: 16_384 }] }));
      return;
    }
    const { prompt, temperature } = JSON.parse(body) as { prompt: string; temperature: number };
    const before = prompt.slice(
      prompt.indexOf('<fim_prefix>') + 12,
      prompt.indexOf('<fim_suffix>'),
    );
    const line = before.slice(before.lastIndexOf('\n') + 1);
    state.asked.push(line);
    response.on('close', () => {
      if (!response.writableFinished) state.aborted++;
    });
    response.setHeader('content-type', 'text/event-stream');
    response.flushHeaders();
    const key = Object.keys(script).find(end => before.endsWith(end));
    const variation = temperature > 0 ? varied.get(key ?? '')?.shift() : undefined;
    const answer = key === undefined ? [] : (script[key] ?? []);
    for (const [after, text] of variation === undefined ? answer : [[0, variation] as const]) {
      await sleep(after);
      if (response.destroyed) return;
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, text }] })}\n\n`);
    }
    const end = { choices: [{ index: 0, text: '', finish_reason: 'stop' }] };
    response.end(`data: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(state, {
    base: `http://127.0.0.1:${address.port}/v1`,
    vary(end: string, texts: readonly string[]): void {
      varied.set(end, [...texts]);
    },
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}
