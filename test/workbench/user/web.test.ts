// VS Code in a browser: Inkling runs in the workbench's web extension host, where there is no Node, no disk and no thread. It is installed as users
// install it: a browser takes the sources' own manifest for that of an ES module.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { installInkling } from '../installed.ts';
import { ghostText, learned, save, statusText, type } from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'inkling-web-'));
let session: Session;
before(async () => {
  session = await openSession({
    extensions: [],
    extensionsDir: await installInkling(home),
    settings: { 'remote.extensionKind': { 'inkling.inkling': ['web'] } },
  });
});
after(async () => {
  await session?.close();
  rmSync(home, { recursive: true, force: true });
});

test('the workspace is learned in a worker of the browser', async () => {
  await learned(session.page);
  assert.match(await statusText(session.page), /Ready: \d+ files/);
  const code = session.page.workers().map(worker => worker.evaluate('typeof process'));
  assert.deepEqual([...new Set(await Promise.all(code))], ['undefined'], 'no Node in any of them');
  assert.ok(code.length >= 2, 'the extension host, and a worker of its own');
});

test('ghost text there is of the workspace, and Tab takes it', async () => {
  const { page, folder } = session;
  await session.openNew('web.ts', 'function place(productId: string) {\n');
  await type(page, 'const product = this.productRep');
  assert.match(await ghostText(page), /^ository/);
  await session.shot('web-ghost-text');
  await page.keyboard.press('Tab');
  await save(page);
  assert.match(readFileSync(path.join(folder, 'web.ts'), 'utf8'), /this\.productRepository/);
});
