import { piecesOf, type Reader } from '../answer.ts';
import type { Backend, ChatQuestion, FimQuestion, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { jsonItems } from '../http/events.ts';
import type { Limits } from '../http/limits.ts';
import { guardedFetch, hostOf, type Net } from '../http/net.ts';
import type { Learned } from '../parameters.ts';

/** Where a model answers, and by which key. */
export interface Endpoint {
  /** The base address, say `http://127.0.0.1:8080/v1`; without a slash at its end. */
  readonly base: string;
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What every adapter gets: which model, where, by which network, and how much it may take. */
export interface Wire {
  readonly model: string;
  readonly endpoint: Endpoint;
  readonly net: Net;
  readonly limits: Limits;
  /** What the model turned out to refuse. */
  readonly learned?: Learned | undefined;
}

/** Asks, and gives the answer as it comes from the network. Throws `BackendError`, or the signal's reason. */
type Ask<Kind extends Question> = (question: Kind, signal: AbortSignal) => Promise<Response>;

/** A backend that fills holes. How it asks, and how its answer reads, is all that differs between protocols. */
export function fillsHoles(wire: Wire, read: Reader, ask: Ask<FimQuestion>): Backend {
  const host = hostOf(wire.endpoint.base);
  return {
    model: wire.model,
    host,
    async *stream(question, signal) {
      if (question.kind !== 'fim') throw new BackendError('REQ-MODEL', { host, model: wire.model });
      yield* piecesOf(jsonItems((await ask(question, signal)).body, host), read, host);
    },
  };
}

/** A backend that talks. */
export function talks(wire: Wire, read: Reader, ask: Ask<ChatQuestion>): Backend {
  const host = hostOf(wire.endpoint.base);
  return {
    model: wire.model,
    host,
    async *stream(question, signal) {
      if (question.kind !== 'chat') throw new BackendError('REQ-FIM', { model: wire.model });
      yield* piecesOf(jsonItems((await ask(question, signal)).body, host), read, host);
    },
  };
}

/** Tokens that a reasoning model may think before it answers, by OpenAI's protocols: they count against the limit. */
export const THINKING_ROOM = 4096;

/** The conversation as every protocol wants it. */
export function contentsOf({
  messages,
}: ChatQuestion): { role: 'user' | 'assistant'; content: string }[] {
  return messages.map(({ role, text }) => ({ role, content: text }));
}

/** Posts JSON to a server that is not OpenAI-shaped. */
export function post(
  { endpoint, net, limits }: Wire,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<Response> {
  return guardedFetch(net, limits)(endpoint.base + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'inkling',
      ...bearer(endpoint),
      ...endpoint.headers,
    },
    body: JSON.stringify(body),
    signal,
  });
}

/** The key as most servers want it. */
export function bearer({ key }: Pick<Endpoint, 'key'>): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
}

/** The same wire to the server's own paths, which do not stand under `/v1`. */
export function withoutVersion(wire: Wire): Wire {
  const base = wire.endpoint.base.replace(/\/v1$/, '');
  return { ...wire, endpoint: { ...wire.endpoint, base } };
}
