// A user has tests written: asked once for the framework, into the right place, run, repaired, and not bent.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  applicable,
  inputTitled,
  openFile,
  press,
  QUICK_ROW,
  runCommand,
  save,
  toast,
} from '../kit/gestures.ts';
import { openScriptedSession, type ScriptedSession } from './session.ts';

const CART = `export function total(prices) {
  return prices.reduce((sum, price) => sum + price, 0);
}

export function discounted(price, percent) {
  return price - price * percent;
}
`;

let session: ScriptedSession;

before(async () => {
  session = await openScriptedSession({
    prepare: folder => writeFileSync(path.join(folder, 'src', 'cart.js'), CART),
  });
});
after(() => session?.close());

const fenced = (code: string): string => `\`\`\`js\n${code}\`\`\`\n`;
const imports = (names: string): string =>
  `import assert from 'node:assert/strict';\nimport { describe, it } from 'node:test';\nimport { ${names} } from './cart.js';\n\n`;

async function cursorAt(page: Page, name: string, line: number): Promise<void> {
  // a file that is open is gone to by its tab: the list of files did not always lead to it once its previews had been open
  const tab = page.locator(`.tab[data-resource-name="${name}"]`).first();
  if ((await tab.count()) === 0) await openFile(page, name);
  await tab.click();
  await page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+Home');
  for (let at = 1; at < line; at++) await page.keyboard.press('ArrowDown');
}

/** Waits until the preview is whole and has the line on its right side. */
async function previewed(page: Page, line: string): Promise<void> {
  await page
    .locator('.monaco-diff-editor .modified .view-line', { hasText: line })
    .first()
    .waitFor();
  await applicable(page);
}

async function applyWhen(page: Page, line: string): Promise<void> {
  await previewed(page, line);
  await page.keyboard.press('Control+Enter');
  await page.locator('.tab', { hasText: /^\w+: / }).waitFor({ state: 'detached' });
}

test('Generate Tests in the context menu: the framework is asked once, the file is new, the tests run', async () => {
  const { page } = session;
  session.answers = () => [
    'I test what is added up.\n\n',
    fenced(
      `${imports('total')}describe('total', () => {\n  it('adds prices', () => {\n    assert.equal(total([1, 2]), 3);\n  });\n\n  it('is 0 for nothing', () => {\n    assert.equal(total([]), 0);\n  });\n});\n`,
    ),
  ];
  await cursorAt(page, 'cart.js', 2);
  await page
    .locator('.monaco-editor .view-line', { hasText: 'reduce' })
    .first()
    .click({ button: 'right' });
  await page.locator('.context-view .action-label', { hasText: /^Generate Tests$/ }).waitFor();
  await session.shot('60-generate-tests-menu');
  await page.locator('.context-view .action-label', { hasText: /^Generate Tests$/ }).click();
  await inputTitled(page, 'Which framework').waitFor();
  await page.locator(QUICK_ROW, { hasText: 'node:test' }).click();
  await inputTitled(page, 'Tests for total, with node:test, into src/cart.test.js').waitFor();
  await session.shot('61-test-cases');
  await page.keyboard.press('Enter');
  await page
    .locator('.monaco-diff-editor .modified .view-line', { hasText: 'is 0 for nothing' })
    .first()
    .waitFor();
  await session.shot('62-tests-preview');
  const asked = session.server.asked.at(-1) ?? '';
  assert.match(asked, /Write tests for total with node:test/);
  assert.match(asked, /- empty input/);
  assert.doesNotMatch(asked, /worries about/);
  await applyWhen(page, 'is 0 for nothing');
  await press(page, '2 tests in src/cart.test.js', 'Run Them');
  await toast(page, '2 tests passed').waitFor();
  await session.shot('63-tests-passed');
  assert.match(session.onDisk('src/cart.test.js'), /is 0 for nothing/);
});

test('Write Tests again: into the suite, run, repaired, passed; undone in one step', async () => {
  const { page } = session;
  const was = session.onDisk('src/cart.test.js');
  const expecting = (value: number): string =>
    fenced(
      `${imports('discounted')}describe('discounted', () => {\n  it('takes a tenth away', () => {\n    assert.equal(discounted(100, 0.1), ${value});\n  });\n});\n`,
    );
  session.answers = () => ['I test a discount.\n\n', expecting(9)];
  await cursorAt(page, 'cart.js', 6);
  await page.keyboard.press('Alt+I');
  await page.keyboard.press('t');
  await inputTitled(page, 'Tests for discounted, with node:test, into src/cart.test.js').waitFor();
  await page.locator(QUICK_ROW, { hasText: 'worry about' }).click();
  await page.keyboard.press('Enter');
  await inputTitled(page, 'Which case do you worry about')
    .locator('input')
    .first()
    .fill('a full discount');
  await page.keyboard.press('Enter');
  await applyWhen(page, 'takes a tenth away');
  const asked = session.server.asked.at(-1) ?? '';
  assert.match(asked, /worries about: a full discount/);
  assert.match(asked, /is 0 for nothing/, 'the style of the tests that are there');
  session.answers = question => {
    assert.match(question, /9 !== 9|90 !== 9|actual/);
    return ['The expectation was off by a factor of ten.\n\n', expecting(90)];
  };
  await press(page, '1 test in src/cart.test.js', 'Run Them');
  await toast(page, 'The tests fail').waitFor();
  await session.shot('64-tests-fail');
  await press(page, 'The tests fail', 'Repair (1 of 3)');
  await previewed(page, '90');
  await page.keyboard.press('Control+Enter');
  const doubt = page.locator('.monaco-dialog-box', { hasText: 'would ask less than before' });
  await doubt.waitFor();
  await session.shot('65-bent');
  await doubt.locator('.monaco-button', { hasText: 'Apply' }).first().click();
  await page.locator('.tab', { hasText: /^\w+: / }).waitFor({ state: 'detached' });
  await press(page, '1 test in src/cart.test.js', 'Run Them');
  await toast(page, '1 test passed').waitFor();
  const now = session.onDisk('src/cart.test.js');
  assert.match(now, /import { total, discounted } from/);
  assert.equal(now.match(/from 'node:test'/g)?.length, 1);
  await openFile(page, 'cart.test.js');
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await save(page);
  assert.equal(session.onDisk('src/cart.test.js'), was);
});

test('a test that shows a fault of the code is said to do so, and stays as it is', async () => {
  const { page } = session;
  session.answers = () => [
    'I test a discount of more than all.\n\n',
    fenced(
      `${imports('discounted')}describe('discounted', () => {\n  it('is never below 0', () => {\n    assert.equal(discounted(100, 2), 0);\n  });\n});\n`,
    ),
  ];
  await cursorAt(page, 'cart.js', 6);
  await runCommand(page, 'Inkling: Write Tests');
  await inputTitled(page, 'Tests for discounted').waitFor();
  await page.keyboard.press('Enter');
  await applyWhen(page, 'is never below 0');
  await press(page, '1 test in', 'Run Them');
  session.answers = () => [
    'The code is wrong: a discount of more than 100 % makes the price negative.',
  ];
  await press(page, 'The tests fail', 'Repair');
  await toast(
    page,
    'The tests are right, says the model, and the code is wrong: a discount',
  ).waitFor();
  await session.shot('66-code-is-wrong');
  assert.match(session.onDisk('src/cart.test.js'), /discounted\(100, 2\), 0/);
});

test('bad input: a language without frameworks, and an answer without tests, end in a sentence', async () => {
  const { page } = session;
  await session.openNew('notes.md', '# Notes\n\nSome words.\n');
  await runCommand(page, 'Inkling: Write Tests');
  await toast(page, 'No framework for tests is known here for markdown').waitFor();
  session.answers = () => ['Here you are.\n\n', fenced('const a = 1;\n')];
  await cursorAt(page, 'cart.js', 2);
  await runCommand(page, 'Inkling: Write Tests');
  await inputTitled(page, 'Tests for total').waitFor();
  await page.keyboard.press('Enter');
  await toast(page, 'contained no new test').waitFor();
  await session.shot('67-no-tests');
  assert.ok(existsSync(path.join(session.folder, 'src/cart.test.js')));
});
