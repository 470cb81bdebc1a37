// Ghost text as a user meets it: keyboard only, and what is on the screen.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import {
  ghostNow,
  ghostText,
  learned,
  noGhostText,
  openFile,
  QUICK_ROW,
  runCommand,
  save,
  statusText,
  type,
  typeAtOnce,
  until,
} from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

const READ_ONLY = 'frozen.ts';
let session: Session;

before(async () => {
  session = await openSession({
    settings: {
      'files.readonlyInclude': { [READ_ONLY]: true },
      // F70 values of the wrong kind are as if they were not there: everything below must work all the same
      'inkling.completion.model': 7,
      'inkling.completion.fallbacks': { a: 1 },
      'inkling.models': 'x',
      'inkling.costPerDay': 'NaN',
      'inkling.confidence': 'reckless',
    },
  });
  await learned(session.page);
});
after(() => session?.close());

const onDisk = (name: string): string => readFileSync(path.join(session.folder, name), 'utf8');

test('says in the status bar that the workspace is learned', async () => {
  assert.match(await statusText(session.page), /Inkling: Ready: \d+ files learned/);
});

test('ghost text knows this project, and Tab takes it', async () => {
  const { page } = session;
  await session.openNew('tab.ts', 'import { multiplyMoney } from "./src/money.ts";\n');
  await typeAtOnce(page, 'const price = multiplyMoney(line.pr');
  const ghost = await ghostText(page);
  assert.match(ghost, /^oduct\.price/);
  await session.shot('01-ghost-text');
  await page.keyboard.press('Tab');
  await noGhostText(page);
  await save(page);
  assert.match(onDisk('tab.ts'), /const price = multiplyMoney\(line\.product\.price/);
});

test('typing along keeps the same ghost text, one letter shorter each time', async () => {
  const { page } = session;
  await session.openNew('along.ts', 'export class StockRepository {\n');
  await type(page, 'throw new NotFound');
  const first = await ghostText(page);
  const seen: string[] = [];
  let last = first;
  for (const key of first.slice(0, 4)) {
    await page.keyboard.type(key);
    last = await until('another ghost text after a key', async () => {
      const now = await ghostNow(page);
      return now === last ? '' : now;
    });
    seen.push(last);
  }
  assert.deepEqual(
    seen,
    [1, 2, 3, 4].map(typed => first.slice(typed)),
  );
});

test('accept word takes one word, accept line the rest', async () => {
  const { page } = session;
  await session.openNew('word.ts', 'function place(productId: string) {\n');
  await type(page, 'const product = this.productRep');
  const ghost = await ghostText(page);
  await page.keyboard.press('Control+ArrowRight');
  const rest = await until('a word less', async () => {
    const now = await ghostNow(page);
    return now !== '' && now.length < ghost.length ? now : '';
  });
  assert.ok(ghost.endsWith(rest));
  await session.shot('02-word-accepted');
  await page.keyboard.press('Control+Alt+ArrowRight');
  await noGhostText(page);
  await save(page);
  assert.ok(onDisk('word.ts').includes(`const product = this.productRep${ghost}`));
});

test('Escape hides, and it stays hidden while the same is typed, until asked for', async () => {
  const { page } = session;
  await session.openNew('escape.ts', 'function place(productId: string) {\n');
  await type(page, 'const product = this.productRep');
  await ghostText(page);
  await page.keyboard.press('Escape');
  await noGhostText(page);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await runCommand(page, 'Inkling: Why, Briefly');
  await page.locator(QUICK_ROW).first().waitFor();
  await session.shot('03-why');
  await page.keyboard.press('Escape');
  assert.equal(await ghostNow(page), '');
  await type(page, 'os');
  await page.waitForTimeout(500); // nothing to see; VS Code asks only after 50 ms, and not without the focus
  await runCommand(page, 'Inkling: Why, Briefly');
  await page.locator(QUICK_ROW, { hasText: 'was hidden on this line' }).first().waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await ghostNow(page), '');
  await runCommand(page, 'Inkling: Complete Here');
  assert.match(await ghostText(page), /^itory/);
});

test('the suggest widget is respected: ghost text goes on from the chosen entry', async () => {
  const { page } = session;
  await session.openNew(
    'widget.ts',
    'import { addMoney } from "./src/money.ts";\nfor (const line of order.lines) {\n',
  );
  await type(page, '  total = addM');
  await page.keyboard.press('Control+Space');
  const entry = page.locator('.suggest-widget.visible .monaco-list-row.focused');
  await entry.filter({ hasText: 'addMoney' }).waitFor();
  await until(
    'more than the entry',
    async () => /^oney\(total, /.test(await ghostNow(page)),
    5000,
  ).finally(() => session.shot('04-suggest-widget'));
  await page.keyboard.press('Escape');
});

test('with another entry chosen than what it would say, it gives way', async () => {
  const { page } = session;
  await session.openNew(
    'other.ts',
    'class Shop {\n  productRepository = new Map();\n  productReport = 1;\n  place(productId: string) {\n',
  );
  await type(page, 'const product = this.productRep');
  await page.keyboard.press('Control+Space');
  const entry = page.locator('.suggest-widget.visible .monaco-list-row.focused');
  await entry.first().waitFor();
  if (!/productReport/.test((await entry.first().textContent()) ?? '')) {
    await page.keyboard.press('ArrowDown');
  }
  await entry.filter({ hasText: 'productReport' }).waitFor();
  await until('no word that the entry contradicts', async () => {
    return !/^os/.test(await ghostNow(page));
  });
  await session.shot('08-other-entry');
  await page.keyboard.press('Escape');
});

test('a CRLF file keeps its line ends, byte for byte', async () => {
  const { page } = session;
  await session.openNew(
    'crlf.ts',
    'import { money } from "./src/money.ts";\r\nlet total = money(0);\r\n',
  );
  await type(page, 'const product = this.productRep');
  const ghost = await ghostText(page);
  await page.keyboard.press('Tab');
  await noGhostText(page);
  await save(page);
  assert.equal(
    onDisk('crlf.ts'),
    `import { money } from "./src/money.ts";\r\nlet total = money(0);\r\nconst product = this.productRep${ghost}`,
  );
});

test('after undo, and with several cursors, it is quiet', async () => {
  const { page } = session;
  await session.openNew('undo.ts', 'function place(productId: string) {\n');
  await type(page, 'const product = this.productRep');
  await ghostText(page);
  await page.keyboard.press('Control+Z');
  await noGhostText(page);

  await openFile(page, 'undo.ts');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await runCommand(page, 'Add Cursor Above');
  await type(page, 'const product = this.productRep');
  await page.waitForTimeout(400);
  assert.equal(await ghostNow(page), '');
  await page.keyboard.press('Escape');
});

test('the menu of the status bar turns it off here and on again', async () => {
  const { page } = session;
  await session.openNew('menu.ts', 'function place(productId: string) {\n');
  await page.locator('.statusbar-item[id*="inkling"] a').first().click();
  await page.locator(QUICK_ROW, { hasText: 'Turn off for typescript' }).first().waitFor();
  await session.shot('05-menu');
  await page.locator(QUICK_ROW, { hasText: 'Turn off for typescript' }).first().click();
  await until('off here', async () => /Off for this language/.test(await statusText(page)));
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+End');
  await type(page, 'const product = this.productRep');
  await page.waitForTimeout(400);
  assert.equal(await ghostNow(page), '');
  await session.shot('06-off-here');
  await runCommand(page, 'Inkling: Turn On or Off for This Language');
  await until('on again', async () => /Ready/.test(await statusText(page)));
  await page.keyboard.type('o');
  await ghostText(page);
});

test('asked by its key it shows again what Escape had hidden', async () => {
  const { page } = session;
  await session.openNew('asked.ts', 'function place(productId: string) {\n');
  await type(page, 'const product = this.productRep');
  const ghost = await ghostText(page);
  await page.keyboard.press('Escape');
  await noGhostText(page);
  await page.keyboard.press('Alt+\\');
  assert.ok((await ghostText(page)).startsWith(ghost));
  await page.keyboard.press('Escape');
});

test('it sleeps when told to, and wakes', async () => {
  const { page } = session;
  await session.openNew('snooze.ts', 'function place(productId: string) {\n');
  await runCommand(page, 'Inkling: Snooze');
  await page.locator(QUICK_ROW).first().click();
  await until('paused', async () => /Paused until/.test(await statusText(page)));
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+End');
  await type(page, 'const product = this.productRep');
  await page.waitForTimeout(400);
  assert.equal(await ghostNow(page), '');
  await session.shot('09-snoozed');
  await runCommand(page, 'Inkling: Resume');
  await until('awake', async () => /Ready/.test(await statusText(page)));
  await page.keyboard.type('o');
  await ghostText(page);
});

test('in a read-only file there is none, not even by its command', async () => {
  const { page } = session;
  await session.openNew(READ_ONLY, 'function place() {\n  const product = this.productRep');
  await runCommand(page, 'Inkling: Complete Here');
  await page.waitForTimeout(400);
  assert.equal(await ghostNow(page), '');
  assert.match(onDisk(READ_ONLY), /productRep$/);
});

test('a saved file is learned: its names come up in another file', async () => {
  const { page } = session;
  await session.openNew('glossary.ts', 'export class ZebraCrossing {}\n');
  await type(page, 'export function paintZebraCrossing(crossing: ZebraCrossing): void {');
  await save(page);
  await session.openNew('uses.ts', '');
  await until('the new name is offered', async () => {
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await type(page, 'export function paintZebra');
    await page.waitForTimeout(300);
    return /^Crossing/.test(await ghostNow(page));
  });
});

/** VS Code adds to a new editor what asks for ghost text when idle, or after five seconds: here that time never comes. */
const NEVER_IDLE = `{
  const { requestIdleCallback } = window;
  window.requestIdleCallback = (callback, options) =>
    options?.timeout === 5000 ? 0 : requestIdleCallback(callback, options);
}`;

test('in a window that had no idle moment yet, the first keys get ghost text, too', async () => {
  const busy = await openSession({
    pageScript: NEVER_IDLE,
    prepare: folder =>
      writeFileSync(path.join(folder, 'first.ts'), 'function place(productId: string) {\n'),
  });
  const { page } = busy;
  try {
    await learned(page);
    // by keyboard alone: a mouse over the code makes VS Code look for hovers, and wakes it by that
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input').first().fill('first.ts');
    await page.locator(QUICK_ROW, { hasText: 'first.ts' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
    await page.keyboard.press('Control+End');
    await type(page, 'const product = this.productRep');
    assert.match(await ghostText(page), /^ository/);
  } finally {
    await busy.close();
  }
});
