import assert from 'node:assert/strict';
import { placeAt } from '../../src/core/completion/place.ts';
import { type Stopped, Stopper } from '../../src/core/completion/stop/index.ts';
import type { Snapshot, Wants } from '../../src/core/completion/types.ts';
import type { Syntax } from '../../src/core/syntax/syntax.ts';
import { grammars } from './grammars.ts';
import { at } from './snapshots.ts';
import { everyChunking } from './streams.ts';

/** All that was shown of a stream, each time that it grew; the last says why it ended, where it did not just end by itself. */
export function historyOf(
  chunks: readonly string[],
  snapshot: Snapshot,
  wants: Wants,
  syntax?: Syntax,
): Stopped[] {
  const stopper = new Stopper(snapshot, wants, syntax);
  const history: Stopped[] = [];
  const note = (stopped: Stopped): boolean => {
    const shown = history.at(-1)?.kept.length ?? 0;
    if (stopped.kept.length > shown || stopped.ended !== undefined) history.push(stopped);
    return stopped.ended !== undefined;
  };
  let text = '';
  for (const chunk of chunks) {
    text += chunk;
    if (note(stopper.read(text))) return history;
  }
  note(stopper.finish(text));
  return history;
}

/**
 * A place, what the model says there, and where it is to end: `before█said✂said too▏after`. What is wanted there is what `placeAt`
 * says, unless it is told. Looked at with the grammar and without, in every way to cut the stream.
 */
export async function checkStop(
  languageId: string,
  picture: string,
  ended: string | undefined,
  wanted?: Wants,
): Promise<void> {
  const [before = '', ...others] = picture.split('█');
  const [said = '', after = ''] = others.join('█').split('▏');
  const kept = said.split('✂')[0] ?? '';
  const snapshot = at(`${before}█${after}`, { languageId });
  for (const syntax of [undefined, await grammars.syntaxOf(languageId)]) {
    const wants = wanted ?? placeAt(snapshot, syntax).wants;
    for (const chunks of everyChunking(said.replace('✂', ''))) {
      const last = historyOf(chunks, snapshot, wants, syntax).at(-1);
      const how = `${syntax ? 'by the grammar' : 'by the marks'}, ${chunks.length} chunks`;
      assert.deepEqual({ kept: last?.kept ?? '', ended: last?.ended }, { kept, ended }, how);
    }
  }
}
