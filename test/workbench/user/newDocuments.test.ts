// A user has new documents written: translations, code for tests, expressions, scaffolds; each by palette, menu or key, looked at first, and nothing is left behind where it is not wanted.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  type ChatServer,
  type ChatStep,
  chatServer,
  chatSettings,
} from '../../support/chatServer.ts';
import { openFile, QUICK_ROW, runCommand } from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

const REPORT = 'def total(prices):\n    return sum(prices)\n';
const CART_TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { total } from './cart.js';

test('adds prices', () => {
  assert.equal(total([1, 2]), 3);
});
`;

let session: Session;
let server: ChatServer;
let script: (question: string, at: number) => readonly ChatStep[] = () => [];

before(async () => {
  server = await chatServer((question, at) => script(question, at));
  session = await openSession({
    settings: chatSettings(server),
    prepare: folder => {
      const put = (name: string, text: string): void => {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), text);
      };
      put('tools/prices.py', REPORT);
      put('db/orders.sql', 'SELECT * FROM orders WHERE total > 100;\n');
      put('db/package.json', '{ "dependencies": { "@prisma/client": "^6.0.0" } }');
      put('shop/package.json', '{ "type": "module", "scripts": { "test": "node --test" } }');
      put('shop/cart.test.js', CART_TEST);
      put('api/package.json', '{ "dependencies": { "express": "^5.0.0" } }');
      put('api/src/routes/orders.js', "import { Router } from 'express';\n");
      put('api/src/customer.js', 'export class Customer {\n  name;\n}\n');
    },
  });
});
after(async () => {
  await session?.close();
  await server?.[Symbol.asyncDispose]();
});

afterEach(async () => {
  await session.page.keyboard.press('Control+K');
  await session.page.keyboard.press('Control+W');
  await session.page.locator('.tab').first().waitFor({ state: 'detached' });
});

const onDisk = (name: string): string => readFileSync(path.join(session.folder, name), 'utf8');
const block = (name: string, code: string): string => `\n\n\`\`\`${name}\n${code}\n\`\`\`\n`;
const title = (page: Page, text: string | RegExp) =>
  page.locator('.quick-input-widget:not([style*="display: none"])', { hasText: text });
const toast = (page: Page, text: string | RegExp) =>
  page.locator('.notification-toast', { hasText: text });
const tab = (page: Page, text: string | RegExp) => page.locator('.tab', { hasText: text });
const activeLine = (page: Page, text: string) =>
  page.locator('.editor-group-container.active .view-line', { hasText: text }).first();

/** The preview of a new document shows a line of the whole answer, which can be applied now. */
async function previewed(page: Page, text: string): Promise<void> {
  await activeLine(page, text).waitFor();
  await page.locator('.editor-actions .action-label[aria-label^="Apply"]').first().waitFor();
}

/** Right-clicks a line and chooses from the submenu. A menu that has just opened takes no click: then once more. */
async function chooseInMenu(page: Page, line: string, item: string, shot: string): Promise<void> {
  const menu = page.locator('.context-view .action-label');
  await page
    .locator('.view-line', { hasText: line })
    .first()
    .click({ button: 'right', position: { x: 30, y: 8 } });
  await menu.filter({ hasText: 'Inkling' }).first().click();
  const entry = menu.filter({ hasText: new RegExp(`^${item}$`) }).first();
  await entry.waitFor();
  await session.shot(shot);
  for (let attempt = 0; attempt < 20 && (await entry.isVisible()); attempt++)
    await entry.click({ timeout: 500 }).catch(() => {});
}

test('Translate by the menu: beside the code, rejected without a trace, asked again by key, applied into an untitled document, undone', async () => {
  const { page } = session;
  script = () => [
    'Sums are added up.',
    block('js', 'export function total(prices) {\n  return prices.reduce((a, b) => a + b, 0);\n}'),
  ];
  await openFile(page, 'prices.py');
  await chooseInMenu(page, 'return sum', 'Translate', '80-translate-menu');
  await title(page, 'Translate 3 lines into').waitFor();
  await session.shot('81-translate-languages');
  await page.locator(QUICK_ROW, { hasText: 'JavaScript' }).first().click();
  await previewed(page, 'prices.reduce');
  await session.shot('82-translate-preview');
  assert.match(server.asked.at(-1) ?? '', /def total[\s\S]*Translate the file into JavaScript\./);
  await page.keyboard.press('Control+Backspace');
  await tab(page, 'Translate:').waitFor({ state: 'detached' });
  await tab(page, 'Untitled').waitFor({ state: 'detached' });

  await openFile(page, 'prices.py');
  await page.keyboard.press('Alt+I');
  await page.keyboard.press('l');
  await title(page, 'Translate 3 lines into').waitFor();
  await page.locator(QUICK_ROW).first().filter({ hasText: 'last time' }).waitFor();
  await page.keyboard.press('Enter');
  await previewed(page, 'prices.reduce');
  await page.keyboard.press('Control+Enter');
  await tab(page, 'Translate:').waitFor({ state: 'detached' });
  await activeLine(page, 'prices.reduce').waitFor();
  await page.locator('.statusbar-item', { hasText: 'JavaScript' }).first().waitFor();
  await session.shot('83-translated');
  assert.equal(onDisk('tools/prices.py'), REPORT);
  await page.keyboard.press('Control+Z');
  await activeLine(page, 'prices.reduce').waitFor({ state: 'detached' });
});

test('Translate SQL: the ORM of the nearest manifest comes first; an answer in another language is told of, and leaves nothing', async () => {
  const { page } = session;
  script = () => ['Here.', block('go', 'func Orders() {}')];
  await openFile(page, 'orders.sql');
  await runCommand(page, 'Inkling: Translate');
  await title(page, 'Translate 2 lines into').waitFor();
  await page.locator(QUICK_ROW).first().filter({ hasText: 'Prisma (TypeScript)' }).waitFor();
  await session.shot('84-translate-orm');
  await page.keyboard.press('Enter');
  await toast(page, 'OUT-LANGUAGE').waitFor();
  await session.shot('85-translate-fault');
  assert.match(server.asked.at(-1) ?? '', /into Prisma \(TypeScript\): calls of PrismaClient/);
  script = () => [
    'By findMany.',
    block('ts', 'prisma.order.findMany({ where: { total: { gt: 100 } } });'),
  ];
  await toast(page, 'OUT-LANGUAGE').locator('.monaco-button', { hasText: 'Regenerate' }).click();
  await previewed(page, 'findMany');
  await page.keyboard.press('Control+Backspace');
  await tab(page, 'Untitled').waitFor({ state: 'detached' });
});
