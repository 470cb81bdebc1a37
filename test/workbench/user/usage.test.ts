// `Inkling: Usage` as a user meets it: what was counted, as charts and as a table, in every kind of theme; exported, and deleted.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { SCRIPTED_MODEL, type ScriptedModel, scriptedModel } from '../../support/scriptedModel.ts';
import { ghostText, noGhostText, runCommand, typeAtOnce, until } from '../kit/gestures.ts';
import { seriousIn, THEMES, useTheme, viewWith } from '../kit/views.ts';
import { openSessionWith, type Session } from './session.ts';

let session: Session;
let model: ScriptedModel;

before(async () => {
  model = await scriptedModel({ 'const bird = ': [[60, 'kiwi.bird;\n']] });
  session = await openSessionWith(model);
});
after(async () => {
  await session?.shot('89-usage-last');
  await session?.close();
  await model?.[Symbol.asyncDispose]();
});

async function openUsage(): Promise<Frame> {
  await runCommand(session.page, 'Inkling: Usage');
  return viewWith(session.page, '#totals');
}

/** What a column of the table says of the model. */
async function counted(view: Frame, column: string): Promise<string> {
  await view.locator('#by').selectOption('model');
  const texts = (selector: string): Promise<string[]> => view.locator(selector).allTextContents();
  const at = (await texts('thead th')).indexOf(column);
  assert.ok(at > 0, column);
  const row = view.locator('tbody tr', { hasText: SCRIPTED_MODEL });
  return (await row.locator('th, td').allTextContents())[at] ?? '';
}

test('a suggestion that was taken is counted: asked, offered, accepted, saved', async () => {
  const { page } = session;
  await session.openNew('bird.ts', '');
  await typeAtOnce(page, 'const bird = ');
  assert.equal(await ghostText(page), 'kiwi.bird;');
  await page.keyboard.press('Tab');
  await noGhostText(page);
  const view = await openUsage();
  await view.locator('#refresh').click();
  await view.locator('tbody tr').first().waitFor();
  assert.equal(await counted(view, 'Offered (inferred)'), '1');
  assert.equal(await counted(view, 'Accepted'), '1');
  assert.equal(await counted(view, 'Characters saved'), String('kiwi.bird;'.length - 1));
  assert.equal(await counted(view, 'Lines accepted'), '1');
  assert.notEqual(await counted(view, 'Requests'), '0');
  assert.notEqual(await counted(view, 'Tokens read'), '0');
  assert.equal(await counted(view, 'p95'), 'too few');
});

test('charts and a table of the same, by day, language and model; axe finds nothing serious in any theme', async () => {
  const view = await openUsage();
  for (const by of ['day', 'languageId', 'model']) {
    await view.locator('#by').selectOption(by);
    assert.equal(await view.locator('.chart canvas').count(), 6, by);
  }
  for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
    await useTheme(session.page, view, theme);
    await session.shot(`80-usage-${theme}`);
    assert.deepEqual(await seriousIn(view), [], theme);
  }
});

test('what is kept on this machine holds names and figures, and no text', async () => {
  const view = await openUsage();
  await view.locator('#refresh').click();
  const [file = ''] = await until('the file', async () => {
    const found = globSync('**/usage.json', { cwd: session.home });
    return found.length > 0 ? found : undefined;
  });
  const kept = readFileSync(path.join(session.home, file), 'utf8');
  assert.match(kept, /starcoder2-3b/);
  assert.doesNotMatch(kept, /kiwi|bird/);
});

test('exported where the user says', async () => {
  const { page } = session;
  const view = await openUsage();
  await view.getByRole('button', { name: 'Export CSV' }).click();
  const input = page.locator('.quick-input-widget input[type=text]').first();
  await until('the dialog', async () => (await input.inputValue()).endsWith('inkling-usage.csv'));
  await page.keyboard.press('Enter');
  const file = path.join(session.folder, 'inkling-usage.csv');
  await until('the file is written', async () => existsSync(file));
  const [head, ...rows] = readFileSync(file, 'utf8').trim().split('\r\n');
  assert.match(head ?? '', /^day,language,model,requests/);
  assert.ok(rows.some(row => /^\d{4}-\d\d-\d\d,typescript,starcoder2-3b,/.test(row)));
});

test('deleted when the user means it', async () => {
  const { page } = session;
  const view = await openUsage();
  await view.getByRole('button', { name: 'Delete' }).click();
  await page.locator('.monaco-dialog-box', { hasText: 'Delete all usage figures' }).waitFor();
  await session.shot('81-usage-delete');
  await page.locator('.monaco-dialog-box .monaco-button', { hasText: /^Delete$/ }).click();
  await view.locator('#empty:visible').waitFor();
  assert.equal(await view.locator('tbody tr').count(), 1, 'the sum alone');
});
