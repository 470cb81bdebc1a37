import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a server does with a connection once a request came in, byte by byte. */
export type Step =
  | { readonly write: string | Uint8Array }
  | { readonly sleep: number }
  /** Sends a piece again and again, until the other side is gone or it was sent so many times. */
  | { readonly repeat: string | Uint8Array; readonly times: number; readonly pause?: number }
  /** Closes as TCP does when all is well. */
  | { readonly fin: true }
  /** Closes hard. */
  | { readonly reset: true }
  /** Leaves the connection open. */
  | { readonly hold: true }
  /** Waits for another request on the same connection. */
  | { readonly again: true };

export interface FaultyServer extends AsyncDisposable {
  readonly port: number;
  /** All that clients sent, as text. */
  readonly received: string[];
  /** Connections that are open now. */
  readonly open: ReadonlySet<Socket>;
}

/**
 * A server that plays `steps` for each connection that brings a request, on a free port of this machine.
 *
 * @param steps or what makes them, from the number of the connection: 0, 1, …
 */
export async function faultyServer(
  steps: readonly Step[] | ((connection: number) => readonly Step[]),
): Promise<FaultyServer> {
  let connections = 0;
  const open = new Set<Socket>();
  const received: string[] = [];
  const server = createServer(socket => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    let heard = '';
    let playing = false;
    socket.on('data', bytes => {
      heard += bytes.toString('utf8');
      if (!isWhole(heard)) return;
      received.push(heard);
      heard = '';
      socket.emit('request');
      if (playing) return;
      playing = true;
      void play(socket, typeof steps === 'function' ? steps(connections++) : steps);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    received,
    open,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Has the whole request arrived, body included? */
function isWhole(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = Number(/content-length: (\d+)/i.exec(request)?.[1] ?? 0);
  return Buffer.byteLength(request.slice(end + 4)) >= length;
}

async function play(socket: Socket, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (socket.destroyed) return;
    if ('write' in step) socket.write(step.write);
    else if ('sleep' in step) await sleep(step.sleep);
    else if ('repeat' in step) {
      for (let k = 0; k < step.times && !socket.destroyed; k++) {
        if (!socket.write(step.repeat)) await drainedOrGone(socket);
        if (step.pause !== undefined) await sleep(step.pause);
      }
    } else if ('fin' in step) socket.end();
    else if ('reset' in step) socket.resetAndDestroy();
    else if ('again' in step) await once(socket, 'request');
    else return;
  }
}

async function drainedOrGone(socket: Socket): Promise<void> {
  await new Promise<void>(resolve => {
    for (const name of ['drain', 'close', 'error']) socket.once(name, () => resolve());
  });
}

/** The head of an answer whose end is the end of the connection. */
export function head(status = '200 OK', ...headers: string[]): string {
  const type = headers.some(header => /^content-type/i.test(header))
    ? []
    : ['content-type: text/event-stream'];
  return [`HTTP/1.1 ${status}`, ...type, 'connection: close', ...headers, '', ''].join('\r\n');
}

/** One server-sent event. */
export function event(data: unknown): string {
  return `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
}

/** A chunk of the completions protocol. */
export function completion(text: string, finish: string | null = null): string {
  return event({ choices: [{ index: 0, text, finish_reason: finish }] });
}
