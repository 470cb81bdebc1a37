// A user asks the real model to explain code and to rewrite it, in the real workbench.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openFile, QUICK_ROW, runCommand, save, until } from '../workbench/kit/gestures.ts';
import { openSession, type Session } from '../workbench/user/session.ts';
import { type LlamaServer, startLlamaServer } from './llamaServer.ts';
import { ensureModel } from './parts.ts';

const MODEL = 'qwen2.5-coder-0.5b';
let session: Session;
let server: LlamaServer;

before(async () => {
  server = await startLlamaServer(await ensureModel(), { alias: MODEL });
  const choice = { endpoint: server.base, model: MODEL, server: 'llama.cpp' };
  session = await openSession({ settings: { 'inkling.models': { fast: choice, strong: choice } } });
});
after(async () => {
  await session?.close();
  await server?.[Symbol.asyncDispose]();
});

/** Selects lines of a file, counted from 1, to the end of the last. */
async function select(name: string, first: number, last: number): Promise<void> {
  const { page } = session;
  await openFile(page, name);
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < first; line++) await page.keyboard.press('ArrowDown');
  for (let line = first; line < last; line++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+End');
}

test('Explain: words about the code, streamed to their end', async () => {
  const { page } = session;
  await select('money.ts', 18, 20);
  await runCommand(page, 'Inkling: Explain');
  const view = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  const words = view.locator('body');
  await until(
    'it has ended',
    async () => {
      const text = (await words.textContent()) ?? '';
      return text.length > 200 && !/is writing…/.test(text);
    },
    120_000,
  );
  await session.shot('60-explain-real-model');
  assert.match((await words.textContent()) ?? '', /money|multipl|factor|amount/i);
});

test('Refactor Selection: what the model wrote is previewed, and applied to the last character', async () => {
  const { page } = session;
  const file = path.join(session.folder, 'src', 'orders.ts');
  const old = readFileSync(file, 'utf8');
  await select('orders.ts', 17, 23);
  await runCommand(page, 'Inkling: Refactor Selection');
  await page
    .locator('.quick-input-widget', { hasText: 'What shall be done' })
    .locator('input')
    .first()
    .fill('Use reduce instead of the loop.');
  await page.locator(QUICK_ROW, { hasText: 'Use reduce' }).first().waitFor();
  await page.keyboard.press('Enter');
  const apply = page.locator('.editor-actions .action-label[aria-label^="Apply ("]').first();
  await apply.waitFor({ timeout: 120_000 });
  await session.shot('61-refactor-real-model');
  await apply.click();
  const modal = page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Apply' }).first();
  const tab = page.locator('.tab.active.dirty[data-resource-name="orders.ts"]');
  await until(
    'applied, or asked',
    async () => (await modal.isVisible()) || (await tab.isVisible()),
  );
  if (await modal.isVisible()) await modal.click();
  await tab.waitFor();
  await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  await save(page);
  await session.shot('62-refactor-real-model-applied');
  const fresh = readFileSync(file, 'utf8');
  const head = old.slice(0, old.indexOf('export function totalOf'));
  const tail = old.slice(old.indexOf('\nexport class OrderService'));
  assert.notEqual(fresh, old);
  assert.ok(fresh.startsWith(head) && fresh.endsWith(tail), 'all around it is as it was');
  await page.keyboard.press('Control+Z');
  await save(page);
  assert.equal(readFileSync(file, 'utf8'), old);
});
