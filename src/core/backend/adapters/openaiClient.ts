import type OpenAI from 'openai';
import { BackendError, networkFault } from '../errors.ts';
import { guardedFetch, hostOf } from '../http/net.ts';
import type { Endpoint, Wire } from './wire.ts';

/**
 * The `openai` package as the client of OpenAI-shaped servers: it knows the addresses, the key and the shapes of the requests. Its retries, its
 * deadlines and its reading of streams are not used: `guardedFetch` bounds each request, and `jsonItems` reads the answer. The package is loaded at the first question.
 */
export async function openaiClient({ endpoint, net, limits }: Wire): Promise<OpenAI> {
  const { default: OpenAI } = await import('openai');
  const guarded = guardedFetch(net, limits);
  return new OpenAI({
    baseURL: endpoint.base,
    apiKey: endpoint.key ?? 'none',
    maxRetries: 0,
    timeout: 2 * limits.total, // ours comes first
    dangerouslyAllowBrowser: true, // in a web worker of the editor the key is as safe as elsewhere in it
    defaultHeaders: {
      ...(endpoint.key === undefined ? { authorization: null } : {}),
      ...endpoint.headers,
    },
    fetch: (input, init = {}) =>
      guarded(input, { ...init, headers: withoutFingerprint(init.headers) }),
  });
}

/** The package tells every server the machine's system and versions. Nobody needs them. */
function withoutFingerprint(given: RequestInit['headers']): Headers {
  const headers = new Headers(given);
  for (const name of [...headers.keys()]) if (name.startsWith('x-stainless-')) headers.delete(name);
  headers.set('user-agent', 'inkling');
  return headers;
}

/** Asks, and gives the answer as it comes from the network. Throws ours, never the package's errors: their texts may hold the key. */
export async function answerTo(
  request: { asResponse(): Promise<Response> },
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await request.asResponse();
  } catch (error) {
    signal.throwIfAborted();
    const cause = error instanceof Error ? error.cause : undefined;
    throw cause instanceof BackendError ? cause : networkFault(error, hostOf(endpoint.base));
  }
}
