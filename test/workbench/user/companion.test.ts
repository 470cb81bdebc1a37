// A remote window: Inkling runs in the remote extension host, and a model server on the user's side, which is where the browser runs. The server answers pages only:
// what reaches it comes through the companion in the browser's extension host, and through nothing else.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { USUAL_PORTS } from '../../../src/core/backend/detect.ts';
import { SCRIPTED_MODEL, type ScriptedModel, scriptedModel } from '../../support/scriptedModel.ts';
import { installCompanion, installInkling } from '../installed.ts';
import {
  chooseFor,
  enter,
  ghostText,
  inputTitled,
  QUICK_ROW,
  runCommand,
  statusText,
  type,
  until,
} from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

const KEY = 'key-of-the-user-4711';
const home = mkdtempSync(path.join(os.tmpdir(), 'inkling-companion-'));
let session: Session;
let model: ScriptedModel;

before(async () => {
  model = await onUsualPort();
  await installInkling(home);
  session = await openSession({ extensions: [], extensionsDir: await installCompanion(home) });
});
after(async () => {
  await session?.close();
  await model?.[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

/** Where detection looks; whichever of the ports is free. */
async function onUsualPort(): Promise<ScriptedModel> {
  const script = {
    'return left +': [[20, ' right']],
    'return left *': [[20, ' right']],
    'slow =': [
      [20, ' 1;\n'],
      [20_000, 'late();'],
    ],
  } as const;
  for (const port of [...USUAL_PORTS].reverse()) {
    try {
      return await scriptedModel(script, { port, onlyPages: true });
    } catch {
      // somebody else has it
    }
  }
  throw new Error('no usual port is free');
}

test('where the companion is not there, it is offered; without a gallery, from a file', async () => {
  const alone = await openSession();
  try {
    const { page } = alone;
    await runCommand(page, 'Inkling: Choose Model');
    const way = page.locator(QUICK_ROW, { hasText: 'Models on your computer' }).first();
    await way.waitFor();
    assert.match((await way.textContent()) ?? '', /Installs an extension on your side/);
    await way.click();
    const offer = page.locator('.notification-toast', { hasText: 'Inkling Local Models' });
    await offer.waitFor();
    await alone.shot('89-companion-offered');
    await offer.locator('.monaco-button', { hasText: /^Install$/ }).click();
    await page
      .locator('.notification-toast', { hasText: 'could not be installed from the gallery' })
      .waitFor();
  } finally {
    await alone.close();
  }
});

test('nothing is asked on the user’s side before the user said yes, once', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Choose Model');
  const way = page.locator(QUICK_ROW, { hasText: 'Models on your computer' }).first();
  await way.waitFor();
  assert.match(
    (await way.textContent()) ?? '',
    /localhost is the remote machine .* here. Asks for your consent/,
  );
  assert.equal(await page.locator(QUICK_ROW, { hasText: SCRIPTED_MODEL }).count(), 0);
  await session.shot('90-remote-picker');
  assert.equal(model.requests, 0, 'nobody asked it');
  await way.click();
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  assert.match((await dialog.textContent()) ?? '', /May the remote side “127\.0\.0\.1:\d+” ask/);
  await session.shot('91-consent');
  assert.equal(model.requests, 0, 'nobody asked it');
  await dialog.locator('.monaco-button', { hasText: 'Allow' }).click();

  const row = page.locator(QUICK_ROW, { hasText: SCRIPTED_MODEL }).first();
  await row.waitFor();
  await session.shot('92-found-on-your-computer');
  assert.match((await page.locator('.quick-input-list').textContent()) ?? '', /on your computer/);
  await row.click();
  await until('the status bar names it', async () =>
    (await statusText(page)).includes(SCRIPTED_MODEL),
  );
});

test('ghost text comes from the user’s side', async () => {
  assert.match(await session.ghostTextInHole(), /^ right/);
  await session.shot('93-ghost-text-from-your-computer');
  assert.ok(
    model.asked.some(line => line.endsWith('return left *')),
    model.asked.join('\n'),
  );
});

test('an answer streams, and what is typed otherwise ends it on the server', async () => {
  const { page } = session;
  await session.openNew('slow.js', 'const slow');
  const { aborted } = model;
  await type(page, ' =');
  assert.match(await ghostText(page), /^ 1;/, 'long before the rest');
  await type(page, ' other');
  await until('the server sees it', async () => model.aborted > aborted);
});

test('the doctor says on which side the model is', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Test Connection');
  const report = page.locator('.editor-group-container.active .view-lines');
  await until(
    'the report is whole',
    async () =>
      /Only code of Inkling’s own was sent/.test(
        ((await report.textContent()) ?? '').replaceAll('\u00a0', ' '),
      ),
    60_000,
  );
  const text = ((await report.textContent()) ?? '').replaceAll('\u00a0', ' ');
  assert.match(text, /user\.localhost:\d+ is on your computer\./);
  assert.match(text, /✓ Fills in code/);
  await session.shot('94-doctor-of-your-computer');
});

test('consent can be taken back', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling Local Models: Allowed Remotes');
  await page
    .locator(QUICK_ROW, { hasText: /127\.0\.0\.1:\d+/ })
    .first()
    .click();
  const before = model.requests;
  await session.openNew('after.js', 'function f(left, right) {\n  return left');
  await type(page, ' *');
  await page.locator('.notification-toast', { hasText: 'CFG-COMPANION' }).waitFor();
  await session.shot('95-consent-taken-back');
  assert.equal(model.requests, before, 'nobody asked it');
});

test('another port, and a key: both are asked for on the user’s side; here the companion runs in Node, as on a desktop', async () => {
  await using other = await scriptedModel({ 'return left +': [[20, ' right']] });
  const alone = await openSession({
    extensions: [],
    extensionsDir: path.join(home, 'extensions'),
    settings: { 'remote.extensionKind': { 'inkling.inkling-local-models': ['workspace'] } },
  });
  try {
    const { page } = alone;
    const port = new URL(other.base).port;
    await runCommand(page, 'Inkling: Choose Model');
    await chooseFor(page, 'Add an endpoint', inputTitled(page, /address of the endpoint/));
    await enter(page, /address of the endpoint/, `http://user.localhost:${port}/v1`);
    const dialog = page.locator('.monaco-dialog-box', { hasText: `, ${port} of 127.0.0.1` });
    await dialog.locator('.monaco-button', { hasText: 'Allow' }).click();
    await enter(page, new RegExp(`The key of the model server at port ${port}`), KEY);
    const row = page.locator(QUICK_ROW, { hasText: SCRIPTED_MODEL }).first();
    await row.waitFor();
    await alone.shot('96-endpoint-on-your-computer');
    await row.click();
    await until('the status bar names it', async () =>
      (await statusText(page)).includes(SCRIPTED_MODEL),
    );
    assert.deepEqual([...other.keys], [`Bearer ${KEY}`]);
    const files = readdirSync(alone.home, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name));
    assert.ok(files.length > 0);
    assert.deepEqual(
      files.filter(file => readFileSync(file).includes(KEY)),
      [],
    );
  } finally {
    await alone.close();
  }
});
