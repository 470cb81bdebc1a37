// A model's answer streams: what a user sees while it grows, while typing along, another way, and while it is taken in parts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type ScriptedModel, scriptedModel } from '../../support/scriptedModel.ts';
import {
  ghostNow,
  ghostText,
  noGhostText,
  QUICK_ROW,
  recordGhost,
  runCommand,
  save,
  type,
  typeAtOnce,
  until,
} from '../kit/gestures.ts';
import { openSessionWith, type Session } from './session.ts';

let session: Session;
let model: ScriptedModel;

before(async () => {
  model = await scriptedModel({
    'const along = q': [[900, 'uokka.length;\n']],
    'const apart = q': [
      [400, 'uokka'],
      [4000, '.length;\n'],
    ],
    'const apart = x': [[100, 'ylophon;\n']],
    'const parts = ': [
      [100, 'wombat.quokka(numbat);\n'],
      [20, 'const next = dingo;\n'],
      [20, 'const last = 3;\n'],
    ],
    'const hidden = ': [[100, 'kiwi.bird;\n']],
    'function zig()': [
      [100, ' {\n  const emu = 1;\n'],
      [500, '  const moa = emu + 1;\n'],
      [500, '  return moa;\n'],
      [500, '}\n'],
      [50, 'zig();\n'],
    ],
    'function lines()': [[50, ' {\n  const owl = 1;\n  use(owl);\n  return owl;\n}\n']],
    'function crlf()': [
      [50, ' {\n  const emu = 1;\n'],
      [100, '  return emu;\n'],
      [100, '}\n'],
    ],
    'const other = ': [[50, 'heron;\n']],
    'let long = 1;\n ': [
      [50, ' const ibis = 1;\n'],
      [50, '  const jay = 2;\n'],
      [50, '}\n'],
    ],
    'let long = 1;\n  ': [
      [50, 'const ibis = 1;\n'],
      [50, '  const jay = 2;\n'],
      [50, '}\n'],
    ],
  });
  session = await openSessionWith(model);
});
after(async () => {
  await session?.close();
  await model?.[Symbol.asyncDispose]();
});

test('typing along keeps the one question that is under way', async () => {
  const { page } = session;
  await session.openNew('along.ts', '');
  const askedBefore = model.asked.length;
  const seen = await recordGhost(page);
  await typeAtOnce(page, 'const along = q');
  await until('it is asked', async () => model.asked.length > askedBefore);
  await type(page, 'uo', 60);
  assert.equal(await ghostText(page), 'kka.length;');
  assert.deepEqual(await seen(), ['kka.length;']);
  const onTheWay = model.asked.filter(line => /^const along = q?u?o?$/.test(line));
  assert.deepEqual(onTheWay, ['const along = q']);
  await page.keyboard.press('Tab');
  await page.locator('.view-line', { hasText: 'quokka.length;' }).first().waitFor();
});

test('typing another way ends the question, and the server is told', async () => {
  const { page } = session;
  await session.openNew('apart.ts', '');
  const before = model.aborted;
  const seen = await recordGhost(page);
  await typeAtOnce(page, 'const apart = q');
  await until('it is asked', async () => model.asked.some(line => line.endsWith('apart = q')));
  await page.keyboard.press('Backspace');
  await typeAtOnce(page, 'x');
  assert.equal(await ghostText(page), 'ylophon;');
  await session.shot('68-another-way');
  assert.deepEqual(await seen(), ['ylophon;']);
  await until('the server is told', async () => model.aborted > before);
});

test('word by word, then the rest; the next line is there at once', async () => {
  const { page } = session;
  await session.openNew('parts.ts', '');
  await typeAtOnce(page, 'const parts = ');
  await until('the line', async () => (await ghostNow(page)) === 'wombat.quokka(numbat);');
  const asked = model.asked.length;
  await page.keyboard.press('Control+ArrowRight');
  await until('the rest', async () => (await ghostNow(page)) === '.quokka(numbat);');
  await session.shot('62-word-taken');
  await page.keyboard.press('Tab');
  await until('the next line', async () => (await ghostNow(page)).includes('const next = dingo;'));
  await session.shot('63-next-line');
  assert.equal(model.asked.length, asked);
  await page.keyboard.press('Tab');
  await page.locator('.view-line', { hasText: 'const next = dingo;' }).first().waitFor();
});

test('Escape hides it, and what still streams does not bring it back', async () => {
  const { page } = session;
  await session.openNew('hidden.ts', '');
  const seen = await recordGhost(page);
  await typeAtOnce(page, 'const hidden = ');
  assert.equal(await ghostText(page), 'kiwi.bird;');
  await page.keyboard.press('Escape');
  await noGhostText(page);
  await session.shot('69-hidden');
  await type(page, 'k');
  await runCommand(page, 'Inkling: Why, Briefly');
  await page.locator(QUICK_ROW, { hasText: 'hidden' }).first().waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await ghostNow(page), '');
  assert.deepEqual(await seen(), ['kiwi.bird;', '']);
});

test('a block grows on the screen line by line while it streams, without a flicker', async () => {
  const { page } = session;
  await session.openNew('grows.ts', '');
  const seen = await recordGhost(page);
  await typeAtOnce(page, 'function zig() {');
  await until('the first line', async () => (await ghostNow(page)).includes('emu = 1'));
  await session.shot('64-growing');
  await until('all of it', async () => (await ghostNow(page)).includes('return moa;'));
  await session.shot('65-grown');
  const history = await seen();
  for (const [k, text] of history.entries()) assert.ok(text.startsWith(history[k - 1] ?? ''), text);
  assert.ok(history.length >= 3, JSON.stringify(history));
  await page.keyboard.press('Tab');
  await noGhostText(page);
  await save(page);
  const written = 'function zig() {\n  const emu = 1;\n  const moa = emu + 1;\n  return moa;\n}';
  assert.equal(readFileSync(path.join(session.folder, 'grows.ts'), 'utf8'), written);
});

test('a block is taken line by line, and the rest of it stays', async () => {
  const { page } = session;
  await session.openNew('lines.ts', '');
  await typeAtOnce(page, 'function lines() {');
  await until('all of it', async () => (await ghostNow(page)).includes('return owl;'));
  await page.keyboard.press('Control+Alt+ArrowRight'); // takes the line end alone
  await page.keyboard.press('Control+Alt+ArrowRight');
  await until('a line less', async () => {
    const now = await ghostNow(page);
    return !now.includes('owl = 1') && now.includes('use(owl);') && now.includes('return owl;');
  });
  await session.shot('70-line-taken');
  await page.keyboard.press('Control+Alt+ArrowRight');
  await until('two lines less', async () => (await ghostNow(page)).trim() === 'return owl;');
  await page.keyboard.press('Tab');
  await noGhostText(page);
  await save(page);
  assert.equal(
    readFileSync(path.join(session.folder, 'lines.ts'), 'utf8'),
    'function lines() {\n  const owl = 1;\n  use(owl);\n  return owl;\n}',
  );
});

test('several lines in a CRLF file: every line end is the file’s own, byte for byte', async () => {
  const { page } = session;
  await session.openNew('crlf.ts', 'const first = 1;\r\n');
  await typeAtOnce(page, 'function crlf() {');
  await until('all of it', async () => (await ghostNow(page)).includes('return emu;'));
  await page.keyboard.press('Tab');
  await noGhostText(page);
  await save(page);
  assert.equal(
    readFileSync(path.join(session.folder, 'crlf.ts'), 'utf8'),
    'const first = 1;\r\nfunction crlf() {\r\n  const emu = 1;\r\n  return emu;\r\n}',
  );
});

test('the key for a long one: all up to the end of the block, in place of the line', async () => {
  const { page } = session;
  await session.openNew('piece.ts', 'function long() {\n  let long = 1;\n\n}\n');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await typeAtOnce(page, '  ');
  await until('a line', async () => (await ghostNow(page)).includes('ibis = 1;'));
  assert.doesNotMatch(await ghostNow(page), /jay/);
  await page.keyboard.press('Alt+Shift+\\');
  await until('all of it', async () => (await ghostNow(page)).includes('jay = 2;')).finally(() =>
    session.shot('66-long'),
  );
  await page.keyboard.press('Tab');
  await noGhostText(page);
  await save(page);
  assert.equal(
    readFileSync(path.join(session.folder, 'piece.ts'), 'utf8'),
    'function long() {\n  let long = 1;\n  const ibis = 1;\n  const jay = 2;\n}\n',
  );
});

test('the key that asks, on a suggestion: others, one after the other, and back', async () => {
  const { page } = session;
  await session.openNew('other.ts', '');
  await typeAtOnce(page, 'const other = ');
  await until('the first', async () => (await ghostNow(page)) === 'heron;');
  model.vary('const other = ', ['heron;\n', 'egret;\n', 'stork;\n']);
  await page.keyboard.press('Alt+\\');
  assert.deepEqual([await another('Alt+]'), await another('Alt+]')], ['egret;', 'stork;']);
  assert.deepEqual([await another('Alt+]'), await another('Alt+]')], ['heron;', 'egret;']);
  assert.deepEqual([await another('Alt+['), await another('Alt+]')], ['heron;', 'egret;']);
  await session.shot('67-another');
  await page.keyboard.press('Tab');
  await page.locator('.view-line', { hasText: 'const other = egret;' }).first().waitFor();
});

/** Presses a key until another suggestion stands there. */
async function another(key: string): Promise<string> {
  const { page } = session;
  const before = await ghostNow(page);
  return until('another', async () => {
    await page.keyboard.press(key);
    await page.waitForTimeout(200); // the editor asks its providers first
    const now = await ghostNow(page);
    return now === before ? '' : now;
  });
}
