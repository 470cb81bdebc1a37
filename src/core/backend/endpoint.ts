import { BackendError } from './errors.ts';
import { USERS_HOST } from './relay/usersSide.ts';

/** How far an address is: failover and cost never go to a more public class by themselves. */
export type Reach = 'local' | 'lan' | 'cloud';

const PUBLICITY: Readonly<Record<Reach, number>> = { local: 0, lan: 1, cloud: 2 };

export function isMorePublic(reach: Reach, than: Reach): boolean {
  return PUBLICITY[reach] > PUBLICITY[than];
}

/** An address that may be used. */
export interface Address {
  /** The base, without a slash at its end and without what belongs to single operations: `https://api.example.com/v1`. */
  readonly base: string;
  /** Scheme, host and port: keys are kept by it, so that a changed address gets no key. */
  readonly origin: string;
  readonly host: string;
  readonly reach: Reach;
}

/** What people paste after the base. */
const OPERATION =
  /\/(chat\/completions|completions|responses|messages|models|infill|completion|api\/(generate|chat|tags|version))\/?$/;
/** Ports that browsers and `fetch` refuse, of those that somebody might type. */
const BLOCKED_PORTS = new Set(['1', '7', '9', '22', '25', '110', '143', '6000', '6667']);

/**
 * Reads an address that the user typed.
 *
 * @param plainHttp origins that the user allowed to be reached without TLS on a private network.
 * @throws BackendError CFG-URL; CFG-INSECURE for plain http beyond this machine.
 */
export function readAddress(typed: string, plainHttp: ReadonlySet<string> = new Set()): Address {
  const text = typed.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) throw new BackendError('CFG-URL');
  const url = new URL(text);
  const { hostname, host, origin } = url;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new BackendError('CFG-URL');
  }
  if (BLOCKED_PORTS.has(url.port) || isForbidden(hostname)) throw new BackendError('CFG-URL');
  const reach = reachOf(hostname);
  const secure = url.protocol === 'https:';
  if (!secure && reach !== 'local' && !(reach === 'lan' && plainHttp.has(origin))) {
    throw new BackendError('CFG-INSECURE', { host });
  }
  const path = url.pathname.replace(OPERATION, '').replace(/\/+$/, '');
  return { base: origin + path, origin, host, reach };
}

/** Addresses that no model has: link-local ones hold cloud machines' secrets. */
function isForbidden(hostname: string): boolean {
  return /^(0\.0\.0\.0|169\.254\.|22[4-9]\.|23\d\.|\[::\]|\[fe[89ab]|\[ff)/i.test(hostname);
}

/** @param hostname as `URL` writes it: numbers in any notation are four by then. */
export function reachOf(hostname: string): Reach {
  const isNumber = /^\d+\.\d+\.\d+\.\d+$/.test(hostname); // `127.0.0.1.example.com` is a name
  if (hostname === 'localhost' || hostname === '[::1]' || hostname === USERS_HOST) return 'local';
  if (isNumber && hostname.startsWith('127.')) return 'local';
  if (isNumber && /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(hostname)) return 'lan';
  if (/^\[f[cd]/i.test(hostname) || /\.(local|lan|internal|home\.arpa)$/i.test(hostname))
    return 'lan';
  return hostname.includes('.') || hostname.startsWith('[') ? 'cloud' : 'lan';
}

/** The key as it may stand in a header. @throws BackendError CFG-KEY; the key is never in the message. */
export function readKey(typed: string): string {
  const key = typed.trim();
  if (!/^[\x21-\x7e]{1,4096}$/.test(key)) throw new BackendError('CFG-KEY');
  return key;
}

const MOST_HEADERS = 20;
/** Headers that belong to the connection, or that we set ourselves. */
const RESERVED =
  /^(host|connection|content-.*|transfer-encoding|cookie|origin|referer|accept-encoding|upgrade|te|trailer|proxy-.*)$/i;

/** Headers that the user wants to be sent along; those that could smuggle something are left out. */
export function readHeaders(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  const sound = Object.entries(value).filter(
    (entry): entry is [string, string] =>
      /^[\w!#$%&'*+.^`|~-]{1,100}$/.test(entry[0]) &&
      !RESERVED.test(entry[0]) &&
      typeof entry[1] === 'string' &&
      /^[\x20-\x7e]{0,8192}$/.test(entry[1]),
  );
  return Object.fromEntries(sound.slice(0, MOST_HEADERS));
}
