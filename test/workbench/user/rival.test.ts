// F74: another extension offers ghost text at the same places. Ours is there all the same, can be taken, and the list of decisions tells which was ours.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import {
  ghostText,
  learned,
  QUICK_ROW,
  runCommand,
  save,
  typeAtOnce,
  until,
} from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const OURS = /^ght: Money/;
let session: Session;

before(async () => {
  session = await openSession({
    extensions: [ROOT, path.join(ROOT, 'test', 'fixtures', 'rival')],
  });
  await learned(session.page);
});
after(() => session?.close());

test('both are offered in turn; ours is taken; the decisions hold ours alone', async () => {
  const { page } = session;
  await session.openNew('both.ts', "import { type Money } from './src/money';\n\n");
  await typeAtOnce(page, 'export function addMoney(left: Money, ri');
  await until('ours is offered', async () => {
    const text = await ghostText(page);
    if (OURS.test(text)) return true;
    await page.keyboard.press('Alt+]');
    return false;
  });
  await session.shot('60-ours-beside-another');
  await page.keyboard.press('Alt+]');
  await until('the other one is offered', async () => (await ghostText(page)) === 'RIVAL WORDS');
  await page.keyboard.press('Alt+[');
  await until('ours is offered again', async () => OURS.test(await ghostText(page)));
  await page.keyboard.press('Tab');
  await save(page);
  const text = readFileSync(path.join(session.folder, 'both.ts'), 'utf8');
  assert.match(text, /left: Money, right: Money/);
  assert.doesNotMatch(text, /RIVAL/);

  await runCommand(page, 'Inkling: Why, Briefly');
  await page.locator(QUICK_ROW, { hasText: 'workspace engine' }).first().waitFor();
  await session.shot('61-decisions-are-ours');
  const rows = await page.locator(QUICK_ROW).allInnerTexts();
  assert.ok(
    rows.some(row => row.includes('ght: Money')),
    rows.join('\n'),
  );
  assert.doesNotMatch(rows.join('\n'), /RIVAL/);
});
