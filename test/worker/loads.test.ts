// Learning under loads and blows: very many files, very large ones, and a process that is killed in the middle of it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../../src/core/base/random.ts';
import { disk } from '../../src/worker/disk.ts';
import { Indexing } from '../../src/worker/indexing.ts';
import type { IndexState } from '../../src/worker/protocol.ts';
import { readStore, writeStore } from '../../src/worker/store.ts';

let root: string;
let storage: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'inkling-load-'));
  storage = mkdtempSync(path.join(os.tmpdir(), 'inkling-store-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  rmSync(storage, { recursive: true, force: true });
});

async function learn(): Promise<{
  last: IndexState | undefined;
  indexing: Indexing;
  logs: string[];
}> {
  let last: IndexState | undefined;
  const logs: string[] = [];
  const indexing = new Indexing(
    {
      files: disk,
      load: () => readStore(storage),
      save: bytes => writeStore(storage, bytes),
      onState: state => {
        last = state;
      },
      log: text => logs.push(text),
      clock: () => performance.now(),
      rest: sleep,
    },
    {},
  );
  await indexing.start({ folders: [{ root, prefix: '' }], excludes: [], open: [] });
  return { last, indexing, logs };
}

test('50,000 files: all are learned', async () => {
  for (let folder = 0; folder < 500; folder++) {
    const inside = path.join(root, `module${folder}`);
    mkdirSync(inside);
    for (let file = 0; file < 100; file++) {
      writeFileSync(
        path.join(inside, `part${file}.ts`),
        `export const value${folder}x${file} = compute(${file});\n`,
      );
    }
  }
  const { last, indexing, logs } = await learn();
  assert.deepEqual([last?.kind, last?.kind === 'ready' && last.files, logs], ['ready', 50_000, []]);
  const { before, after, ...rest } = {
    before: 'export const value7x7 = com',
    after: '',
    path: 'new.ts',
    languageId: 'typescript',
  };
  const answer = indexing.engine.complete({
    ...rest,
    before,
    after,
    boldness: 'eager',
    asked: true,
  });
  assert.ok(answer.kind === 'text' && answer.text.startsWith('pute('), JSON.stringify(answer));
});

test('a million lines, five megabytes on one line: left out, and the rest is learned', async () => {
  writeFileSync(path.join(root, 'million.ts'), 'let value = 1;\n'.repeat(1_000_000));
  writeFileSync(path.join(root, 'bundle.js'), `var a=[${'"x",'.repeat(1_250_000)}]`);
  writeFileSync(path.join(root, 'wide.js'), `var a=[${'"x",'.repeat(100_000)}]`);
  writeFileSync(path.join(root, 'small.ts'), 'const answer = 42;\n');
  const { last, indexing } = await learn();
  assert.equal(last?.kind, 'ready');
  assert.deepEqual([...indexing.engine.paths()], ['small.ts']);
});

test('killed in the middle of it, twenty times: the next start has the old index or the new one, and learns the rest', async () => {
  for (let file = 0; file < 300; file++) {
    writeFileSync(
      path.join(root, `part${file}.ts`),
      `export function act${file}() {\n${'  step();\n'.repeat(200)}}\n`,
    );
  }
  const script = `
    import { disk } from './src/worker/disk.ts';
    import { Indexing } from './src/worker/indexing.ts';
    import { readStore, writeStore } from './src/worker/store.ts';
    const [root, storage] = process.argv.slice(1);
    const indexing = new Indexing({
      files: disk, load: () => readStore(storage), save: bytes => writeStore(storage, bytes), onState() {}, log() {},
      clock: () => performance.now(), rest: ms => new Promise(resolve => setTimeout(resolve, ms)),
    }, {});
    console.log('started');
    for (;;) {
      await indexing.start({ folders: [{ root, prefix: '' }], excludes: [], open: [] });
      await indexing.rebuild();
    }`;
  const random = randomFrom(4);
  for (let round = 0; round < 20; round++) {
    const child = spawn(
      process.execPath,
      ['--input-type=module-typescript', '-e', script, root, storage],
      {
        cwd: path.join(import.meta.dirname, '..', '..'),
      },
    );
    await once(child.stdout, 'data');
    await sleep(random() * 300);
    child.kill('SIGKILL');
    await once(child, 'exit');
    if (round % 5 !== 4) continue;
    const { last, indexing } = await learn();
    assert.deepEqual([last?.kind, [...indexing.engine.paths()].length], ['ready', 300]);
  }
  assert.ok(readdirSync(storage).includes('workspace-index.bin'));
});
