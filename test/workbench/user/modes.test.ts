// How much is shown at once, and where: the modes and scopes that the user sets, on the screen.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { type Script, type ScriptedModel, scriptedModel } from '../../support/scriptedModel.ts';
import { ghostNow, ghostText, QUICK_ROW, runCommand, typeAtOnce, until } from '../kit/gestures.ts';
import { openSessionWith, type Session } from './session.ts';

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
});
afterEach(async () => {
  await session?.close();
});
after(async () => {
  await model?.[Symbol.asyncDispose]();
});

async function openWith(settings: Readonly<Record<string, unknown>>): Promise<void> {
  session = await openSessionWith(model, { settings });
}

/** What is shown in a function, after `let heap = `. */
async function shownInFunction(): Promise<string> {
  await session.openNew('heap.ts', 'function heap() {\n');
  await typeAtOnce(session.page, '  let heap = ');
  return ghostText(session.page);
}

/** The rule that the newest decision tells. */
async function newestReason(words: string): Promise<void> {
  const { page } = session;
  await page.waitForTimeout(1000); // the list would take the question's place
  await runCommand(page, 'Inkling: Why, Briefly');
  await page.locator(QUICK_ROW, { hasText: words }).first().waitFor();
  await page.keyboard.press('Escape');
}

test('a line at a time, and never the next one unasked; comments off, but by key', async () => {
  await openWith({ 'inkling.mode': 'line', 'inkling.scopes': { '*': { comment: 'off' } } });
  const { page } = session;
  assert.equal(await shownInFunction(), '1;');
  await session.shot('110-mode-line');
  await page.keyboard.press('Tab');
  await page.locator('.view-line', { hasText: 'heap = 1;' }).first().waitFor();
  await newestReason('This line is whole');
  assert.equal(await ghostNow(page), '');

  const asked = model.asked.length;
  await session.openNew('off.ts', '');
  await typeAtOnce(page, '// sort the it');
  await newestReason('off.ts:1');
  assert.equal(await ghostNow(page), '');
  assert.equal(model.asked.length, asked);
  await session.shot('111-comments-off');
  await page.keyboard.press('Alt+Backslash');
  await until('the comment', async () => (await ghostNow(page)) === 'ems by price,');
  await session.shot('112-comments-off-by-key');
});

test('a line with each Tab', async () => {
  await openWith({ 'inkling.mode': 'lineByLine' });
  const { page } = session;
  assert.equal(await shownInFunction(), '1;');
  await page.keyboard.press('Tab');
  await until('the next line', async () => (await ghostNow(page)).trim() === 'const jay = 2;');
  await session.shot('113-mode-line-by-line');
  await page.keyboard.press('Tab');
  await until('and the next', async () => (await ghostNow(page)).trim() === 'return jay;');
});

test('a block: all up to its end; comments in full, without the code below', async () => {
  await openWith({ 'inkling.mode': 'block', 'inkling.scopes': { '*': { comment: 'full' } } });
  const { page } = session;
  await shownInFunction();
  await until('all of it', async () => {
    const now = await ghostNow(page);
    return ['1;', 'const jay = 2;', 'return jay;'].every(line => now.includes(line));
  });
  await session.shot('114-mode-block');

  await session.openNew('full.ts', '');
  await typeAtOnce(page, '// sort the it');
  const whole = await until('both lines', async () => {
    const now = await ghostNow(page);
    return now.includes('the dearest first') ? now : '';
  });
  assert.ok(!whole.includes('sort();'), whole);
  await session.shot('115-comments-in-full');
});
