import { bearer } from '../adapters/wire.ts';
import { isRecord } from '../answer.ts';
import type { Backend, Piece, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { PROBE } from '../http/limits.ts';
import { guardedFetch, type Net } from '../http/net.ts';
import type { ModelPlace } from '../open.ts';

/**
 * The same backend, once its server has said that it has the model. Another program on the same port gets no prompt; nor does a server that was started anew with
 * another model, for after a failure it is asked again.
 */
export function verified(backend: Backend, place: ModelPlace, net: Net): Backend {
  let known = false;
  return {
    model: backend.model,
    host: backend.host,
    async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
      if (!known) await checkModel(place, net, backend.host, signal);
      known = true;
      try {
        yield* backend.stream(question, signal);
      } catch (error) {
        if (error instanceof BackendError) known = false;
        throw error;
      }
    },
  };
}

/** @throws BackendError where the server can't be asked, or does not list the model. */
async function checkModel(
  { endpoint, model, server }: ModelPlace,
  net: Net,
  host: string,
  signal: AbortSignal,
): Promise<void> {
  const path = server === 'tabby' ? 'health' : 'models';
  const response = await guardedFetch(net, PROBE)(`${endpoint.base}/${path}`, {
    headers: { ...bearer(endpoint), ...endpoint.headers },
    signal,
  });
  let answer: unknown;
  try {
    answer = await response.json();
  } catch {
    signal.throwIfAborted();
    throw new BackendError('SRV-SHAPE', { host });
  }
  const isTabby = server === 'tabby' && isRecord(answer) && 'version' in answer;
  const listed =
    isRecord(answer) && Array.isArray(answer.data)
      ? answer.data.some(entry => isRecord(entry) && entry.id === model)
      : false;
  if (!isTabby && !listed) throw new BackendError('REQ-MODEL', { host, model });
}
