import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { realClock } from '../../../../src/core/base/clock.ts';
import {
  type ChosenContext,
  ContextMemory,
  type ContextSource,
  gatherContext,
} from '../../../../src/core/completion/context/index.ts';
import { Gate } from '../../../../src/core/gate/gate.ts';
import { at } from '../../../support/snapshots.ts';

function source(name: string, text: () => string | Promise<string>): ContextSource {
  return {
    name,
    async offer() {
      return [{ path: `${name}.ts`, text: await text(), why: 'a test', worth: 0.5 }];
    },
  };
}

function gather(
  sources: readonly ContextSource[],
  memory = new ContextMemory(),
  signal = new AbortController().signal,
  line = 0,
): Promise<ChosenContext> {
  const snapshot = at('a█', { line });
  return gatherContext(
    snapshot,
    sources,
    {
      window: snapshot,
      deadline: 20,
      tokens: 100,
      count: text => text.length / 4,
      gate: new Gate(() => 'free'),
      memory,
      clock: realClock,
      settled: false,
    },
    signal,
  );
}

test('a source that is late is left out, and heard the next time', async () => {
  const memory = new ContextMemory();
  let tell: (text: string) => void = () => {};
  const answer = new Promise<string>(resolve => {
    tell = resolve;
  });
  const sources = [source('quick', () => 'quick'), source('slow', () => answer)];
  const first = await gather(sources, memory);
  assert.deepEqual(
    first.files.map(file => file.path),
    ['quick.ts'],
  );
  assert.match(first.notes.at(-1)?.dropped ?? '', /^late/);
  tell('slow');
  await sleep(0);
  const next = await gather(
    [sources[0] as ContextSource, source('slow', () => sleep(60, ''))],
    memory,
  );
  assert.deepEqual(
    next.files.map(file => file.text),
    ['quick', 'slow'],
  );
});

test('a source that fails takes no other with it', async () => {
  const failing: ContextSource = {
    name: 'bad',
    offer() {
      throw new Error('broken');
    },
  };
  const { files, notes } = await gather([failing, source('good', () => 'good')]);
  assert.deepEqual(
    files.map(file => file.text),
    ['good'],
  );
  assert.equal(notes.find(note => note.source === 'bad')?.dropped, 'failed');
});

test('the same choice is the same value, so the prompt stays the same', async () => {
  const memory = new ContextMemory();
  const sources = [source('a', () => 'text')];
  const first = await gather(sources, memory);
  const second = await gather(sources, memory);
  assert.equal(second.files, first.files);
  assert.equal(second.generation, first.generation);
  const third = await gather([source('b', () => 'other')], memory);
  assert.equal(third.files.length, 2);
  assert.notEqual(third.generation, first.generation);
});

test('an abort ends the waiting', async () => {
  const ended = new AbortController();
  const waiting = gather(
    [source('slow', () => sleep(1000, ''))],
    new ContextMemory(),
    ended.signal,
  );
  ended.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
});

test('what was chosen far away counts no more', async () => {
  const memory = new ContextMemory();
  const { signal } = new AbortController();
  await gather([source('a', () => 'text')], memory, signal, 10);
  assert.equal((await gather([], memory, signal, 40)).files.length, 1);
  assert.equal((await gather([], memory, signal, 140)).files.length, 0);
});
