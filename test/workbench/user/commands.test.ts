// A user asks about code and has it rewritten: by palette, menu and key, from the selection to the applied edit and its undo.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  type ChatServer,
  type ChatStep,
  chatServer,
  chatSettings,
} from '../../support/chatServer.ts';
import { openFile, runCommand, save } from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

let session: Session;
let server: ChatServer;
let script: (question: string) => readonly ChatStep[] = () => [];

before(async () => {
  server = await chatServer(question => script(question));
  session = await openSession({ settings: chatSettings(server) });
});
after(async () => {
  await session?.close();
  await server?.[Symbol.asyncDispose]();
});

const onDisk = (name: string): string => readFileSync(path.join(session.folder, name), 'utf8');

async function selectLines(page: Page, name: string, first: number, last: number): Promise<void> {
  await openFile(page, name);
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < first; line++) await page.keyboard.press('ArrowDown');
  for (let line = first; line < last; line++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+End');
}

/** The preview is gone, and the cursor is in the changed document. */
async function applied(page: Page, name: string): Promise<void> {
  await page.locator('.tab', { hasText: /^\w+: / }).waitFor({ state: 'detached' });
  await page.locator(`.tab.active.dirty[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
}

test('Explain streams into a view beside the code, and its lines are links', async () => {
  const { page } = session;
  script = () => [
    { reasoning: 'It multiplies.' },
    'It **rounds** to whole cents: line 19 does it.\n\n- `factor` may be anything\n\n![x](https://a.example/x.png)',
  ];
  await selectLines(page, 'money.ts', 18, 20);
  await runCommand(page, 'Inkling: Explain');
  const view = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await view.locator('strong', { hasText: 'rounds' }).waitFor();
  await session.shot('50-explain');
  assert.match(server.asked.at(-1) ?? '', /18\| export function multiplyMoney/);
  assert.equal(await view.locator('img').count(), 0);
  await view.locator('a', { hasText: 'line 19' }).click();
  await page.locator('.statusbar-item', { hasText: 'Ln 19,' }).first().waitFor();
});

test('Refactor Selection: previewed, applied with a key, undone in one step', async () => {
  const { page } = session;
  script = () => [
    'I name the factor.\n\n```ts\nexport function multiplyMoney(amount: Money, by: number): Money {\n  return money(Math.round(amount.cents * by), amount.currency);\n}\n```\n',
  ];
  const old = onDisk('src/money.ts');
  await selectLines(page, 'money.ts', 18, 20);
  await runCommand(page, 'Inkling: Refactor Selection');
  const wish = page.locator('.quick-input-widget', { hasText: 'What shall be done' });
  await wish.locator('input').first().fill('call the factor "by"');
  await session.shot('51-refactor-wish');
  await page.keyboard.press('Enter');
  await page
    .locator('.monaco-diff-editor .view-line', { hasText: 'amount.cents * by' })
    .first()
    .waitFor();
  await session.shot('52-refactor-preview');
  assert.match(server.asked.at(-1) ?? '', /call the factor "by"/);
  await page.keyboard.press('Control+Enter');
  await applied(page, 'money.ts');
  await save(page);
  const fresh = onDisk('src/money.ts');
  assert.equal(fresh, old.replace('factor: number', 'by: number').replace('* factor', '* by'));
  await session.shot('53-refactor-applied');
  await page.keyboard.press('Control+Z');
  await save(page);
  assert.equal(onDisk('src/money.ts'), old);
});
