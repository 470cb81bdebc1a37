import { BackendError, type FaultCode } from '../errors.ts';
import { hostOf } from '../http/net.ts';
import {
  COMMANDS,
  type Opened,
  type Portion,
  type Question,
  type Refusal,
  type Refused,
} from './protocol.ts';

/** Calls a command of the companion, wherever that runs. Rejects where there is none. */
export type Call = (command: string, value: unknown) => PromiseLike<unknown>;

const FAULTS: Readonly<Record<Refusal, FaultCode>> = {
  consent: 'CFG-COMPANION',
  question: 'CFG-ROUTE',
  stranger: 'SRV-SHAPE',
  busy: 'SRV-BUSY',
  unreachable: 'NET-REFUSED',
};

/**
 * `fetch` for servers on the user's own computer, as seen from the remote side: Inkling's end of the relay. Aborting closes the server's connection; the body
 * streams. Headers do not go along: a key stays on the user's side, where the companion adds it.
 */
export function relayedFetch(call: Call): typeof fetch {
  return async (input, init = {}) => {
    const { signal, body } = init;
    signal?.throwIfAborted();
    const host = hostOf(input);
    const url = new URL(input instanceof Request ? input.url : input);
    const question: Question = {
      id: crypto.randomUUID(),
      port: Number(url.port),
      path: url.pathname + url.search,
      ...(typeof body === 'string' ? { body } : {}),
    };
    const leave = (): void => void call(COMMANDS.close, question.id).then(undefined, () => {});
    signal?.addEventListener('abort', leave, { once: true });
    const rest = (): void => signal?.removeEventListener('abort', leave);
    try {
      const opened = (await called(call, COMMANDS.open, question, host)) as Opened | Refused;
      signal?.throwIfAborted();
      if (opened.kind === 'refused') throw new BackendError(FAULTS[opened.why], { host });
      const { status, headers } = opened;
      // no other number can have a body, nor need one
      if (status === 204 || status === 205 || status === 304) {
        leave();
        rest();
        return new Response(null, { status, headers });
      }
      const portions = (): Promise<Portion> =>
        called(call, COMMANDS.read, question.id, host) as Promise<Portion>;
      return new Response(bodyOf(portions, host, leave, rest), { status, headers });
    } catch (error) {
      rest();
      throw error;
    }
  };
}

/** @throws BackendError where there is no companion. */
async function called(call: Call, command: string, value: unknown, host: string): Promise<unknown> {
  try {
    return await call(command, value);
  } catch {
    throw new BackendError('CFG-COMPANION', { host });
  }
}

function bodyOf(
  next: () => Promise<Portion>,
  host: string,
  leave: () => void,
  rest: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { text, state } = await next();
      if (text !== '') controller.enqueue(encoder.encode(text));
      if (state === 'more') return;
      rest();
      if (state === 'end') controller.close();
      else controller.error(new BackendError('NET-CUT', { host }));
    },
    cancel() {
      rest();
      leave();
    },
  });
}
