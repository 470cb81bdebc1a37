import { hostOf } from '../http/net.ts';

/**
 * The user's own computer in an address, whichever side Inkling runs on: `http://user.localhost:11434/v1`. `localhost` is where Inkling runs, and in a remote
 * window that is another machine. A name under `localhost` never leads beyond a machine, should anybody else ask for it.
 */
export const USERS_HOST = 'user.localhost';

/** Is this an address on the user's own computer? */
export function isOnUsersSide(address: string | URL | Request): boolean {
  return hostOf(address).replace(/:\d+$/, '') === USERS_HOST;
}

/** The same address for a program that runs on the user's own computer. */
export function fromUsersSide(address: string | URL | Request): URL {
  const url = new URL(address instanceof Request ? address.url : address);
  url.hostname = '127.0.0.1';
  return url;
}
