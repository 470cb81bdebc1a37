// A model that another extension brings to VS Code, as Copilot does: chosen, and ghost text comes from it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { learned, QUICK_ROW, runCommand, statusText, until } from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
let session: Session;

before(async () => {
  session = await openSession({
    extensions: [ROOT, path.join(ROOT, 'test', 'fixtures', 'talker')],
  });
  await learned(session.page);
});
after(() => session?.close());

test('it is in the picker, and ghost text comes from it', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Choose Model');
  const row = page.locator(QUICK_ROW, { hasText: 'Talker One' }).first();
  await row.waitFor();
  await session.shot('30-vscode-models');
  await row.click();
  await until('the status bar names it', async () =>
    /Talker One|talker-1/.test(await statusText(page)),
  );

  assert.match(await session.ghostTextInHole(), /^ right/);
  await session.shot('32-ghost-text-from-vscode-model');
});
