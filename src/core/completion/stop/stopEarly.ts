import type { Syntax } from '../../syntax/syntax.ts';
import type { Wants } from '../place.ts';
import type { Snapshot } from '../types.ts';
import { type Stopped, Stopper } from './index.ts';

/**
 * What is kept of a stream, each time that it grew; the last says why it ended, where it did not just end by itself.
 *
 *     'ret' 'urn 1;\n}' '\nfoo' …   ⇒   'return 1;'   'return 1;\n}' block
 *
 * Returning early closes `chunks`, and the backend at the far end of them aborts its request: what would be thrown away is never
 * generated.
 */
export async function* stopEarly(
  chunks: AsyncIterable<string>,
  at: Snapshot,
  wants: Wants,
  syntax?: Syntax,
): AsyncGenerator<Stopped> {
  const stopper = new Stopper(at, wants, syntax);
  let text = '';
  let shown = 0;
  for await (const chunk of chunks) {
    text += chunk;
    const stopped = stopper.read(text);
    if (stopped.kept.length > shown || stopped.ended !== undefined) yield stopped;
    if (stopped.ended !== undefined) return;
    shown = stopped.kept.length;
  }
  const stopped = stopper.finish(text);
  if (stopped.kept.length > shown || stopped.ended !== undefined) yield stopped;
}
