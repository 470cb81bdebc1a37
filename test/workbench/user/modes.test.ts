// How much is shown at once, and where: the modes and scopes that the user sets, on the screen.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import {
  SCRIPTED_MODEL,
  type Script,
  type ScriptedModel,
  scriptedModel,
} from '../../support/scriptedModel.ts';
import {
  ghostNow,
  ghostText,
  noGhostText,
  QUICK_ROW,
  runCommand,
  statusText,
  typeAtOnce,
  until,
} from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

let session: Session;
let model: ScriptedModel;

/** The model goes on so, also where it is asked from a few characters before the cursor. */
function goingOn(text: string, answer: string): Script {
  const cuts = [0, 1, 2, 3, 4, 5, 6, 7].map(cut => text.length - cut);
  return Object.fromEntries(
    cuts.map(cut => [text.slice(0, cut), [[50, text.slice(cut) + answer]]]),
  );
}

const HEAP = '1;\n  const jay = 2;\n  return jay;\n}\n';

before(async () => {
  model = await scriptedModel({
    ...goingOn('  let heap = ', HEAP),
    ...goingOn('// sort the it', 'ems by price,\n// the dearest first\nsort();\n'),
  });
  session = await openSession({
    settings: { 'inkling.completion.model': { endpoint: model.base, model: SCRIPTED_MODEL } },
  });
  await until('the model is open', async () =>
    (await statusText(session.page)).includes(SCRIPTED_MODEL),
  );
});
after(async () => {
  await session?.close();
  await model?.[Symbol.asyncDispose]();
});

/** Changes the user's settings; the window's title tells when they hold. */
async function set(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const file = path.join(session.home, 'data', 'User', 'settings.json');
  const title = JSON.stringify(settings);
  const all = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...all, ...settings, 'window.title': title }, null, 2));
  await until('the settings hold', async () => (await session.page.title()).endsWith(title));
}

/** What is shown in a function, after `let heap = `. */
async function shownInFunction(name: string): Promise<string> {
  await session.openNew(name, 'function heap() {\n');
  await typeAtOnce(session.page, '  let heap = ');
  return ghostText(session.page);
}

test('auto: the rest of the line, where the line is begun', async () => {
  await set({ 'inkling.mode': 'auto' });
  assert.equal(await shownInFunction('auto.ts'), '1;');
});

test('a line at a time: never the next one unasked', async () => {
  const { page } = session;
  await set({ 'inkling.mode': 'line' });
  assert.equal(await shownInFunction('line.ts'), '1;');
  await session.shot('110-mode-line');
  await page.keyboard.press('Tab');
  await page.locator('.view-line', { hasText: 'let heap = 1;' }).first().waitFor();
  await noGhostText(page);
  await runCommand(page, 'Inkling: Why, Briefly');
  await page.locator(QUICK_ROW, { hasText: 'This line is whole' }).first().waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await ghostNow(page), '');
});

test('a line with each Tab', async () => {
  const { page } = session;
  await set({ 'inkling.mode': 'lineByLine' });
  assert.equal(await shownInFunction('lineByLine.ts'), '1;');
  await page.keyboard.press('Tab');
  await until('the next line', async () => (await ghostNow(page)).trim() === 'const jay = 2;');
  await session.shot('111-mode-line-by-line');
  await page.keyboard.press('Tab');
  await until('and the next', async () => (await ghostNow(page)).trim() === 'return jay;');
});

test('a block: all up to its end', async () => {
  const { page } = session;
  await set({ 'inkling.mode': 'block' });
  await shownInFunction('block.ts');
  await until('all of it', async () => {
    const now = await ghostNow(page);
    return now.startsWith('1;') && now.includes('const jay = 2;') && now.includes('return jay;');
  });
  await session.shot('112-mode-block');
});

test('comments off: nothing in a comment, but where it is asked for by key', async () => {
  const { page } = session;
  await set({ 'inkling.mode': 'auto', 'inkling.scopes': { '*': { comment: 'off' } } });
  const asked = model.asked.length;
  await session.openNew('off.ts', '');
  await typeAtOnce(page, '// sort the it');
  await until('it is decided', async () => {
    await runCommand(page, 'Inkling: Why, Briefly');
    await page.locator('.quick-input-widget', { hasText: 'why was this shown' }).waitFor();
    const rows = await page.locator(QUICK_ROW, { hasText: 'off.ts' }).allTextContents();
    await page.keyboard.press('Escape');
    return /comment/i.test(rows[0] ?? '');
  });
  assert.equal(await ghostNow(page), '');
  assert.equal(model.asked.length, asked);
  await session.shot('113-comments-off');
  await page.keyboard.press('Alt+Backslash');
  assert.equal(await ghostText(page), 'ems by price,');
  await session.shot('114-comments-off-by-key');
});

test('comments in full: the lines of the comment, and not the code below', async () => {
  const { page } = session;
  await set({ 'inkling.scopes': { '*': { comment: 'full' } } });
  await session.openNew('full.ts', '');
  await typeAtOnce(page, '// sort the it');
  const whole = await until('both lines', async () => {
    const now = await ghostNow(page);
    return now.includes('the dearest first') ? now : '';
  });
  assert.ok(!whole.includes('sort();'), whole);
  await session.shot('115-comments-in-full');
});
