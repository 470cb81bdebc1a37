// A user edits several files by one instruction: chosen in a list or in the explorer, reviewed in VS Code's own editors, applied and undone as one step.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  applicable,
  clickUntil,
  enter,
  openFile,
  QUICK_ROW,
  runCommand,
  until,
} from '../kit/gestures.ts';
import { openScriptedSession, type ScriptedSession } from './session.ts';

let session: ScriptedSession;

before(async () => {
  session = await openScriptedSession();
});
after(() => session?.close());
afterEach(async () => {
  await runCommand(session.page, 'File: Revert File').catch(() => {});
  await session.page.keyboard.press('Control+K');
  await session.page.keyboard.press('Control+W');
});

const hunk = (search: string, replace: string): string =>
  `<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE`;
const block = (file: string, content: string): string => `\n\`\`\`ts ${file}\n${content}\n\`\`\`\n`;

/** Ticks files in the list, and confirms. */
async function chooseFiles(page: Page, names: readonly string[]): Promise<void> {
  const list = page.locator('.quick-input-widget', { hasText: 'Which files may be edited' });
  await list.waitFor();
  for (const name of names) {
    await list.locator('input[type=text]').first().fill(name);
    const row = page.locator(QUICK_ROW, { hasText: name }).first();
    await row.waitFor();
    const box = row
      .locator('input[type=checkbox], .monaco-checkbox, .monaco-custom-toggle')
      .first();
    if ((await box.getAttribute('aria-checked')) !== 'true') await row.click();
  }
  await session.shot('80-files-chosen');
  await page.keyboard.press('Enter');
}

const line = (page: Page, text: string) =>
  page.locator('.multiDiffEditor .view-line', { hasText: text }).first();

/** What is proposed stands on the screen, and can be applied. */
async function previewed(page: Page, text: string): Promise<void> {
  await line(page, text).waitFor();
  await applicable(page);
}

const RENAMED = [
  'I call the total of an order its sum.',
  block(
    'src/orders.ts',
    hunk(
      'export function totalOf(order: Order): Money {',
      'export function sumOf(order: Order): Money {',
    ),
  ),
  block(
    'src/invoices.ts',
    hunk(
      '  return multiplyMoney(totalOf(order), rate);',
      '  return multiplyMoney(sumOf(order), rate);',
    ),
  ),
  block('src/names.ts', "export const NAME = 'sum';"),
].join('\n');

/** The preview of so many files, ready to be applied. */
async function ready(page: Page, files: string, text: string): Promise<void> {
  await page.locator('.tab.active', { hasText: files }).waitFor();
  await previewed(page, text);
}

async function answerModal(page: Page, button: string): Promise<void> {
  await page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).first().click();
}

/** Saves files that were changed. VS Code saves what has a tab, and a file that was changed without one gets it a moment later. */
async function saveAll(page: Page, changed: readonly string[]): Promise<void> {
  for (const name of changed)
    await page.locator(`.tab.dirty[data-resource-name="${name}"]`).waitFor();
  await runCommand(page, 'File: Save All Files');
  await until('all is saved', async () => (await page.locator('.tab.dirty').count()) === 0);
}

test('chosen files, one request, several diffs at once, applied as one step and undone as one', async () => {
  const { page } = session;
  session.answers = () => [RENAMED];
  const orders = session.onDisk('src/orders.ts');
  const invoices = session.onDisk('src/invoices.ts');
  await openFile(page, 'orders.ts');
  await runCommand(page, 'Inkling: Edit Across Files');
  await chooseFiles(page, ['invoices.ts', 'discounts.ts']);
  await enter(page, /What shall be done/, 'call the total of an order its sum');
  await ready(page, '(3 files)', 'sumOf');
  await session.shot('81-files-preview');
  assert.equal(session.onDisk('src/orders.ts'), orders);
  assert.match(
    session.server.asked.at(-1) ?? '',
    /The file src\/orders\.ts[\s\S]*The file src\/discounts/,
  );
  await page.keyboard.press('Control+Enter');
  await page.locator('.monaco-dialog-box', { hasText: 'OUT-NEWFILE' }).waitFor();
  await session.shot('82-files-asked');
  assert.match(
    (await page.locator('.monaco-dialog-box').textContent()) ?? '',
    /Other code may use what would be gone: totalOf/,
  );
  await answerModal(page, 'Apply');
  await page.locator('.tab', { hasText: 'Edit: ' }).waitFor({ state: 'detached' });
  await saveAll(page, ['orders.ts', 'invoices.ts']);
  await session.shot('83-files-applied');
  assert.equal(session.onDisk('src/orders.ts'), orders.replace('totalOf(', 'sumOf('));
  assert.equal(
    session.onDisk('src/invoices.ts'),
    invoices.replace('multiplyMoney(totalOf(', 'multiplyMoney(sumOf('),
  );
  assert.equal(session.onDisk('src/names.ts'), "export const NAME = 'sum';\n");
  await openFile(page, 'orders.ts');
  await page.keyboard.press('Control+Z');
  await until(
    'the new file is gone',
    async () => !existsSync(path.join(session.folder, 'src/names.ts')),
  );
  await saveAll(page, ['orders.ts', 'invoices.ts']);
  await session.shot('84-files-undone');
  assert.deepEqual(
    [session.onDisk('src/orders.ts'), session.onDisk('src/invoices.ts')],
    [orders, invoices],
  );
});

test('from the explorer; a hunk that fits nowhere is told; hunks are chosen in the refactor preview', async () => {
  const { page } = session;
  session.answers = () => [
    'I add two comments.',
    block(
      'src/orders.ts',
      hunk('export interface OrderLine {', '// a line\nexport interface OrderLine {'),
    ),
    block(
      'src/money.ts',
      `${hunk('no such line', 'x')}\n${hunk('export interface Money {', '// money\nexport interface Money {')}`,
    ),
  ];
  const money = session.onDisk('src/money.ts');
  const orders = session.onDisk('src/orders.ts');
  const row = (name: string) =>
    page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  await row('money.ts').click();
  await row('orders.ts').click({ modifiers: ['Control'] });
  await row('orders.ts').click({ button: 'right' });
  const item = page
    .locator('.context-view .action-label', { hasText: 'Edit Across Files' })
    .first();
  await item.waitFor();
  await session.shot('85-files-explorer');
  await clickUntil(item, item, 'hidden');
  await enter(page, /What shall be done in these 2 files/, 'comment on both');
  await ready(page, '(2 files)', '// a line');
  await page.locator('.notification-toast', { hasText: 'OUT-NOPLACE' }).first().waitFor();
  await session.shot('86-files-left-out');
  await runCommand(page, 'Inkling: Choose Changes');
  await page.locator('.monaco-dialog-box', { hasText: 'OUT-NOPLACE' }).waitFor();
  await answerModal(page, 'Apply');
  const view = page.locator('.bulk-edit-panel, .refactor-preview, [id="refactorPreview"]').first();
  await view.waitFor();
  await session.shot('87-files-refactor');
  await page
    .locator('.bulk-edit-panel .monaco-list-row', { hasText: 'orders.ts' })
    .first()
    .locator('.edit-checkbox, input[type=checkbox]')
    .first()
    .click();
  await session.shot('88-files-ticked');
  await page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' }).first().click();
  await page.locator('.tab', { hasText: '(1 file)' }).waitFor();
  await session.shot('89-files-rest');
  await page.keyboard.press('Control+Backspace');
  await saveAll(page, ['orders.ts']);
  assert.equal(
    session.onDisk('src/orders.ts'),
    orders.replace('export interface OrderLine', '// a line\nexport interface OrderLine'),
  );
  assert.equal(session.onDisk('src/money.ts'), money);
});
