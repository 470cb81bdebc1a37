import type { Backend, Piece, Question } from '../backend.ts';
import type { BackendError, FaultCode } from '../errors.ts';
import { answerOrInstead } from './instead.ts';

/** Faults of a server that is away, or busy. What is wrong with a key, a model or a request is for the user to mend, and not to be gone around. */
const AWAY: ReadonlySet<FaultCode> = new Set([
  ...(['NET-REFUSED', 'NET-DNS', 'NET-CONNECT', 'NET-RESET', 'NET-SLOW'] as const),
  ...(['SRV-5XX', 'SRV-BUSY', 'RATE-WAIT'] as const),
]);

/**
 * The same backend for commands, where others stand in: one that is away before its first piece gives way to the next, which then goes on answering. What has begun is never begun
 * again by another.
 *
 * @param next who is asked instead, and told of to the user; `undefined` where nobody is left that may be asked this question.
 */
export function standingIn(
  first: Backend,
  next: (away: BackendError, question: Question) => Promise<Backend | undefined>,
): Backend {
  let now = first;
  return {
    get model() {
      return now.model;
    },
    get host() {
      return now.host;
    },
    stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
      return answerOrInstead(now, question, signal, async away => {
        const other = AWAY.has(away.code) ? await next(away, question) : undefined;
        now = other ?? now;
        return other;
      });
    },
  };
}
