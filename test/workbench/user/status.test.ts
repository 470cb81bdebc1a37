// The status bar: every state says itself to eyes and to screen readers, and its menu leads everywhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SCRIPTED_MODEL, type ScriptedModel, scriptedModel } from '../../support/scriptedModel.ts';
import { QUICK_ROW, runCommand, statusText, typeAtOnce, until } from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

let session: Session;
let model: ScriptedModel;

before(async () => {
  model = await scriptedModel({ 'const slow = ': [[3000, 'kiwi;\n']] });
  session = await openSession({
    settings: { 'inkling.completion.model': { endpoint: model.base, model: SCRIPTED_MODEL } },
  });
  await says(/Ready: ghost text from starcoder2-3b/);
});
after(async () => {
  await session?.shot('88-status-last');
  await session?.close();
  await model?.[Symbol.asyncDispose]();
});

/** Waits until the item's text for screen readers is so. */
function says(state: RegExp): Promise<string> {
  return until(`${state}`, async () => {
    const [, label = ''] = (await statusText(session.page)).split(' | ');
    return state.test(label) ? label : undefined;
  });
}

test('thinking, while a model takes its time, and then no more', async () => {
  await session.openNew('slow.ts', '');
  await typeAtOnce(session.page, 'const slow = ');
  await says(/^Inkling: Thinking/);
  await session.shot('84-status-thinking');
  await says(/^Inkling: Ready/);
});

test('paused, and on again', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Snooze');
  await page.locator(QUICK_ROW, { hasText: '5 minutes' }).first().click();
  await says(/^Inkling: Paused until/);
  await runCommand(page, 'Inkling: Resume');
  await says(/^Inkling: Ready/);
});

test('off here', async () => {
  await runCommand(session.page, 'Inkling: Turn On or Off in This Folder');
  await says(/^Inkling: Off for this language or folder/);
  await runCommand(session.page, 'Inkling: Turn On or Off in This Folder');
  await says(/^Inkling: Ready/);
});

test('its menu: on and off, snooze, model, doctor, reasons, usage, settings', async () => {
  const { page } = session;
  await page.locator('.statusbar-item[id*="inkling"] a').first().click();
  await page.locator(QUICK_ROW).first().waitFor();
  await session.shot('85-status-menu');
  const rows = (await page.locator(QUICK_ROW).allTextContents()).join('\n');
  for (const wanted of [
    /Turn off for typescript/,
    /Turn off in folder/,
    /Snooze/,
    /Choose model/,
    /Test connection/,
    /Why\?/,
    /Usage/,
    /Settings/,
  ]) {
    assert.match(rows, wanted);
  }
  await page.keyboard.press('Escape');
});

test('a server that is gone: a problem with its code, told once', async () => {
  const { page } = session;
  await model[Symbol.asyncDispose]();
  await session.openNew('gone.ts', '');
  await typeAtOnce(page, 'const gone = ');
  await says(/NET-REFUSED/);
  await session.shot('86-status-problem');
});
