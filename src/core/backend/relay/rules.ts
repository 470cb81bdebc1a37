import { isRecord } from '../answer.ts';
import type { Question } from './protocol.ts';

/** What model servers on one's own machine are asked: who they are and what they have, and for answers. Nothing here changes anything on a server. */
const READ = new Set([
  '/v1/models',
  '/v1/health',
  '/props',
  '/api/version',
  '/info',
  '/api/v0/models',
]);
const ASKED = new Set(['/v1/completions', '/v1/chat/completions', '/infill', '/api/generate']);

const ID = /^[\w-]{8,64}$/;
const LARGEST_BODY = 4 * 1024 * 1024;
/** Below are the ports of the system's own services, and no model server's. */
const LEAST_PORT = 1024;

/** A question that may pass, as far as it tells by itself. */
export interface SoundQuestion extends Question {
  readonly method: 'GET' | 'POST';
}

/**
 * Reads what came from the remote side. That may be anybody: whatever runs there can call commands. So nothing of it is believed, and what is not
 * exactly a question to a model does not pass.
 */
export function readQuestion(value: unknown): SoundQuestion | undefined {
  if (!isRecord(value)) return undefined;
  const { id, path, body } = value;
  const port = readPort(value.port);
  if (typeof id !== 'string' || !ID.test(id) || port === undefined) return undefined;
  if (typeof path !== 'string') return undefined;
  if (body === undefined) return READ.has(path) ? { id, port, path, method: 'GET' } : undefined;
  if (typeof body !== 'string' || body.length > LARGEST_BODY || !isJsonObject(body))
    return undefined;
  return ASKED.has(path) ? { id, port, path, body, method: 'POST' } : undefined;
}

/** A port that a model server may have. */
export function readPort(value: unknown): number | undefined {
  const isPort = typeof value === 'number' && Number.isInteger(value);
  return isPort && value >= LEAST_PORT && value <= 65_535 ? value : undefined;
}

function isJsonObject(text: string): boolean {
  try {
    return isRecord(JSON.parse(text));
  } catch {
    return false;
  }
}
