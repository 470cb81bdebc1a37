// What goes along with a question in the editor: context of files whose rules are read by the time that the gate asks for them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContextSource } from '../../src/core/completion/context/index.ts';
import type { Exclusion } from '../../src/core/gate/gate.ts';
import { holeModelOf } from '../../src/editor/models/holeModelOf.ts';
import { END, FakeBackend, text } from '../support/fakeBackend.ts';
import { at } from '../support/snapshots.ts';
import { read } from '../support/streams.ts';

/** Rules that know nothing of a path before they were read for it. */
function rulesThat(exclude: string): {
  ready(path: string): Promise<void>;
  verdict(path: string): Exclusion;
} {
  const read = new Set<string>();
  return {
    ready: async path => void read.add(path),
    verdict: path => (!read.has(path) ? 'unknown' : path === exclude ? 'excluded' : 'free'),
  };
}

const alike: ContextSource = {
  name: 'alike',
  offer: () =>
    ['free.ts', 'hidden.ts'].map(path => ({
      path,
      text: `export const from = '${path}';\n`,
      why: 'alike',
      worth: 1,
    })),
};

test('files that were never opened go along, and those that are excluded do not', async () => {
  const backend = new FakeBackend('m', [text(' 1;'), END]);
  const around = {
    exclusions: rulesThat('hidden.ts'),
    capabilities: { of: () => undefined },
    sources: [alike],
    countTokens: async (_: unknown, lines: readonly string[]) => lines.map(() => 5),
  };
  const choice = { endpoint: 'http://127.0.0.1:1/v1', model: 'm' };
  const manners = { deadline: 1000, metered: true, onDone: () => {} };
  const model = holeModelOf(choice, { backend, tokens: [] }, around, manners);
  const order = { at: at('const a█'), asked: true, mostTokens: 10 };
  await read(model.ask(order, new AbortController().signal));
  const [question] = backend.asked;
  assert.ok(question?.kind === 'fim');
  assert.deepEqual(
    question.context.map(({ path }) => path),
    ['free.ts'],
  );
});
