// A new user, who has installed the package: the four steps of the first minute, each ticked because it was done inside VS Code; then tests that are
// written by a model, and what all of it cost.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CHAT_MODEL } from '../../support/chatServer.ts';
import { installInkling } from '../installed.ts';
import {
  applicable,
  ghostText,
  openFile,
  QUICK_ROW,
  runCommand,
  type,
  until,
} from '../kit/gestures.ts';
import { chooseTheme, THEMES, useTheme, viewWith } from '../kit/views.ts';
import { openScriptedSession, type ScriptedSession } from './session.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'inkling-first-'));
const TESTS = `import assert from 'node:assert/strict';
import { it } from 'node:test';
import { total } from './cart.js';

it('adds prices', () => assert.equal(total([1, 2]), 3));
`;
let session: ScriptedSession;
before(async () => {
  session = await openScriptedSession({
    extensions: [],
    extensionsDir: await installInkling(home),
    size: { width: 1440, height: 900 },
    prepare: folder =>
      writeFileSync(
        path.join(folder, 'src', 'cart.js'),
        'export function total(prices) {\n  return prices.reduce((sum, price) => sum + price, 0);\n}\n',
      ),
  });
  session.answers = () => ['I test what is added up.\n\n', `\`\`\`js\n${TESTS}\`\`\`\n`];
});
after(async () => {
  await session?.close();
  rmSync(home, { recursive: true, force: true });
});

/** Shows the walkthrough with one of its steps open. */
async function openStep(title: RegExp): Promise<void> {
  const { page } = session;
  await runCommand(page, 'Inkling: First Minute');
  const step = page.locator('.getting-started-step', { hasText: title });
  await step.first().waitFor();
  await until(`${title} is open`, async () => {
    if ((await step.first().getAttribute('class'))?.includes('expanded')) return true;
    await step.first().click();
    return false;
  });
}

/** The steps that VS Code has ticked, by id. */
function ticked(): Promise<string[]> {
  return session.page
    .locator('[data-done-step-id*="firstMinute"][aria-checked="true"]')
    .evaluateAll(marks =>
      marks.map(mark => mark.getAttribute('data-done-step-id')?.split('#').at(-1) ?? ''),
    );
}

/** Presses a button of the open step. */
async function press(label: string): Promise<void> {
  await session.page
    .locator('.getting-started-step.expanded .button-container .monaco-button', { hasText: label })
    .first()
    .click();
}

/** The step is ticked, seen in the walkthrough. */
async function isTicked(id: string, title: RegExp): Promise<void> {
  await openStep(title);
  await until(`${id} ticked`, async () => (await ticked()).includes(id));
}

test('nothing is ticked before anything was done, and nothing is in the way', async () => {
  await openStep(/take a suggestion/);
  await session.shot('first-minute');
  assert.deepEqual(await ticked(), []);
  assert.equal(await session.page.locator('.monaco-dialog-box').count(), 0);
});

test('a suggestion taken in the sample file ticks the first step', async () => {
  const { page } = session;
  await press('Open a file to try it in');
  await page.locator('.tab.active', { hasText: /Untitled-1/ }).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  // a person looks where the cursor is, and then types
  await page.locator('.statusbar-item', { hasText: /^Ln 30, Col 3$/ }).waitFor();
  await type(page, 'return cart.li');
  assert.match(await ghostText(page), /^nes/);
  await session.shot('first-minute-sample');
  await page.keyboard.press('Tab');
  await isTicked('type', /take a suggestion/);
});

test('staying with the workspace engine ticks the second', async () => {
  await openStep(/Choose a model/);
  await session.shot('first-minute-model');
  await press('Stay with the workspace engine');
  await isTicked('model', /Choose a model/);
});

test('any command ticks the third, and says what it lacks', async () => {
  await openStep(/Try a command/);
  await press('Explain');
  const message = session.page.locator('.notification-toast', { hasText: /Inkling/ });
  await message.first().waitFor();
  await isTicked('command', /Try a command/);
  await session.shot('first-minute-command');
});

test('the reasons tick the last one', async () => {
  await openStep(/See the reasons/);
  await press('Why?');
  await session.page.keyboard.press('Escape');
  await isTicked('why', /See the reasons/);
  await session.shot('first-minute-done');
  assert.deepEqual((await ticked()).sort(), ['command', 'model', 'type', 'why']);
});

test('the same in every kind of theme, for people to look at', async () => {
  const classes = { dark: '.vs-dark', contrast: '.hc-black', light: '.vs' };
  for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
    await chooseTheme(session.page, theme);
    await session.page.locator(`.monaco-workbench${classes[theme]}`).first().waitFor();
    await openStep(/take a suggestion/);
    await session.shot(`first-minute-${theme}`);
  }
});

test('tests for a function: written, previewed, applied, run', async () => {
  const { page } = session;
  await openFile(page, 'cart.js');
  await runCommand(page, 'Inkling: Write Tests');
  await page.locator(QUICK_ROW, { hasText: 'node:test' }).click();
  await page
    .locator('.quick-input-widget', { hasText: 'with node:test, into src/cart.test.js' })
    .waitFor();
  await page.keyboard.press('Enter');
  await applicable(page);
  await session.shot('first-minute-tests');
  await page.keyboard.press('Control+Enter');
  const offer = page.locator('.notification-toast', { hasText: '1 test in src/cart.test.js' });
  await offer.locator('.monaco-button', { hasText: 'Run' }).first().click();
  await page.locator('.notification-toast', { hasText: '1 test passed' }).waitFor();
  assert.equal(readFileSync(path.join(session.folder, 'src', 'cart.test.js'), 'utf8'), TESTS);
});

test('what it cost is seen, in every kind of theme', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Usage');
  const view = await viewWith(page, '#totals');
  await view.locator('#by').selectOption('model');
  await view.locator('tbody tr', { hasText: CHAT_MODEL }).waitFor();
  for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
    await useTheme(page, view, theme);
    await session.shot(`first-minute-usage-${theme}`);
  }
});
