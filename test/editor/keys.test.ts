// F71: a key store that throws, or never answers, as on a Linux desktop without a keyring.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { SecretStorage } from 'vscode';
import { Keys } from '../../src/editor/models/keys.ts';

const ORIGIN = 'https://models.example.com';

function storage(act: () => Promise<never>): SecretStorage {
  return { get: act, store: act, delete: act } as unknown as SecretStorage;
}

function working(): SecretStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get: async (name: string) => kept.get(name),
    store: async (name: string, value: string) => void kept.set(name, value),
    delete: async (name: string) => void kept.delete(name),
  } as unknown as SecretStorage & { readonly kept: Map<string, string> };
}

test('a key belongs to one origin: another gets none', async () => {
  const keys = new Keys(working());
  assert.equal(await keys.set(ORIGIN, 'k'), true);
  assert.equal(await keys.get(ORIGIN), 'k');
  assert.equal(await keys.get('https://evil.example.com'), undefined);
  assert.equal(await keys.get(`${ORIGIN}:8443`), undefined);
  await keys.delete(ORIGIN);
  assert.equal(await keys.get(ORIGIN), undefined);
});

test('a store that throws: the key is kept for the session, and that is told', async () => {
  const keys = new Keys(
    storage(async () => {
      throw new Error('no keyring');
    }),
  );
  assert.equal(await keys.get(ORIGIN), undefined);
  assert.equal(await keys.set(ORIGIN, 'k'), false);
  assert.equal(await keys.get(ORIGIN), 'k');
});

test('a store that never answers: three seconds, and no longer', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const keys = new Keys(storage(() => new Promise(() => {})));
    const setting = keys.set(ORIGIN, 'k');
    mock.timers.tick(3000);
    assert.equal(await setting, false);
    assert.equal(await keys.get(ORIGIN), 'k');
  } finally {
    mock.timers.reset();
  }
});
