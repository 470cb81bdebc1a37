import type * as vscode from 'vscode';

/**
 * API keys, one an origin, in VS Code's secret storage and nowhere else: a changed address gets no key. Where the storage does not work, a
 * key is kept for this session only.
 */
export class Keys {
  private readonly storage: vscode.SecretStorage;
  private readonly session = new Map<string, string>();

  constructor(storage: vscode.SecretStorage) {
    this.storage = storage;
  }

  async get(origin: string): Promise<string | undefined> {
    return this.session.get(origin) ?? (await within(this.storage.get(nameOf(origin))));
  }

  /** @returns false where it could be kept for this session only. */
  async set(origin: string, key: string): Promise<boolean> {
    this.session.set(origin, key);
    const stored = await within(this.storage.store(nameOf(origin), key).then(() => true));
    return stored === true;
  }

  async delete(origin: string): Promise<void> {
    this.session.delete(origin);
    await within(this.storage.delete(nameOf(origin)));
  }
}

function nameOf(origin: string): string {
  return `key:${origin}`;
}

/** A key store that is missing throws, or never answers. */
async function within<T>(promise: Thenable<T>): Promise<T | undefined> {
  const tooLate = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), 3000));
  return Promise.race([Promise.resolve(promise).catch(() => undefined), tooLate]);
}
