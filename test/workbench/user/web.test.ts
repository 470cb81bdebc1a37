// VS Code in a browser: Inkling runs in the workbench's web extension host, where there is no Node, no disk and no thread.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ghostText, learned, save, statusText, type } from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

let session: Session;
before(async () => {
  session = await openSession({
    settings: { 'remote.extensionKind': { 'inkling.inkling': ['web'] } },
  });
});
after(() => session?.close());

test('the web extension host learns the workspace in a worker of the browser', async () => {
  await learned(session.page);
  const workers = session.page.workers().map(worker => worker.url());
  console.log(
    workers,
    session.page.frames().map(frame => frame.url()),
  );
  assert.match(await statusText(session.page), /Ready: \d+ files/);
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
