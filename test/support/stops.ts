import assert from 'node:assert/strict';
import { placeAt, type Wants } from '../../src/core/completion/place.ts';
import type { Stopped } from '../../src/core/completion/stop/index.ts';
import { stopEarly } from '../../src/core/completion/stop/stopEarly.ts';
import type { Snapshot } from '../../src/core/completion/types.ts';
import type { Syntax } from '../../src/core/syntax/syntax.ts';
import { grammars } from './grammars.ts';
import { at } from './snapshots.ts';
import { everyChunking } from './streams.ts';

async function* played(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks;
}

/** All that was shown of a stream. */
export async function historyOf(
  chunks: readonly string[],
  snapshot: Snapshot,
  wants: Wants,
  syntax?: Syntax,
): Promise<Stopped[]> {
  const history: Stopped[] = [];
  for await (const stopped of stopEarly(played(chunks), snapshot, wants, syntax)) {
    history.push(stopped);
  }
  return history;
}

/**
 * A place, what the model says there, and where it is to end: `before█said✂said too▏after`. What is wanted there is what `placeAt`
 * says. Looked at with the grammar and without, in every way to cut the stream.
 */
export async function checkStop(
  languageId: string,
  picture: string,
  ended: string | undefined,
): Promise<void> {
  const [before = '', ...others] = picture.split('█');
  const [said = '', after = ''] = others.join('█').split('▏');
  const kept = said.split('✂')[0] ?? '';
  const snapshot = at(`${before}█${after}`, { languageId });
  for (const syntax of [undefined, await grammars.syntaxOf(languageId)]) {
    const { wants } = placeAt(snapshot, syntax);
    for (const chunks of everyChunking(said.replace('✂', ''))) {
      const last = (await historyOf(chunks, snapshot, wants, syntax)).at(-1);
      const how = `${syntax ? 'by the grammar' : 'by the marks'}, ${chunks.length} chunks`;
      assert.deepEqual({ kept: last?.kept ?? '', ended: last?.ended }, { kept, ended }, how);
    }
  }
}
