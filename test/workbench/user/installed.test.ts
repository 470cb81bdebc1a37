// The package as users install it: nothing that it needs is left out, and no development mode helps it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { installInkling } from '../installed.ts';
import { ghostText, learned, logText, type } from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'inkling-installed-'));
let session: Session | undefined;
after(async () => {
  await session?.close();
  rmSync(home, { recursive: true, force: true });
});

test('installed from its package it learns the workspace and completes', async () => {
  session = await openSession({ extensions: [], extensionsDir: await installInkling(home) });
  const { page } = session;
  assert.doesNotMatch(await page.title(), /Extension Development Host/);
  await learned(page);
  await session.openNew('installed.ts', 'function place(productId: string) {\n');
  await type(page, 'const product = this.productRep');
  assert.match(await ghostText(page), /^ository/);
});

test('nothing is wrong in its log: its grammars are there', async () => {
  const { page } = session as Session;
  const log = await logText(page);
  assert.match(log, /index: ready/);
  assert.doesNotMatch(log, /grammar|\[error\]/);
});
