// A user asks for feedback on a project's architecture: what is counted from its imports stands there before any model is asked.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { enter, openFile, runCommand } from '../kit/gestures.ts';
import { openScriptedSession, type ScriptedSession } from './session.ts';

let session: ScriptedSession;

before(async () => {
  session = await openScriptedSession({
    prepare: folder =>
      writeFileSync(
        path.join(folder, 'src', 'errors.ts'),
        "import { totalOf } from './orders.ts';\nexport class OutOfStockError extends Error {}\nexport const zero = totalOf;\n",
      ),
  });
  session.answers = question =>
    question.includes('split the service')
      ? ['Move `src/products.ts` first.']
      : [
          'It is a **layered** domain: `src/money.ts` carries all, src/orders.ts:24 is the service.',
        ];
});
after(() => session?.close());

test('facts first, then the model, with links to files, and a follow-up', async () => {
  const { page } = session;
  await openFile(page, 'orders.ts');
  await runCommand(page, 'Inkling: Architecture Feedback');
  const view = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await view.locator('h2', { hasText: 'Cycles' }).waitFor();
  await view
    .locator('li', { hasText: /orders\.ts → src\/errors\.ts/ })
    .first()
    .waitFor();
  await session.shot('90-architecture-facts');
  assert.equal(session.server.asked.length, 0, 'no model was asked yet');
  await enter(page, /What do you want to know/, '');
  await view.locator('strong', { hasText: 'layered' }).waitFor();
  await session.shot('91-architecture');
  const asked = session.server.asked.at(-1) ?? '';
  assert.match(asked, /src 8[\s\S]*The manifest package\.json[\s\S]*## Most depended on/);
  assert.doesNotMatch(asked, /addMoney\(total/, 'no code goes along');
  await runCommand(page, 'Inkling: Follow Up');
  await enter(page, /What else do you want to know/, 'how would I split the service?');
  await view.locator('code', { hasText: 'src/products.ts' }).last().waitFor();
  assert.match(session.server.asked.at(-1) ?? '', /assistant: It is a \*\*layered\*\*/);
  await session.shot('92-architecture-follow-up');
  await view.locator('a', { hasText: 'src/orders.ts:24' }).click();
  await page.locator('.statusbar-item', { hasText: 'Ln 24,' }).first().waitFor();
});
