// A user has new documents written: translations, code for tests, expressions, scaffolds; each by palette, menu or key, looked at first, and nothing is left behind where it is not wanted.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  applicable,
  chooseInMenu,
  closeAll,
  inputTitled,
  openFile,
  QUICK_ROW,
  runCommand,
  save,
  toast,
} from '../kit/gestures.ts';
import { openScriptedSession, type ScriptedSession } from './session.ts';

const REPORT = 'def total(prices):\n    return sum(prices)\n';
const CART_TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { total } from './cart.js';

test('adds prices', () => {
  assert.equal(total([1, 2]), 3);
});
`;

let session: ScriptedSession;

before(async () => {
  session = await openScriptedSession({
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
after(() => session?.close());

afterEach(() => closeAll(session.page));

const block = (name: string, code: string): string => `\n\n\`\`\`${name}\n${code}\n\`\`\`\n`;
const tab = (page: Page, text: string | RegExp) => page.locator('.tab', { hasText: text });
const activeLine = (page: Page, text: string) =>
  page.locator('.editor-group-container.active .view-line', { hasText: text }).first();

/** The preview of a new document shows a line of the whole answer, which can be applied now. */
async function previewed(page: Page, text: string): Promise<void> {
  await activeLine(page, text).waitFor();
  await applicable(page);
}

test('Translate by the menu: beside the code, rejected without a trace, asked again by key, applied into an untitled document, undone', async () => {
  const { page } = session;
  session.answers = () => [
    'Sums are added up.',
    block('js', 'export function total(prices) {\n  return prices.reduce((a, b) => a + b, 0);\n}'),
  ];
  await openFile(page, 'prices.py');
  await chooseInMenu(page, 'return sum', 'Translate', () => session.shot('80-translate-menu'));
  await inputTitled(page, 'Translate 3 lines into').waitFor();
  await session.shot('81-translate-languages');
  await page.locator(QUICK_ROW, { hasText: 'JavaScript' }).first().click();
  await previewed(page, 'prices.reduce');
  await session.shot('82-translate-preview');
  assert.match(
    session.server.asked.at(-1) ?? '',
    /def total[\s\S]*Translate the file into JavaScript\./,
  );
  await page.keyboard.press('Control+Backspace');
  await tab(page, 'Translate:').waitFor({ state: 'detached' });
  await tab(page, 'Untitled').waitFor({ state: 'detached' });

  await openFile(page, 'prices.py');
  await page.keyboard.press('Alt+I');
  await page.keyboard.press('l');
  await inputTitled(page, 'Translate 3 lines into').waitFor();
  await page.locator(QUICK_ROW).first().filter({ hasText: 'last time' }).waitFor();
  await page.keyboard.press('Enter');
  await previewed(page, 'prices.reduce');
  await page.keyboard.press('Control+Enter');
  await tab(page, 'Translate:').waitFor({ state: 'detached' });
  await activeLine(page, 'prices.reduce').waitFor();
  await page.locator('.statusbar-item', { hasText: 'JavaScript' }).first().waitFor();
  await session.shot('83-translated');
  assert.equal(session.onDisk('tools/prices.py'), REPORT);
  await page.keyboard.press('Control+Z');
  await activeLine(page, 'prices.reduce').waitFor({ state: 'detached' });
});

test('Translate SQL: the ORM of the nearest manifest comes first; an answer in another language is told of, and leaves nothing', async () => {
  const { page } = session;
  session.answers = () => ['Here.', block('go', 'func Orders() {}')];
  await openFile(page, 'orders.sql');
  await runCommand(page, 'Inkling: Translate');
  await inputTitled(page, 'Translate 2 lines into').waitFor();
  await page.locator(QUICK_ROW).first().filter({ hasText: 'Prisma (TypeScript)' }).waitFor();
  await session.shot('84-translate-orm');
  await page.keyboard.press('Enter');
  await toast(page, 'OUT-LANGUAGE').waitFor();
  await session.shot('85-translate-fault');
  assert.match(
    session.server.asked.at(-1) ?? '',
    /into Prisma \(TypeScript\): calls of PrismaClient/,
  );
  session.answers = () => [
    'By findMany.',
    block('ts', 'prisma.order.findMany({ where: { total: { gt: 100 } } });'),
  ];
  await toast(page, 'OUT-LANGUAGE').locator('.monaco-button', { hasText: 'Regenerate' }).click();
  await previewed(page, 'findMany');
  await page.keyboard.press('Control+Backspace');
  await tab(page, 'Untitled').waitFor({ state: 'detached' });
});

const wrong = 'export const total = prices => prices.length;';
const right = 'export const total = prices => prices.reduce((sum, price) => sum + price, 0);';

test('Implement from Tests by key: the new file beside them, the tests run, the code is repaired until they pass', async () => {
  const { page } = session;
  session.answers = question => [
    'I count them.',
    block('js', question.includes('does not pass') ? right : wrong),
  ];
  await openFile(page, 'cart.test.js');
  await page.keyboard.press('Alt+I');
  await page.keyboard.press('p');
  await previewed(page, 'prices.length');
  await session.shot('86-implement-preview');
  assert.match(
    session.server.asked.at(-1) ?? '',
    /Write the new file shop\/cart\.js, which the tests in shop\/cart\.test\.js are about/,
  );
  await page.keyboard.press('Control+Enter');
  await toast(page, 'shop/cart.js is written for 1 test')
    .locator('.monaco-button', { hasText: 'Run Them' })
    .click();
  await toast(page, 'RUN-CODE').waitFor();
  await page.locator('.tab[data-resource-name="cart.js"]:not(.dirty)').waitFor();
  assert.equal(session.onDisk('shop/cart.js'), `${wrong}\n`);
  await session.shot('87-implement-failed');
  await toast(page, 'RUN-CODE')
    .locator('.monaco-button', { hasText: 'Repair the Code (1 of 3)' })
    .click();
  await page
    .locator('.monaco-diff-editor .modified .view-line', { hasText: 'reduce' })
    .first()
    .waitFor();
  await applicable(page);
  await session.shot('88-implement-repair');
  assert.match(session.server.asked.at(-1) ?? '', /Mend the file shop\/cart\.js[\s\S]*2 !== 3/);
  await page.keyboard.press('Control+Enter');
  await toast(page, 'shop/cart.js is written for 1 test')
    .locator('.monaco-button', { hasText: 'Run Them' })
    .click();
  await toast(page, '1 test passed').waitFor();
  await session.shot('89-implement-passed');
  assert.equal(session.onDisk('shop/cart.js'), `${right}\n`);
  assert.equal(session.onDisk('shop/cart.test.js'), CART_TEST);
});

test('Implement from Tests by the palette, in code that has no tests: said, with Write Tests as the way out', async () => {
  const { page } = session;
  await openFile(page, 'prices.py');
  await runCommand(page, 'Inkling: Implement from Tests');
  const framework = inputTitled(page, 'Which framework');
  await framework.waitFor();
  await page.locator(QUICK_ROW, { hasText: 'pytest' }).click();
  await toast(page, 'TEST-NONE').locator('.monaco-button', { hasText: 'Write Tests' }).waitFor();
  await session.shot('90-implement-none');
});

test('Write Regular Expression by the menu: examples, an expression that fails is asked for again by itself, tried live, inserted', async () => {
  const { page } = session;
  session.answers = question => [
    'Digits.',
    block('js', question.includes('must not match, and does') ? '/^\\d{4}-\\d{2}$/' : '/\\d+/'),
  ];
  const before = session.server.asked.length;
  await session.openNew('dates.py', 'import re\n\nMONTH = \n');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await chooseInMenu(page, 'MONTH', 'Write Regular Expression', () =>
    session.shot('91-regex-menu'),
  );
  await inputTitled(page, 'What shall the expression match').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.editor-group-container.active .view-line', { hasText: 'MONTH' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Alt+I');
  await page.keyboard.press('x');
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
  await inputTitled(page, 'What shall the expression match').waitFor();
  await input.fill('a month of a year');
  await page.keyboard.press('Enter');
  await inputTitled(page, 'Texts that it must match').waitFor();
  for (const text of ['2024-01', '1999-12']) {
    await input.fill(text);
    await page.locator(QUICK_ROW, { hasText: 'It must match' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator(QUICK_ROW, { hasText: 'Write the expression' }).waitFor();
  }
  await input.fill('12345');
  await page.locator(QUICK_ROW, { hasText: 'It must not match' }).click();
  await page.locator(QUICK_ROW, { hasText: '3 examples' }).waitFor();
  await session.shot('92-regex-examples');
  await page.keyboard.press('Enter');
  await inputTitled(page, '/^\\d{4}-\\d{2}$/').waitFor();
  await page.locator(QUICK_ROW, { hasText: '12345' }).waitFor();
  await session.shot('93-regex-result');
  const [first = '', second = ''] = session.server.asked.slice(before);
  assert.match(
    first,
    /a month of a year\nIt must match:\n- "2024-01"\n- "1999-12"\nIt must not match:\n- "12345"/,
  );
  assert.doesNotMatch(first, /import re/);
  assert.match(second, /"12345" must not match, and does: "12345"/);
  await input.fill('2024-1');
  await page.locator(QUICK_ROW, { hasText: 'does not match' }).first().waitFor();
  await session.shot('94-regex-live');
  await input.fill('');
  await page.locator(QUICK_ROW, { hasText: 'Insert' }).waitFor();
  await page.keyboard.press('Enter');
  await activeLine(page, "MONTH = r'^\\d{4}-\\d{2}\\Z'").waitFor();
  await page.keyboard.press('Control+Z');
  await activeLine(page, "r'^").waitFor({ state: 'detached' });
  await save(page);
  assert.equal(session.onDisk('dates.py'), 'import re\n\nMONTH = \n');
});

test('an expression that takes forever holds nobody up, and is told of', async () => {
  const { page } = session;
  session.answers = () => ['Repetitions.', block('js', '/^(a+)+$/')];
  await session.openNew('slow.js', 'aaa\n');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+End');
  await runCommand(page, 'Inkling: Write Regular Expression');
  await inputTitled(page, 'What shall the expression match').waitFor();
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
  await input.fill('many a');
  await page.keyboard.press('Enter');
  await page.locator(QUICK_ROW, { hasText: '"aaa"' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator(QUICK_ROW, { hasText: 'It takes too long on' }).waitFor();
  await session.shot('95-regex-slow');
  assert.match(
    session.server.asked.at(-1) ?? '',
    /it takes too long, because it goes back again and again/,
  );
  await page.keyboard.press('Escape');
  await page.locator('.statusbar-item', { hasText: 'Inkling: cancelled' }).waitFor();
  assert.equal(session.onDisk('slow.js'), 'aaa\n');
});

test('Scaffold by the menu: what the manifest names, where the siblings live, about the type at the cursor, looked at, applied, saved', async () => {
  const { page } = session;
  const code = "import { Router } from 'express';\n\nexport const customers = Router();";
  session.answers = () => ['A router, with customers kept in memory.', block('js', code)];
  await openFile(page, 'customer.js');
  await chooseInMenu(page, 'class Customer', 'Scaffold', () => session.shot('96-scaffold-menu'));
  await inputTitled(page, 'What shall be scaffolded').waitFor();
  await page.locator(QUICK_ROW, { hasText: 'Express' }).first().waitFor();
  await session.shot('97-scaffold-kinds');
  await page.locator(QUICK_ROW, { hasText: 'create, read, change, delete' }).click();
  await inputTitled(page, 'Of what').waitFor();
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
  await input.fill('Customer: name');
  await page.keyboard.press('Enter');
  await inputTitled(page, 'Where to').waitFor();
  assert.equal(await input.inputValue(), 'api/src/routes/customers.js');
  await input.fill('api/src/routes/orders.js');
  await inputTitled(page, 'It is there already').waitFor();
  await session.shot('98-scaffold-there');
  await input.fill('api/src/routes/customers.js');
  await inputTitled(page, 'It is there already').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await previewed(page, 'export const customers');
  await session.shot('99-scaffold-preview');
  const asked = session.server.asked.at(-1) ?? '';
  assert.match(
    asked,
    /class Customer[\s\S]*with Express: a Router[\s\S]*api\/src\/routes\/orders\.js/,
  );
  assert.ok(!existsSync(path.join(session.folder, 'api/src/routes/customers.js')));
  await page.keyboard.press('Control+Enter');
  await tab(page, 'Scaffold:').waitFor({ state: 'detached' });
  await activeLine(page, 'export const customers').waitFor();
  await save(page);
  assert.equal(session.onDisk('api/src/routes/customers.js'), `${code}\n`);
});

test('Scaffold that is cancelled while the model writes leaves nothing', async () => {
  const { page } = session;
  let release = (): void => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  session.answers = () => [
    'A client with fetch.',
    '\n\n```js\nexport const weather = 1;\n',
    { until: held },
  ];
  await openFile(page, 'customer.js');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Alt+I');
  await page.keyboard.press('n');
  await inputTitled(page, 'What shall be scaffolded').waitFor();
  await page.locator(QUICK_ROW, { hasText: 'Client of an API' }).click();
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
  await inputTitled(page, 'Of what').waitFor();
  await input.fill('weather: by town');
  await page.keyboard.press('Enter');
  await inputTitled(page, 'Where to').waitFor();
  await page.keyboard.press('Enter');
  await activeLine(page, 'export const weather').waitFor();
  const progress = toast(page, 'A client with fetch.');
  await progress.locator('.monaco-button', { hasText: 'Cancel' }).click();
  await page.locator('.statusbar-item', { hasText: 'Inkling: cancelled' }).waitFor();
  await session.shot('99-scaffold-cancelled');
  release();
  await page.keyboard.press('Control+Backspace');
  await tab(page, 'Scaffold:').waitFor({ state: 'detached' });
  await tab(page, 'weather.js').waitFor({ state: 'detached' });
  assert.ok(!existsSync(path.join(session.folder, 'api/src/clients/weather.js')));
});
