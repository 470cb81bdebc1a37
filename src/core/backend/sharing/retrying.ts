import { sleep } from '../../base/sleep.ts';
import type { Backend, Piece, Question } from '../backend.ts';
import type { FaultCode } from '../errors.ts';
import { answerOrInstead } from './instead.ts';

/** Faults that may be gone a moment later, so that asking again makes sense. A key, a model or a window that is wrong stays wrong. */
const PASSING: ReadonlySet<FaultCode> = new Set(['NET-RESET', 'NET-DNS', 'SRV-5XX', 'SRV-BUSY']);
const RETRIES = 2;
/** Milliseconds before the first retry; the second waits three times as long. Each, give or take half. */
const PAUSE = 400;

/**
 * The same backend for commands, where a person waits: asked up to twice more when it fails before its first piece. Ghost text is never asked for again: by then
 * the text is another.
 *
 * @param random 0…1.
 */
export function retrying(backend: Backend, random: () => number = Math.random): Backend {
  return {
    model: backend.model,
    host: backend.host,
    stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
      let retries = 0;
      return answerOrInstead(backend, question, signal, async fault => {
        if (!PASSING.has(fault.code) || retries === RETRIES) return undefined;
        await sleep(PAUSE * 3 ** retries++ * (0.5 + random()), signal);
        return backend;
      });
    },
  };
}
