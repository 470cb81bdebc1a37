// A user compares the workspace engine with a model on the lines that the last commits wrote: who, how many for what it costs, and a report that can be read.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { SCRIPTED_MODEL, type ScriptedModel, scriptedModel } from '../../support/scriptedModel.ts';
import { QUICK_ROW, runCommand, until } from '../kit/gestures.ts';
import { openSessionWith, type Session } from './session.ts';

const FILES = ['orders', 'products', 'invoices', 'customers'];
const SLOWLY = 120;
const KNOWN = [
  '  const total = amounts.reduce((sum, amount) => sum + amount, 0);',
  "  return { amount: total, currency: 'EUR' };",
];
let session: Session;
let model: ScriptedModel;

/** The sample project with some commits, each of which writes a function that reads like those that are there. */
function withHistory(folder: string): void {
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=User', '-c', 'user.email=user@example.invalid'];
    execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' });
  };
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'Begin');
  for (const name of FILES) {
    const lines = [
      `export function ${name}Total(${name}: readonly Money[]): Money {`,
      `  const amounts = ${name}.map(one => one.amount);`,
      KNOWN[0],
      "  if (total < 0) throw new RangeError('negative');",
      KNOWN[1],
      '}',
    ];
    appendFileSync(path.join(folder, 'src', `${name}.ts`), `\n${lines.join('\n')}\n`);
    git('commit', '-q', '-a', '-m', `Add ${name}`);
  }
}

before(async () => {
  // the model knows two of the lines, wherever it is asked in them
  const script = Object.fromEntries(
    KNOWN.flatMap(line =>
      Array.from({ length: line.length - 5 }, (_, k) => {
        const at = line.length - 1 - k;
        return [line.slice(0, at), [[SLOWLY, `${line.slice(at)}\n`]] as const];
      }),
    ),
  );
  model = await scriptedModel(script);
  session = await openSessionWith(model, {
    prepare: withHistory,
    size: { width: 1600, height: 1000 },
  });
});
after(async () => {
  await session?.close();
  await model?.[Symbol.asyncDispose]();
});

/** From the command to the offer of how many places, with all who are set. */
async function begin(): Promise<void> {
  const { page } = session;
  await runCommand(page, 'Inkling: Compare Models on My Code');
  await page.locator(QUICK_ROW, { hasText: 'Workspace engine' }).first().waitFor();
  await page.locator(QUICK_ROW, { hasText: SCRIPTED_MODEL }).first().waitFor();
}

test('nothing is sent before the user has seen what it costs, and said yes', async () => {
  const { page } = session;
  const asked = model.asked.length;
  await begin();
  await session.shot('90-compare-who');
  await page.keyboard.press('Enter');
  const offer = page.locator(QUICK_ROW, { hasText: 'places' });
  await offer.first().waitFor();
  assert.match((await offer.allInnerTexts()).join('\n'), /starcoder2-3b: about [\d,]+ tokens/);
  await session.shot('91-compare-estimate');
  assert.equal(model.asked.length, asked);
  await page.keyboard.press('Escape');
});

test('the report: who was right how often, with intervals, times, tokens and examples', async () => {
  const { page } = session;
  await begin();
  await page.keyboard.press('Enter');
  await page.locator(QUICK_ROW, { hasText: 'places' }).last().click();
  const frame = page.frameLocator('iframe.webview').frameLocator('#active-frame');
  await frame.locator('h1', { hasText: 'Models on my code' }).waitFor({ timeout: 90_000 });
  const rows = await frame.locator('table').first().locator('tr').allInnerTexts();
  assert.equal(rows.length, 3, rows.join('\n'));
  assert.match(rows[1] ?? '', /Workspace engine\s+\d+\s+\d+\.\d %/);
  assert.match(rows[2] ?? '', /starcoder2-3b\s+\d+\s+(?!0\.0)\d+\.\d %.*\d+ \+ \d+/s);
  assert.match((await frame.locator('body').textContent()) ?? '', /written: /);
  await session.shot('92-compare-report');
  await frame.locator('pre').nth(5).scrollIntoViewIfNeeded();
  await session.shot('93-compare-examples');
});

test('cancelled, it shows what was compared until then', async () => {
  const { page } = session;
  const tabs = await page.locator('.tab').count();
  const asked = model.asked.length;
  await begin();
  await page.keyboard.press('Enter');
  await page.locator(QUICK_ROW, { hasText: 'places' }).last().click();
  await until('some were asked', async () => model.asked.length > asked + 3, 60_000);
  await page
    .locator('.notification-toast', { hasText: 'Comparing models' })
    .locator('.monaco-button', { hasText: 'Cancel' })
    .click();
  await until('another report', async () => (await page.locator('.tab').count()) > tabs);
  const frame = page.frameLocator('iframe.webview >> visible=true').frameLocator('#active-frame');
  await frame.locator('p', { hasText: 'It was ended before all' }).waitFor();
});
