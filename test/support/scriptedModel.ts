import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the model says after a text that ends so: pieces, each after so many milliseconds. */
export type Script = Readonly<Record<string, readonly (readonly [after: number, piece: string])[]>>;

export interface ScriptedModel extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/v1`, or https. */
  readonly base: string;
  /** The line before the cursor of each question. */
  readonly asked: string[];
  /** Requests of any kind, save those of whom it does not answer. */
  readonly requests: number;
  /** The keys that came with them, as they stood in the header. */
  readonly keys: ReadonlySet<string | undefined>;
  /** Questions whose connection the other side closed before the answer was whole. */
  aborted: number;
  /** What it says from now on after a text that ends so, one after the other, where it is allowed to vary. */
  vary(end: string, texts: readonly string[]): void;
}

interface Listening {
  readonly port?: number;
  readonly onlyPages?: boolean;
  /** Both as PEM. */
  readonly certificate?: { readonly cert: string; readonly key: string };
}

export const SCRIPTED_MODEL = 'starcoder2-3b';

/** What a browser wants to see before a page may ask: for any page. */
const FOR_PAGES = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, authorization',
};

/**
 * An OpenAI-shaped server on this machine that streams by a script. What it has no line for, it answers with nothing.
 *
 * @param listening `port` is any free one where it is left out; `onlyPages`: it answers pages in a browser, and nobody else; `certificate`: over TLS.
 */
export async function scriptedModel(
  script: Script,
  { port = 0, onlyPages = false, certificate }: Listening = {},
): Promise<ScriptedModel> {
  const keys = new Set<string | undefined>();
  const state = { asked: [] as string[], keys, requests: 0, aborted: 0 };
  const varied = new Map<string, string[]>();
  const answer: RequestListener = async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (onlyPages) {
      if (request.headers.origin === undefined) return void response.writeHead(403).end('{}');
      for (const [name, value] of Object.entries(FOR_PAGES)) response.setHeader(name, value);
    }
    state.requests++;
    keys.add(request.headers.authorization);
    if (request.url === '/v1/models') {
      response.end(JSON.stringify({ data: [{ id: SCRIPTED_MODEL, max_model_len: 16_384 }] }));
      return;
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (request.method !== 'POST') return void response.writeHead(404).end('{}');
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
    const steps = key === undefined ? [] : (script[key] ?? []);
    for (const [after, text] of variation === undefined ? steps : [[0, variation] as const]) {
      await sleep(after);
      if (response.destroyed) return;
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, text }] })}\n\n`);
    }
    const end = { choices: [{ index: 0, text: '', finish_reason: 'stop' }] };
    response.end(`data: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`);
  };
  const server =
    certificate === undefined ? createServer(answer) : createTlsServer(certificate, answer);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(state, {
    base: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}/v1`,
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
