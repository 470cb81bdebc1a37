import { BackendError, cutFault, isReset, networkFault } from '../errors.ts';
import { LARGEST_REFUSAL, type Limits } from './limits.ts';
import { faultOf } from './refusal.ts';

/** The network, as the core sees it: the editor passes VS Code's own `fetch`, which knows proxies and certificates. */
export interface Net {
  readonly fetch: typeof fetch;
  /** Runs `run` after some milliseconds; returns what calls that off. */
  later(milliseconds: number, run: () => void): () => void;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * `fetch` with every limit, for one request at a time. It never follows a redirect (the key and the prompt would go along), asks for no
 * compression, ends by itself when a limit is reached, and throws `BackendError` for whatever is not an answer.
 *
 * A watchdog stands outside of `fetch`: reading a broken compressed body never settles, not even when it is aborted.
 */
export function guardedFetch(net: Net, limits: Limits): typeof fetch {
  return async (input, init = {}) => {
    const host = hostOf(input);
    const { signal: outer, ...rest } = init;
    outer?.throwIfAborted();
    const controller = new AbortController();
    const watch = new Watchdog(net, limits, host, outer ?? undefined, controller);
    try {
      const headers = new Headers(rest.headers);
      headers.set('accept-encoding', 'identity');
      const request = { ...rest, headers, redirect: 'manual', signal: controller.signal } as const;
      const response = await watch.over(onLiveConnection(net, input, request), limits.begin);
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        throw new BackendError('NET-REDIRECT', { host, other: redirectTarget(response) });
      }
      const encoding = response.headers.get('content-encoding') ?? 'identity';
      if (!/^(identity|gzip|br|deflate)$/i.test(encoding))
        throw new BackendError('SRV-ENC', { host });
      if (response.status === 204 || response.status === 205) {
        throw new BackendError('SRV-EMPTY', { host });
      }
      if (!response.ok) throw await refusalOf(response, watch, host, net.now() / 1000);
      const body = guardedBody(response, watch, limits, host);
      return new Response(body, { status: response.status, headers: response.headers });
    } catch (error) {
      watch.end();
      outer?.throwIfAborted();
      throw networkFault(error, host);
    }
  };
}

/** Hosts that answered, by network: connections to them may have been kept open. */
const ANSWERED = new WeakMap<Net, Set<string>>();

/**
 * Asks, and once more where a connection that was kept open turned out to be dead, as all of them are after the computer slept. Only where no answer had
 * begun: then nobody notices.
 */
async function onLiveConnection(
  net: Net,
  input: string | URL | Request,
  request: RequestInit,
): Promise<Response> {
  const host = hostOf(input);
  const answered = ANSWERED.get(net) ?? new Set<string>();
  ANSWERED.set(net, answered);
  const ask = async (): Promise<Response> => {
    const response = await net.fetch(input, request);
    answered.add(host);
    return response;
  };
  try {
    return await ask();
  } catch (error) {
    const mayBeKept = answered.delete(host);
    if (!mayBeKept || !isReset(error) || request.body instanceof ReadableStream) throw error;
    return ask();
  }
}

/** Ends a request when it is aborted or has taken too long, whatever `fetch` does about it. */
class Watchdog {
  private readonly net: Net;
  private readonly host: string;
  private readonly outer: AbortSignal | undefined;
  private readonly controller: AbortController;
  private readonly ended: Promise<never>;
  private fail: (reason: unknown) => void = () => {};
  private readonly callOff: () => void;
  private readonly onAbort: () => void;

  constructor(
    net: Net,
    limits: Limits,
    host: string,
    outer: AbortSignal | undefined,
    controller: AbortController,
  ) {
    this.net = net;
    this.host = host;
    this.outer = outer;
    this.controller = controller;
    this.ended = new Promise((_, reject) => {
      this.fail = reject;
    });
    this.ended.catch(() => {}); // it may end when nobody is waiting
    this.onAbort = () => this.fail(outer?.reason);
    outer?.addEventListener('abort', this.onAbort, { once: true });
    this.callOff = net.later(limits.total, () => this.fail(this.slow(limits.total)));
  }

  /** The promise, or the failure when it takes longer than `most`. */
  async over<T>(promise: Promise<T>, most: number): Promise<T> {
    const callOff = this.net.later(most, () => this.fail(this.slow(most)));
    try {
      return await Promise.race([promise, this.ended]);
    } finally {
      callOff();
      promise.catch(() => {}); // it may fail after we left
    }
  }

  /** Whoever asked no longer wants it. */
  get isAborted(): boolean {
    return this.outer?.aborted === true;
  }

  private slow(milliseconds: number): BackendError {
    return new BackendError('NET-SLOW', {
      host: this.host,
      seconds: Math.round(milliseconds / 1000),
    });
  }

  /** Lets go of all timers. The connection may serve the next request. */
  rest(): void {
    this.callOff();
    this.outer?.removeEventListener('abort', this.onAbort);
  }

  /** Lets go of the socket too. */
  end(): void {
    this.rest();
    this.controller.abort();
  }
}

function guardedBody(
  response: Response,
  watch: Watchdog,
  limits: Limits,
  host: string,
): ReadableStream<Uint8Array> {
  const reader = response.body?.getReader();
  let bytes = 0;
  const leave = (): void => {
    void reader?.cancel().catch(() => {});
    watch.end();
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        // a server may send its headers at once, and read the prompt after that
        const most = bytes === 0 ? limits.begin : limits.idle;
        const piece = reader && (await watch.over(reader.read(), most));
        if (piece === undefined || piece.done) {
          watch.rest();
          controller.close();
          return;
        }
        bytes += piece.value.length;
        if (bytes > limits.bytes) throw new BackendError('SRV-BIG', { host });
        controller.enqueue(piece.value);
      } catch (error) {
        leave();
        controller.error(watch.isAborted ? error : cutFault(error, host));
      }
    },
    cancel: leave,
  });
}

async function refusalOf(
  response: Response,
  watch: Watchdog,
  host: string,
  now: number,
): Promise<BackendError> {
  const { status, headers } = response;
  let body = '';
  try {
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    while (reader !== undefined && body.length < LARGEST_REFUSAL) {
      const piece = await watch.over(reader.read(), 1000);
      if (piece.done) break;
      body += decoder.decode(piece.value, { stream: true });
    }
  } catch {
    // the status alone says enough
  }
  return faultOf({ status, headers, body, host }, now);
}

/** Host and port of an address; nothing else of it is ever shown. */
export function hostOf(input: string | URL | Request): string {
  try {
    return new URL(input instanceof Request ? input.url : input).host;
  } catch {
    return 'the server';
  }
}

function redirectTarget(response: Response): string {
  const location = response.headers.get('location') ?? '';
  return URL.canParse(location) ? new URL(location).host : 'another address';
}
