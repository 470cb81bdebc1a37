// The files of a worker in a browser: questions out, answers in, in any order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostFiles } from '../../src/worker/hostFiles.ts';
import type { FileQuestion } from '../../src/worker/protocol.ts';

/** A worker's files, and what it asked so far. */
function files(): { host: HostFiles; asked: { id: number; question: FileQuestion }[] } {
  const asked: { id: number; question: FileQuestion }[] = [];
  return { host: new HostFiles((id, question) => void asked.push({ id, question })), asked };
}

test('each answer finds its question, whatever the order', async () => {
  const { host, asked } = files();
  const list = host.list('memfs:///shop');
  const read = host.read('memfs:///shop/a.ts', 10);
  assert.deepEqual(
    asked.map(({ question }) => question),
    [
      { kind: 'list', path: 'memfs:///shop' },
      { kind: 'read', path: 'memfs:///shop/a.ts', most: 10 },
    ],
  );
  host.answered({ id: asked[1]?.id ?? 0, value: new Uint8Array([1]) });
  host.answered({ id: asked[0]?.id ?? 0, value: [{ name: 'a.ts', kind: 'file' }] });
  assert.deepEqual(await list, [{ name: 'a.ts', kind: 'file' }]);
  assert.deepEqual(await read, new Uint8Array([1]));
});

test('what the host refuses is an error with its code, and no text', async () => {
  const { host, asked } = files();
  const refused = host.stat('memfs:///shop/none.ts');
  host.answered({ id: asked[0]?.id ?? 0, error: 'FileNotFound' });
  await assert.rejects(refused, { code: 'FileNotFound', message: 'FileNotFound' });
});

test('no index that was kept is no error; one that can not be kept is', async () => {
  const { host, asked } = files();
  const load = host.load('memfs:///storage');
  host.answered({ id: asked[0]?.id ?? 0, error: 'FileNotFound' });
  assert.equal(await load, undefined);
  const save = host.save('memfs:///storage', new Uint8Array());
  host.answered({ id: asked[1]?.id ?? 0, error: 'NoPermissions' });
  await assert.rejects(save, { code: 'NoPermissions' });
});
