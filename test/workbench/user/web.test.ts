// VS Code in a browser: Inkling runs in the workbench's web extension host, where there is no Node, no disk and no thread. It is installed as users
// install it: a browser takes the sources' own manifest for that of an ES module.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { generate } from 'selfsigned';
import { USERS_HOST } from '../../../src/core/backend/relay/usersSide.ts';
import { SCRIPTED_MODEL, type ScriptedModel, scriptedModel } from '../../support/scriptedModel.ts';
import { installInkling } from '../installed.ts';
import {
  ghostText,
  learned,
  logText,
  QUICK_ROW,
  runCommand,
  save,
  statusText,
  type,
} from '../kit/gestures.ts';
import { viewWith } from '../kit/views.ts';
import { openSession, type Session } from './session.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'inkling-web-'));
const GATEWAY = 'models.example';
const SCRIPT = { 'return left *': [[20, ' right']] } as const;
let session: Session;
let model: ScriptedModel;
let gateway: ScriptedModel;
before(async () => {
  model = await scriptedModel(SCRIPT, { onlyPages: true });
  const { cert, private: key } = await generate([{ name: 'commonName', value: GATEWAY }]);
  gateway = await scriptedModel(SCRIPT, { onlyPages: true, certificate: { cert, key } });
  const chosen = (base: string, host: string): object => ({
    endpoint: base.replace('127.0.0.1', host),
    model: SCRIPTED_MODEL,
  });
  session = await openSession({
    extensions: [],
    extensionsDir: await installInkling(home),
    played: { name: GATEWAY, cert },
    settings: {
      'remote.extensionKind': { 'inkling.inkling': ['web'] },
      'inkling.models': {
        'completion:javascript': chosen(model.base, USERS_HOST),
        'completion:python': chosen(gateway.base, GATEWAY),
      },
    },
  });
});
after(async () => {
  await session?.close();
  await model?.[Symbol.asyncDispose]();
  await gateway?.[Symbol.asyncDispose]();
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

test('what is needed later is read later: a list, a page', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Choose Profile');
  await page.locator(QUICK_ROW, { hasText: 'Quiet' }).first().waitFor();
  await page.keyboard.press('Escape');
  await runCommand(page, 'Inkling: Usage');
  const view = await viewWith(page, 'h1');
  assert.match((await view.textContent('body')) ?? '', /How it is counted/);
  await session.shot('web-usage');
});

test('a model on the user’s computer is asked from the browser, which is there', async () => {
  assert.match(await session.ghostTextInHole(), /^ right/);
  assert.ok(model.asked.some(line => line.endsWith('return left *')));
  await session.shot('web-model');
});

test('so is an endpoint somewhere else, over https', async () => {
  const { page } = session;
  await session.openNew('hole.py', 'def multiply(left, right):\n    return left');
  await type(page, ' *');
  assert.match(await ghostText(page), /^ right/);
  assert.ok(gateway.asked.some(line => line.endsWith('return left *')));
  await session.shot('web-https');
});

test('the grammars are there, too: nothing is wrong in the log', async () => {
  const log = await logText(session.page);
  assert.match(log, /index: ready/);
  assert.doesNotMatch(log, /grammar|\[error\]/);
  await session.shot('web-log');
});
