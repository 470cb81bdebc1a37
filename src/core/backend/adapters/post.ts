import type { Limits } from '../limits.ts';
import { guardedFetch, type Net } from '../net.ts';
import type { Endpoint } from './openaiClient.ts';

/** Posts JSON to a server that is not OpenAI-shaped. @throws BackendError, or the signal's reason. */
export async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>>,
  net: Net,
  limits: Limits,
  signal: AbortSignal,
): Promise<Response> {
  return guardedFetch(net, limits)(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'inkling', ...headers },
    body: JSON.stringify(body),
    signal,
  });
}

/** The key as most servers want it, and the user's own headers. */
export function bearer({ key, headers }: Endpoint): Record<string, string> {
  return { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers };
}
