import type { Backend } from '../backend/backend.ts';
import { BackendError } from '../backend/errors.ts';
import { isLooping } from './answer/looping.ts';
import type { Ending } from './proposal.ts';
import type { Asked } from './question.ts';

/** What was heard of an answer so far. */
export interface Heard {
  readonly answer: string;
  readonly reasoning: string;
  readonly ending: Ending;
  readonly model: string;
  /** Why it failed. */
  readonly error?: BackendError | undefined;
}

/** Characters of a line at which it has just begun. */
const LINE_BEGUN = 12;

/**
 * Sends a question, and tells what comes back as it comes.
 *
 * @param until when it is ended before the model ends it.
 * @throws the signal's reason, where it is aborted before anything was sent.
 */
export async function listen(
  { question }: Asked,
  { backend }: { readonly backend: Backend },
  until: Until,
  onHeard: (heard: Heard) => void,
  signal: AbortSignal,
): Promise<Heard> {
  signal.throwIfAborted();
  let heard: Heard = { answer: '', reasoning: '', ending: 'streaming', model: backend.model };
  onHeard(heard);
  try {
    for await (const piece of backend.stream(question, signal)) {
      if (piece.kind === 'text') heard = { ...heard, answer: heard.answer + piece.text };
      else if (piece.kind === 'reasoning')
        heard = { ...heard, reasoning: heard.reasoning + piece.text };
      else if (piece.kind === 'end') heard = { ...heard, ending: piece.why };
      heard = { ...heard, model: backend.model }; // where another stands in, it is known now
      const called = heard.ending === 'streaming' ? endOf(heard.answer, until) : 'streaming';
      if (called !== 'streaming') heard = { ...heard, ending: called };
      onHeard(heard);
      if (called !== 'streaming') break; // whoever stops reading makes the server stop
    }
  } catch (error) {
    if (!signal.aborted && !(error instanceof BackendError)) throw error;
    heard = {
      ...heard,
      ending: 'failed',
      error: error instanceof BackendError ? error : undefined,
    };
    onHeard(heard);
  }
  return heard;
}

/** What there is to wait for in an answer: nothing more once it says enough, or the same again and again. */
interface Until {
  /** What the model works on: where that repeats itself, the answer may. */
  readonly original: readonly string[];
  isEnough?(answer: string): boolean;
}

/** Looked at as a line begins, and not at every piece. */
function endOf(answer: string, { original, isEnough }: Until): Ending {
  const lastLine = answer.slice(answer.lastIndexOf('\n') + 1);
  if (lastLine.length > LINE_BEGUN) return 'streaming';
  if (isEnough?.(answer) === true) return 'whole';
  return isLooping(answer, original) ? 'length' : 'streaming';
}
