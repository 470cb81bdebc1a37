// Lines of the workspace for context in prompts: read again from the real disk, and followed as files change.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findAlike } from '../../src/core/completion/context/sources/alike.ts';
import { disk } from '../../src/worker/disk.ts';
import { Indexing } from '../../src/worker/indexing.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'inkling-lines-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(name: string, text: string): string {
  const file = path.join(root, name);
  writeFileSync(file, text);
  return file;
}

async function learned(prefix = ''): Promise<Indexing> {
  const indexing = new Indexing(
    {
      files: disk,
      load: async () => undefined,
      save: async () => {},
      onState: () => {},
      log: () => {},
      clock: () => performance.now(),
      rest: async milliseconds => {
        await sleep(milliseconds);
      },
    },
    {},
  );
  await indexing.start({ folders: [{ root, prefix }], excludes: [], open: [] });
  return indexing;
}

const AROUND = { path: 'new.py', before: ['  page = fetch(url)', ''], after: [], own: '' };

/** Asks until something is found: the files are read in the background. */
async function find(indexing: Indexing): Promise<string[]> {
  for (let tries = 0; tries < 200; tries++) {
    const found = findAlike(indexing.linesSoFar(), AROUND);
    if (found.length > 0) return found.map(snippet => `${snippet.path}: ${snippet.focus?.trim()}`);
    await sleep(10);
  }
  return [];
}

test('at the first question the learned files are read again', async () => {
  put('load.py', 'def load(url):\n  page = fetch(url)\n  return parse(page)\n');
  const indexing = await learned('work/');
  assert.deepEqual(await find(indexing), ['work/load.py: return parse(page)']);
});

test('what is saved counts as it is now, and what is gone is not found', async () => {
  const file = put('load.py', 'def load(url):\n  page = fetch(url)\n  return parse(page)\n');
  const indexing = await learned();
  await find(indexing);
  put('load.py', 'def load(url):\n  page = fetch(url)\n  return clean(page)\n');
  await indexing.changed(file);
  assert.deepEqual(await find(indexing), ['load.py: return clean(page)']);
  indexing.removed(file);
  assert.deepEqual(findAlike(indexing.linesSoFar(), AROUND), []);
});

test('no context is taken from what is too long to be typed by anybody', async () => {
  put('data.py', `  page = fetch(url)\n  return parse(page)\n${'x = 1\n'.repeat(40_000)}`);
  put('load.py', '  page = fetch(url)\n  return read(page)\n');
  const indexing = await learned();
  assert.deepEqual(await find(indexing), ['load.py: return read(page)']);
});

test('a text that is on no disk is learned at once: by the engine, and its lines too', async () => {
  const indexing = await learned();
  await indexing.start({ folders: [], excludes: [], open: [] });
  indexing.teach('before.py', 'def load(url):\n  page = fetch(url)\n  return parse(page)\n');
  assert.deepEqual([...indexing.engine.paths()], ['before.py']);
  assert.deepEqual(await find(indexing), ['before.py: return parse(page)']);
});
