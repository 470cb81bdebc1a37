import type { SafeText } from '../gate/gate.ts';
import { BackendError } from './errors.ts';
import { cutAtTokens } from './fim.ts';
import type { FimBackend } from './open.ts';

/** What a model did with a hole whose filling is known. */
export interface FimCheckup {
  /** It put something sensible there, and nothing of the template's. */
  readonly fills: boolean;
  /** What it put there: our own code, so it may be shown. */
  readonly said: string;
  /** Milliseconds to the first piece, with a cold cache. */
  readonly begin: number;
  readonly error?: BackendError;
}

const BEFORE = 'function addNumbers(left, right) {\n  return left +';
const AFTER = ';\n}\n\nconsole.log(addNumbers(1, 2));\n';

/** Lets a model fill a hole with a known answer. Only code of ours is sent. */
export async function checkFim(
  { backend, tokens }: FimBackend,
  clock: () => number,
  signal: AbortSignal,
): Promise<FimCheckup> {
  const started = clock();
  let begin = 0;
  let said = '';
  try {
    const text = (async function* () {
      const question = {
        kind: 'fim' as const,
        path: 'add.js',
        languageId: 'javascript',
        before: BEFORE as SafeText,
        after: AFTER as SafeText,
        context: [],
        mostTokens: 24,
      };
      for await (const piece of backend.stream(question, signal)) {
        if (piece.kind !== 'text') continue;
        if (begin === 0) begin = clock() - started;
        yield piece.text;
      }
    })();
    for await (const chunk of cutAtTokens(text, tokens)) said += chunk;
    return { fills: /^\s*right\b/.test(said), said, begin };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BackendError)) throw error;
    return { fills: false, said, begin, error };
  }
}
