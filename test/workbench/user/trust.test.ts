// A folder that is not trusted: nothing of it is read, the open document still counts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ghostNow,
  ghostText,
  learned,
  openFile,
  statusText,
  type,
  until,
} from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

let session: Session;
before(async () => {
  session = await openSession({ trust: true });
});
after(() => session?.close());

test('untrusted: limited to the open document, and says so; trusted: learns at once', async () => {
  const { page } = session;
  const restricted = page.locator('.statusbar-item', { hasText: 'Restricted Mode' });
  await restricted.waitFor();
  await until('limited', async () => /not trusted/.test(await statusText(page)));

  await session.openNew(
    'own.ts',
    'const warehouseLocation = 1;\nreport(warehouseLocation);\nif (dry) report(warehouseLocation);\n',
  );
  await type(page, 'report(warehouseLoc');
  assert.match(await ghostText(page), /^ation/);
  await session.shot('07-untrusted');
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await type(page, 'const product = this.productRep');
  await page.waitForTimeout(400);
  assert.equal(await ghostNow(page), '', 'a name of another file');

  await restricted.click();
  await page
    .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
    .first()
    .click();
  await learned(page);
  await openFile(page, 'own.ts');
  await page.keyboard.press('Control+End');
  await type(page, 'o');
  assert.match(await ghostText(page), /^sitory/);
});
