// Learning a workspace from the real disk, with the faults that disks and people make.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { disk } from '../../src/worker/disk.ts';
import { Indexing, type IndexingPorts } from '../../src/worker/indexing.ts';
import type { IndexState } from '../../src/worker/protocol.ts';
import { readStore, writeStore } from '../../src/worker/store.ts';

let root: string;
let storage: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'inkling-index-'));
  storage = mkdtempSync(path.join(os.tmpdir(), 'inkling-store-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  rmSync(storage, { recursive: true, force: true });
});

function put(name: string, text: string | Uint8Array): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** An indexing on the real disk; its states and logs are kept for the test to look at. */
function indexingOf(ports: Partial<IndexingPorts> = {}) {
  const states: IndexState[] = [];
  const logs: string[] = [];
  const indexing = new Indexing(
    {
      files: disk,
      load: () => readStore(storage),
      save: bytes => writeStore(storage, bytes),
      onState: state => states.push(state),
      log: text => logs.push(text),
      clock: () => performance.now(),
      rest: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
      ...ports,
    },
    {},
  );
  const start = (): Promise<void> =>
    indexing.start({ folders: [{ root, prefix: '' }], excludes: [], open: [] });
  return { indexing, states, logs, start };
}

async function learnedPaths(ports: Partial<IndexingPorts> = {}): Promise<string[]> {
  const { indexing, states, start } = indexingOf(ports);
  await start();
  assert.equal(states.at(-1)?.kind, 'ready');
  return [...indexing.engine.paths()].sort();
}

test('learns code, and nothing that is ignored, generated, secret or elsewhere', async () => {
  put('.gitignore', 'ignored/\n*.skip.ts\n');
  put('src/main.ts', 'export const main = 1;');
  put('src/a.skip.ts', 'x');
  put('ignored/b.ts', 'x');
  put('node_modules/lib/index.js', 'x');
  put('.env', 'KEY=1');
  put('photo.png', 'x');
  put('blob.ts', 'a\0b');
  put('wide.js', 'x'.repeat(5_000_000));
  put('long.ts', 'let a;\n'.repeat(1_000_000));
  const outside = mkdtempSync(path.join(os.tmpdir(), 'inkling-outside-'));
  writeFileSync(path.join(outside, 'far.ts'), 'let far = 1;');
  symlinkSync(outside, path.join(root, 'link'));
  symlinkSync(root, path.join(root, 'src', 'loop'));
  symlinkSync(path.join(outside, 'far.ts'), path.join(root, 'far.ts'));
  execFileSync('mkfifo', [path.join(root, 'pipe.ts')]);
  assert.deepEqual(await learnedPaths(), ['src/main.ts']);
  rmSync(outside, { recursive: true });
});

test('an empty folder, a folder that is not there, and no folder at all', async () => {
  assert.deepEqual(await learnedPaths(), []);
  rmSync(root, { recursive: true });
  assert.deepEqual(await learnedPaths(), []);
  const { indexing, states } = indexingOf();
  await indexing.start({ folders: [], excludes: [], open: [] });
  assert.deepEqual(states, [{ kind: 'off' }]);
});

test('files that vanish, grow or change while they are read are skipped or learned as they are', async () => {
  for (let k = 0; k < 30; k++) put(`f${k}.ts`, `export const value${k} = ${k};`);
  let reads = 0;
  const files = {
    ...disk,
    async read(file: string, most: number) {
      if (!file.endsWith('.ts')) return disk.read(file, most);
      if (++reads % 3 === 0) rmSync(file, { force: true });
      if (reads % 3 === 1 && existsSync(file)) truncateSync(file, 5);
      return disk.read(file, most);
    },
  };
  const paths = await learnedPaths({ files });
  assert.equal(paths.length, 20);
});

test('a disk that answers EMFILE, EBUSY or ESTALE to some reads: tried again', async () => {
  for (let k = 0; k < 24; k++) put(`f${k}.ts`, `export const value${k} = ${k};`);
  let reads = 0;
  const files = {
    ...disk,
    async read(file: string, most: number) {
      const code =
        file.endsWith('.ts') && reads < 24 ? ['EMFILE', 'EBUSY', 'ESTALE'][++reads % 6] : undefined;
      if (code !== undefined) throw Object.assign(new Error(code), { code });
      return disk.read(file, most);
    },
  };
  assert.equal((await learnedPaths({ files })).length, 24);
});

test('an ignore file with 10,000 rules leaves its folder out, and says so', async () => {
  put('a.ts', 'let a;');
  put('sub/.gitignore', Array.from({ length: 10_000 }, (_, k) => `**/x${k}/**`).join('\n'));
  put('sub/b.ts', 'let b;');
  const { indexing, logs, start } = indexingOf();
  await start();
  assert.deepEqual([...indexing.engine.paths()], ['a.ts']);
  assert.match(logs.join('\n'), /ignore file unusable/);
});

test('odd names are handled', async () => {
  const names = [
    'new\nline.ts',
    '"quotes".ts',
    'emoji😀.ts',
    `${'x'.repeat(250)}.ts`,
    'Case.ts',
    'case.ts',
  ];
  for (const name of names) put(name, 'let a = 1;');
  assert.deepEqual(await learnedPaths(), names.sort());
});

test('a second start reads only what changed, and forgets what is gone', async () => {
  put('same.ts', 'let same = 1;');
  const changing = put('changed.ts', 'let changed = 1;');
  const gone = put('gone.ts', 'let gone = 1;');
  await learnedPaths();
  writeFileSync(changing, 'let changedAgain = 12345;');
  rmSync(gone);
  const read: string[] = [];
  const files = {
    ...disk,
    read(file: string, most: number) {
      if (file.endsWith('.ts')) read.push(path.basename(file));
      return disk.read(file, most);
    },
  };
  assert.deepEqual(await learnedPaths({ files }), ['changed.ts', 'same.ts']);
  assert.deepEqual(read, ['changed.ts']);
});

test('saving, creating and deleting files is followed', async () => {
  put('a.ts', 'let a = 1;');
  put('.gitignore', 'hidden.ts\n');
  const { indexing, start } = indexingOf();
  await start();
  await indexing.changed(put('b.ts', 'let b = 2;'));
  await indexing.changed(put('hidden.ts', 'let hidden = 3;'));
  await indexing.changed(put('.env', 'KEY=1'));
  await indexing.changed(put('deep/c.ts', 'let c = 2;'));
  indexing.removed(path.join(root, 'a.ts'));
  assert.deepEqual([...indexing.engine.paths()].sort(), ['b.ts', 'deep/c.ts']);
  indexing.removed(path.join(root, 'deep'));
  assert.deepEqual([...indexing.engine.paths()], ['b.ts']);
});

const INDEX = 'workspace-index.bin';
const DAMAGES: Readonly<Record<string, (file: string) => void>> = {
  truncated: file => truncateSync(file, 40),
  empty: file => truncateSync(file, 0),
  'with a flipped bit': file => {
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  },
  'of a newer version': file => {
    const bytes = readFileSync(file);
    bytes[4] = 99;
    writeFileSync(file, bytes);
  },
  'a directory': file => {
    rmSync(file);
    mkdirSync(path.join(file, 'inside'), { recursive: true });
  },
};

for (const [what, damage] of Object.entries(DAMAGES)) {
  test(`a kept index that is ${what} is built anew, and kept again`, async () => {
    put('a.ts', 'let a = 1;');
    await learnedPaths();
    damage(path.join(storage, INDEX));
    assert.deepEqual(await learnedPaths(), ['a.ts']);
    let read = 0;
    const files = {
      ...disk,
      read(file: string, most: number) {
        if (file.endsWith('.ts')) read++;
        return disk.read(file, most);
      },
    };
    assert.deepEqual(await learnedPaths({ files }), ['a.ts']);
    assert.equal(read, 0);
  });
}

test('a full or read-only disk: the index lives in memory, said once in the log', async () => {
  put('a.ts', 'let a = 1;');
  for (const code of ['ENOSPC', 'EACCES', 'EROFS']) {
    const { indexing, states, logs, start } = indexingOf({
      save: async () => {
        throw Object.assign(new Error('no'), { code });
      },
    });
    await start();
    await indexing.keep();
    assert.equal(states.at(-1)?.kind, 'ready');
    assert.deepEqual(logs, [`index not kept: ${code}`]);
  }
});

test('a write that fails leaves the old index and no rubbish', async () => {
  await writeStore(storage, new Uint8Array([1, 2, 3]));
  const blocked = path.join(storage, 'blocked');
  writeFileSync(blocked, '');
  await assert.rejects(writeStore(blocked, new Uint8Array(9)));
  assert.deepEqual([...((await readStore(storage)) ?? [])], [1, 2, 3]);
  assert.deepEqual(readdirSync(storage).sort(), ['blocked', INDEX]);
});

test('two windows on one folder write at once: one whole index remains', async () => {
  for (let k = 0; k < 20; k++) put(`f${k}.ts`, `export const value${k} = ${k};`);
  const windows = [indexingOf(), indexingOf(), indexingOf()];
  await Promise.all(windows.map(window => window.start()));
  const { logs, start, indexing } = indexingOf();
  await start();
  assert.deepEqual(logs, []);
  assert.equal(indexing.engine.stats.files, 20);
  assert.deepEqual(readdirSync(storage), [INDEX]);
});

test('a folder that may not be read is left out', async () => {
  put('a.ts', 'let a = 1;');
  put('closed/b.ts', 'let b = 1;');
  const files = {
    ...disk,
    async list(folder: string) {
      if (folder.endsWith('closed')) throw Object.assign(new Error('no'), { code: 'EACCES' });
      return disk.list(folder);
    },
  };
  chmodSync(path.join(root, 'closed'), 0o000);
  assert.deepEqual(await learnedPaths({ files }), ['a.ts']);
  chmodSync(path.join(root, 'closed'), 0o755);
});

test('a new start ends the one that is running', async () => {
  for (let k = 0; k < 200; k++) put(`f${k}.ts`, 'export const value = 1;\n'.repeat(200));
  const { indexing, states, start } = indexingOf();
  const first = start();
  await new Promise(resolve => setTimeout(resolve, 20));
  await Promise.all([first, start()]);
  assert.equal(states.at(-1)?.kind, 'ready');
  assert.equal(indexing.engine.stats.files, 200);
});
