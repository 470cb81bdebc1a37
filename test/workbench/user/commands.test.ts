// A user asks about code and has it rewritten: by palette, menu and key, from the selection to the applied edit and its undo.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  applicable,
  chooseInMenu,
  closeAll,
  openFile,
  runCommand,
  save,
  until,
} from '../kit/gestures.ts';
import { openScriptedSession, type ScriptedSession } from './session.ts';

let session: ScriptedSession;

before(async () => {
  session = await openScriptedSession();
});
after(() => session?.close());

afterEach(() => closeAll(session.page));

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
  session.answers = () => [
    { reasoning: 'It multiplies.' },
    'It **rounds** to whole cents: line 19 does it.\n\n- `factor` may be anything\n\n![x](https://a.example/x.png)',
  ];
  await selectLines(page, 'money.ts', 18, 20);
  await runCommand(page, 'Inkling: Explain');
  const view = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await view.locator('strong', { hasText: 'rounds' }).waitFor();
  await session.shot('50-explain');
  assert.match(session.server.asked.at(-1) ?? '', /18: export function multiplyMoney/);
  assert.equal(await view.locator('img').count(), 0);
  await view.locator('a', { hasText: 'line 19' }).click();
  await page.locator('.statusbar-item', { hasText: 'Ln 19,' }).first().waitFor();
});

/** Answers the modal question. */
async function answerModal(page: Page, button: string): Promise<void> {
  await page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).first().click();
}

const line = (page: Page, text: string) =>
  page.locator('.monaco-diff-editor .view-line', { hasText: text }).first();

/** The preview shows a line of the whole answer, which can be applied now. */
async function previewed(page: Page, text: string): Promise<void> {
  await line(page, text).waitFor();
  await applicable(page);
}

const block = (code: string): string => `\n\n\`\`\`ts\n${code}\n\`\`\`\n`;

test('Refactor Selection: previewed, a changed signature asked about, applied with a key, undone in one step', async () => {
  const { page } = session;
  session.answers = () => [
    'I name the factor.',
    block(
      'export function multiplyMoney(amount: Money, by: number): Money {\n  return money(Math.round(amount.cents * by), amount.currency);\n}',
    ),
  ];
  const old = session.onDisk('src/money.ts');
  await selectLines(page, 'money.ts', 18, 20);
  await runCommand(page, 'Inkling: Refactor Selection');
  const wish = page.locator('.quick-input-widget', { hasText: 'What shall be done' });
  await wish.locator('input').first().fill('call the factor "by"');
  await session.shot('51-refactor-wish');
  await page.keyboard.press('Enter');
  await previewed(page, 'amount.cents * by');
  await session.shot('52-refactor-preview');
  assert.match(session.server.asked.at(-1) ?? '', /call the factor "by"/);
  await page.keyboard.press('Control+Enter');
  await page.locator('.monaco-dialog-box', { hasText: 'OUT-SIGNATURE' }).waitFor();
  await session.shot('53-refactor-signature');
  await answerModal(page, 'Apply');
  await applied(page, 'money.ts');
  await save(page);
  const fresh = session.onDisk('src/money.ts');
  assert.equal(fresh, old.replace('factor: number', 'by: number').replace('* factor', '* by'));
  await session.shot('54-refactor-applied');
  await page.keyboard.press('Control+Z');
  await save(page);
  assert.equal(session.onDisk('src/money.ts'), old);
});

test('Follow Up: the former answer goes along, both attempts can be looked at, and Reject leaves all as it was', async () => {
  const { page } = session;
  session.answers = question =>
    question.includes('shorter names')
      ? [
          'I use one letter.',
          block(
            'export function vatOf(o: Order): Money {\n  return multiplyMoney(totalOf(o), VAT.get(o.customer.country) ?? 0);\n}',
          ),
        ]
      : [
          'I put it on one line.',
          block(
            'export function vatOf(order: Order): Money {\n  return multiplyMoney(totalOf(order), VAT.get(order.customer.country) ?? 0);\n}',
          ),
        ];
  const old = session.onDisk('src/invoices.ts');
  await openFile(page, 'invoices.ts');
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 11; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+I');
  await page.keyboard.press('r');
  await page.locator('.quick-input-widget', { hasText: 'What shall be done' }).waitFor();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Simplify' }).first().click();
  await previewed(page, 'totalOf(order), VAT');
  await page.keyboard.press('Alt+I');
  await page.keyboard.press('u');
  await page.locator('.quick-input-widget', { hasText: 'What was wrong' }).waitFor();
  await page.keyboard.insertText('shorter names');
  await page.keyboard.press('Enter');
  await previewed(page, 'totalOf(o)');
  assert.match(
    session.server.asked.at(-1) ?? '',
    /assistant: I put it on one line[\s\S]*user: shorter names/,
  );
  await session.shot('55-follow-up');
  await runCommand(page, 'Inkling: Previous Attempt');
  await previewed(page, 'totalOf(order), VAT');
  await page.keyboard.press('Control+Backspace');
  await page.locator('.tab', { hasText: /^\w+: / }).waitFor({ state: 'detached' });
  assert.equal(session.onDisk('src/invoices.ts'), old);
});

test('Document by the menu: a comment above, every line of code as it was', async () => {
  const { page } = session;
  session.answers = () => [
    'It finds the total.',
    block('/**\n * What an order costs.\n */\nexport function totalOf(order: Order): Money {'),
  ];
  const old = session.onDisk('src/orders.ts');
  await openFile(page, 'orders.ts');
  await page.keyboard.press('Control+Home');
  await chooseInMenu(page, 'let total = money', 'Document', () => session.shot('56-menu'));
  await previewed(page, 'What an order costs');
  await session.shot('57-document');
  await page.keyboard.press('Control+Enter');
  await applied(page, 'orders.ts');
  await save(page);
  const signature = 'export function totalOf(';
  assert.equal(
    session.onDisk('src/orders.ts'),
    old.replace(signature, `/** What an order costs. */\n${signature}`),
  );
});

test('Fix as a quick fix on an error', async () => {
  const { page } = session;
  session.answers = () => ['I name the number.', block('const answer: number = 42;')];
  await session.openNew('wrong.ts', 'const answer: string = 42;\n');
  await page.keyboard.press('Control+Home');
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  for (let k = 0; k < 7; k++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+.');
  const action = page
    .locator('.action-widget .action-item, .action-widget .monaco-list-row', {
      hasText: 'Fix with Inkling',
    })
    .first();
  await action.waitFor();
  await session.shot('58-quick-fix');
  await action.click();
  await previewed(page, 'number = 42');
  assert.match(
    session.server.asked.at(-1) ?? '',
    /What is said of them:\n- line 1 \(const answer: string = 42;\): Type 'number'/,
  );
  await page.keyboard.press('Control+Enter');
  await applied(page, 'wrong.ts');
  await save(page);
  assert.equal(session.onDisk('wrong.ts'), 'const answer: number = 42;\n');
});

test('Implement: from a signature, in a CRLF file that stays one', async () => {
  const { page } = session;
  session.answers = () => [
    'I add them.',
    block('/** Adds. */\nexport function add(a: number, b: number): number {\n  return a + b;\n}'),
  ];
  await session.openNew(
    'add.ts',
    '// one\r\n\r\n/** Adds. */\r\nexport function add(a: number, b: number): number {\r\n}\r\n',
  );
  await page.keyboard.press('ArrowUp');
  await runCommand(page, 'Inkling: Implement');
  await previewed(page, 'return a + b');
  await page.keyboard.press('Control+Enter');
  await applied(page, 'add.ts');
  await save(page);
  assert.equal(
    session.onDisk('add.ts'),
    '// one\r\n\r\n/** Adds. */\r\nexport function add(a: number, b: number): number {\r\n  return a + b;\r\n}\r\n',
  );
});

/** The command's title, and what of the question it is known by. */
const ROUTES: readonly (readonly [title: string, asked: RegExp])[] = [
  ['Explain', /Explain why there is this error/],
  ['Refactor Selection', /Rewrite the selected lines: Simplify it/],
  ['Document', /Write a TSDoc comment without types for half/],
  ['Fix Problem', /Fix the selected lines/],
  ['Implement', /Implement what the selected lines describe/],
];

for (const route of ['palette', 'menu'] as const) {
  test(`every command by the ${route}: asked, applied, and undone in one step`, async () => {
    const { page } = session;
    const code = 'export function half(a: number): string {\n  return a / 2;\n}\n';
    await session.openNew(`by-${route}.ts`, code);
    const mended = 'export function half(a: number): number {\n  return a / 2;\n}';
    session.answers = question => [
      'I do it.',
      block(/TSDoc comment/.test(question) ? '/** Halves. */' : mended),
    ];
    for (const [title, asked] of ROUTES) {
      const before = session.server.asked.length;
      await openFile(page, `by-${route}.ts`);
      await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
      if (route === 'palette') {
        await page.keyboard.press('Control+Home');
        await page.keyboard.press('ArrowDown');
        for (let k = 0; k < 4; k++) await page.keyboard.press('ArrowRight');
        await runCommand(page, `Inkling: ${title}`);
      } else {
        await chooseInMenu(page, 'return a', title);
      }
      if (title === 'Refactor Selection') {
        await page
          .locator('.quick-input-list .monaco-list-row', { hasText: 'Simplify' })
          .first()
          .click();
      }
      await until('asked', async () => session.server.asked.length > before);
      assert.match(session.server.asked.at(-1) ?? '', asked);
      if (title === 'Explain') {
        await page.locator('.tab', { hasText: 'Explain half' }).waitFor();
        continue;
      }
      await previewed(page, title === 'Document' ? 'Halves' : 'a: number): number');
      await page.keyboard.press('Control+Enter');
      if (title !== 'Document') await answerModal(page, 'Apply'); // the signature changes
      await applied(page, `by-${route}.ts`);
      await session.shot(`5a-${route}-${title.replaceAll(' ', '-')}`);
      await page.keyboard.press('Control+Z');
      await page
        .locator('.editor-group-container.active .tab.active:not(.dirty)')
        .first()
        .waitFor();
    }
    assert.equal(session.onDisk(`by-${route}.ts`), code);
  });
}

test('Take Back by the menu leaves what was typed since; a command that is cancelled says so', async () => {
  const { page } = session;
  session.answers = () => ['I do it.', block('const one = 11;\nconst two = 2;\nconst three = 33;')];
  await session.openNew('numbers.ts', 'const one = 1;\nconst two = 2;\nconst three = 3;\n');
  await page.keyboard.press('Control+A');
  await runCommand(page, 'Inkling: Implement');
  await previewed(page, 'one = 11');
  await page.keyboard.press('Control+Enter');
  await applied(page, 'numbers.ts');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.type(' // mine');
  await chooseInMenu(page, 'three', 'Take Back');
  await page
    .locator('.notification-toast', { hasText: 'What you have changed since stays: 1' })
    .waitFor();
  await session.shot('59-take-back');
  await save(page);
  assert.equal(
    session.onDisk('numbers.ts'),
    'const one = 11; // mine\nconst two = 2;\nconst three = 3;\n',
  );

  let release = (): void => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  session.answers = () => ['I shall do something else altogether.', { until: held }];
  await page.keyboard.press('Control+A');
  await runCommand(page, 'Inkling: Implement');
  const progress = page.locator('.notification-toast', { hasText: 'I shall do something else' });
  await progress.waitFor();
  await session.shot('59-approach');
  await progress.locator('.monaco-button', { hasText: 'Cancel' }).click();
  await page.locator('.statusbar-item', { hasText: 'Inkling: cancelled' }).waitFor();
  release();
});
