import type { Backend, Piece, Question } from '../backend.ts';
import { BackendError } from '../errors.ts';

/**
 * A backend's answer; where it fails before its first piece, that of another. What has begun is never begun again: what came can't be taken back.
 *
 * @param instead whose answer is to be had after a fault, the same backend's again or another's; `undefined` where the fault is to be told.
 */
export async function* answerOrInstead(
  first: Backend,
  question: Question,
  signal: AbortSignal,
  instead: (fault: BackendError) => Promise<Backend | undefined>,
): AsyncGenerator<Piece> {
  for (let backend = first; ; ) {
    let begun = false;
    try {
      for await (const piece of backend.stream(question, signal)) {
        begun = true;
        yield piece;
      }
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (begun || !(error instanceof BackendError)) throw error;
      const next = await instead(error);
      if (next === undefined) throw error;
      backend = next;
    }
  }
}
