// A user chooses a real model in the real workbench, gets ghost text from it, and loses it again.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { faultyServer } from '../support/faultyServer.ts';
import {
  ghostText,
  learned,
  QUICK_ROW,
  runCommand,
  statusText,
  typeAtOnce,
  until,
} from '../workbench/kit/gestures.ts';
import { openSession, type Session } from '../workbench/user/session.ts';
import { type LlamaServer, startLlamaServer } from './llamaServer.ts';
import { ensureModel } from './parts.ts';

/** One of the ports that are looked at. */
const PORT = 8012;
const MODEL = 'qwen2.5-coder-0.5b';
let session: Session;
let server: LlamaServer;

before(async () => {
  server = await startLlamaServer(await ensureModel(), { port: PORT, alias: MODEL });
  session = await openSession();
  await learned(session.page);
});
after(async () => {
  await session?.close();
  await server?.[Symbol.asyncDispose]();
});

test('a model on this machine is found, tried and chosen', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Choose Model');
  const row = page.locator(QUICK_ROW, { hasText: MODEL }).first();
  await row.waitFor();
  await session.shot('20-choose-model');
  await row.click();
  await until('the status bar names it', async () => (await statusText(page)).includes(MODEL));
  await session.shot('21-model-chosen');
});

test('ghost text comes from it, and Why? says so', async () => {
  const { page } = session;
  assert.match(await session.ghostTextInHole(), /^ right/);
  await session.shot('22-ghost-text-from-model');
  await page.keyboard.press('Tab');
  await page.locator('.view-line', { hasText: 'return left * right' }).first().waitFor();
  await runCommand(page, 'Inkling: Why, Briefly');
  await page.locator(QUICK_ROW, { hasText: MODEL }).first().waitFor();
  await session.shot('23-why-model');
  await page.keyboard.press('Escape');
});

test('the doctor finds it well, and says so in a report', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Test Connection');
  const report = page.locator('.editor-group-container.active .view-lines');
  await report.locator('.view-line', { hasText: 'Done. Only code' }).first().waitFor();
  const lines = await report.locator('.view-line').allInnerTexts();
  await session.shot('26-report');
  const marks = lines
    .map(line => line.replaceAll('\u00a0', ' '))
    .filter(line => /^[✓!✗] /.test(line));
  assert.equal(marks.length, 6, lines.join('\n'));
  for (const mark of marks) assert.match(mark, /^✓/);
});

test('the server dies: the workspace engine goes on, and the status bar says why', async () => {
  const { page } = session;
  await server[Symbol.asyncDispose]();
  await session.openNew('after.ts', 'import { multiplyMoney } from "./src/money.ts";\n');
  await typeAtOnce(page, 'const price = multiplyMoney(line.pr');
  assert.match(await ghostText(page), /^oduct\.price/);
  await until('the fault', async () => /NET-REFUSED/.test(await statusText(page)));
  await session.shot('24-model-gone');
});

test('a repository that names a server is ignored, and that is said', async () => {
  await using evil = await faultyServer([{ hold: true }]);
  const choice = { endpoint: `http://127.0.0.1:${evil.port}/v1`, model: MODEL };
  const poisoned = await openSession({
    prepare: folder => {
      mkdirSync(path.join(folder, '.vscode'));
      const nested = {
        inkling: { completion: { model: choice } },
        'inkling.completion.model': choice,
      };
      writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(nested));
    },
  });
  try {
    const { page } = poisoned;
    await page
      .locator('.notification-toast', { hasText: 'It was ignored. (CFG-WORKSPACE)' })
      .waitFor();
    await learned(page);
    await poisoned.openNew('own.ts', 'import { multiplyMoney } from "./src/money.ts";\n');
    await typeAtOnce(page, 'const price = multiplyMoney(line.pr');
    assert.match(await ghostText(page), /^oduct\.price/);
    await poisoned.shot('25-workspace-ignored');
    assert.equal(evil.received.length + evil.open.size, 0);
  } finally {
    await poisoned.close();
  }
});
