// `Inkling: Why?` as a user meets it: what is told of a decision, by mouse and keyboard, in every kind of theme, and to a screen reader.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { type ScriptedModel, scriptedModel } from '../../support/scriptedModel.ts';
import {
  ghostText,
  noGhostText,
  QUICK_ROW,
  runCommand,
  type,
  typeAtOnce,
  until,
} from '../kit/gestures.ts';
import { seriousIn, THEMES, useTheme, viewWith } from '../kit/views.ts';
import { openSessionWith, type Session } from './session.ts';

const SECRET = 'sk-0123456789abcdefghijklmnop';
let session: Session;
let model: ScriptedModel;

before(async () => {
  model = await scriptedModel({ 'const bird = ': [[100, 'kiwi.bird;\n']] });
  session = await openSessionWith(model);
});
after(async () => {
  await session?.shot('79-why-last');
  await session?.close();
  await model?.[Symbol.asyncDispose]();
});

const told = async (view: Frame): Promise<string> =>
  (await view.locator('#details').textContent()) ?? '';

async function openWhy(): Promise<Frame> {
  await runCommand(session.page, 'Inkling: Why?');
  const view = await viewWith(session.page, '#decisions');
  await until('it has the focus', () => view.evaluate('document.hasFocus()'));
  return view;
}

test('a shown line: from whom, what was sent, and the secret in it hidden', async () => {
  const { page } = session;
  await session.openNew('bird.ts', `const apiKey = "${SECRET}";\n`);
  await typeAtOnce(page, 'const bird = ');
  assert.equal(await ghostText(page), 'kiwi.bird;');
  const view = await openWhy();
  const text = await until('its receipt', async () => {
    await view.locator('#decisions [role=option]').last().click();
    await view.locator('#decisions [role=option]', { hasText: 'kiwi.bird;' }).first().click();
    await view.locator('#details h2', { hasText: 'kiwi.bird;' }).waitFor();
    const now = await told(view);
    return /First text/.test(now) ? now : '';
  });
  assert.match(text, /Text from.*starcoder2-3b/);
  assert.match(text, /Secrets hidden around the cursor: 1/);
  assert.equal(await view.locator('mark.hidden').first().textContent(), 'REDACTED');
  assert.ok(!text.includes(SECRET));
  await session.shot('70-why-shown');
});

test('the report has rules and figures, and neither code nor names', async () => {
  const view = await openWhy();
  await view.getByRole('button', { name: 'Copy Report' }).click();
  const report = await until('the report in the clipboard', async () => {
    const text = await session.page.evaluate<string>('navigator.clipboard.readText()');
    return text.startsWith('Inkling') ? text : '';
  });
  assert.match(report, /^tidy: fits, [\d.]+ ms$/m);
  assert.match(report, /1 secrets hidden/);
  assert.doesNotMatch(report, /kiwi|apiKey|bird\.ts|127\.0\.0\.1/);
});

test('silence: the rule, and a way to its setting', async () => {
  const { page } = session;
  await session.openNew('notes.txt', '');
  await type(page, 'word', 250); // as a person does: the editor asks when nothing was typed for a moment
  const view = await openWhy();
  await view.locator('#details h2', { hasText: 'off for this language' }).waitFor();
  await session.shot('71-why-silent');
  await view.getByRole('button', { name: 'inkling.enable' }).click();
  await page.locator('.settings-editor', { hasText: 'inkling.enable' }).first().waitFor();
});

test('by keyboard alone: down the list, into the details, and what would be sent', async () => {
  const { page } = session;
  await session.openNew('next.ts', 'const one = 1;\n');
  const view = await openWhy();
  const list = view.locator('#decisions');
  await list.focus();
  await page.keyboard.press('Home');
  const first = await list.getAttribute('aria-activedescendant');
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await list.getAttribute('aria-activedescendant'), first);
  await page.keyboard.press('Tab');
  assert.equal(await view.evaluate('document.activeElement.id'), 'details');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await view.evaluate('document.activeElement.id'), 'preview');
  await page.keyboard.press('Enter');
  await view.locator('#details h2', { hasText: 'What would be sent here' }).waitFor();
  assert.match(await told(view), /Nothing was sent now[\s\S]*const one = 1;/);
  assert.equal(model.asked.filter(line => line === '').length, 0);
  await session.shot('72-why-preview');
});

test('axe finds nothing serious, in light, dark and high contrast', async () => {
  const view = await openWhy();
  for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
    await useTheme(session.page, view, theme);
    await view.locator('#decisions').press('Home');
    await view.locator('#details dl').waitFor();
    await session.shot(`73-why-${theme}`);
    assert.deepEqual(await seriousIn(view), [], theme);
  }
});

test('the quick way, and from there to all of it', async () => {
  const { page } = session;
  await session.openNew('brief.ts', '');
  await typeAtOnce(page, 'const bird = ');
  await ghostText(page);
  await page.keyboard.press('Escape');
  await noGhostText(page);
  await runCommand(page, 'Inkling: Why, Briefly');
  await page.locator(QUICK_ROW, { hasText: 'kiwi.bird' }).first().click();
  await page.locator(QUICK_ROW, { hasText: 'All of it' }).first().click();
  await viewWith(page, '#decisions');
});
