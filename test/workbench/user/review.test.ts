// A user reviews changes of a real git repository: rules and model in the Problems view, a fix as a diff, "not a problem", SARIF.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openFile, QUICK_ROW, runCommand, save, toast, until } from '../kit/gestures.ts';
import { openScriptedSession, type ScriptedSession } from './session.ts';

const OLD = `import https from 'node:https';

export function last(items) {
  return items[items.length - 1];
}
`;
const NEW = `${OLD}
export const agent = new https.Agent({ rejectUnauthorized: false });

export function average(items) {
  return items.reduce((sum, item) => sum + item, 0) / items.length;
}
`;

let session: ScriptedSession;

function gitIn(folder: string, ...args: string[]): void {
  const who = ['-c', 'user.name=n', '-c', 'user.email=e@x', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...args], { cwd: folder });
}

before(async () => {
  session = await openScriptedSession({
    prepare: folder => {
      writeFileSync(path.join(folder, 'net.js'), OLD);
      gitIn(folder, 'init', '--quiet');
      gitIn(folder, 'add', '.');
      gitIn(folder, 'commit', '--quiet', '-m', 'First');
      writeFileSync(path.join(folder, 'net.js'), NEW);
      writeFileSync(path.join(folder, 'logo.png'), Buffer.from([0, 1, 2, 3]));
    },
  });
});
after(() => session?.close());

const problem = (page: Page, text: string) =>
  page.locator('.markers-panel .monaco-list-row', { hasText: text });

async function review(page: Page, row: string): Promise<void> {
  await runCommand(page, 'Inkling: Review Changes');
  await page.locator(QUICK_ROW, { hasText: row }).first().click();
}

/** Opens the light bulb's menu at the cursor. It closes by itself when what the language server says of the file changes: then it is opened once more. */
async function actionAtCursor(page: Page, text: string) {
  const row = page.locator('.action-widget .monaco-list-row', { hasText: text });
  await until(text, async () => {
    await page.keyboard.press('Control+.');
    await row.waitFor({ timeout: 2000 });
    return true;
  });
  return row;
}

const FAULTS = [
  {
    path: 'net.js',
    line: 10,
    code: '  return items.reduce((sum, item) => sum + item, 0) / items.length;',
    cwe: 369,
    severity: 'medium',
    confidence: 'high',
    why: 'No items make it NaN.',
    remedy: 'Return 0 for no items.',
    fix: null,
  },
  {
    path: 'net.js',
    line: 4,
    code: '  return items[items.length - 1];',
    cwe: null,
    severity: 'high',
    confidence: 'high',
    why: 'This line is old.',
    remedy: 'Nothing.',
    fix: null,
  },
];

test('unstaged changes: rules and model, what is not proven is dropped, binary files are named', async () => {
  const { page } = session;
  session.answers = () => ['It adds two exports.\n\n```json\n', JSON.stringify(FAULTS), '\n```\n'];
  await review(page, 'Unstaged changes');
  await toast(page, '2 found, 1 of them severe').waitFor();
  await toast(page, 'Files that are no text: 1').waitFor();
  assert.match(session.server.asked.at(-1) ?? '', /\+ 7 export const agent/);
  await toast(page, '2 found').locator('.monaco-button', { hasText: 'Show Problems' }).click();
  await problem(page, 'Certificates are not checked').waitFor();
  await problem(page, 'No items make it NaN').waitFor();
  assert.equal(await problem(page, 'This line is old').count(), 0);
  await session.shot('70-review-problems');
});

test('a known fix is a diff, applied without a model', async () => {
  const { page } = session;
  const asked = session.server.asked.length;
  await problem(page, 'Certificates are not checked').click();
  await openFile(page, 'net.js');
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 7; line++) await page.keyboard.press('ArrowDown');
  for (let character = 0; character < 45; character++) await page.keyboard.press('ArrowRight');
  const action = await actionAtCursor(page, 'Fix: Leave the check on');
  await session.shot('71-review-actions');
  await action.click();
  await page
    .locator('.monaco-diff-editor .modified .view-line', { hasText: 'rejectUnauthorized: true' })
    .first()
    .waitFor();
  await session.shot('72-review-fix');
  await page.keyboard.press('Control+Enter');
  await page.locator('.tab', { hasText: /^\w+: / }).waitFor({ state: 'detached' });
  await save(page);
  const fixed = readFileSync(path.join(session.folder, 'net.js'), 'utf8');
  assert.equal(fixed, NEW.replace('rejectUnauthorized: false', 'rejectUnauthorized: true'));
  assert.equal(session.server.asked.length, asked);
  await problem(page, 'Certificates are not checked').waitFor({ state: 'detached' });
});

test('"not a problem" is remembered, and can be forgotten; SARIF holds what is left', async () => {
  const { page } = session;
  await openFile(page, 'net.js');
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 10; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await (await actionAtCursor(page, 'Not a problem: model')).click();
  await problem(page, 'No items make it NaN').waitFor({ state: 'detached' });
  await review(page, 'Unstaged changes');
  await toast(page, 'nothing was found').waitFor();
  await review(page, 'Show again what is not a problem');
  await problem(page, 'No items make it NaN').waitFor();
  await runCommand(page, 'Inkling: Export Findings as SARIF');
  await page.locator('.quick-input-widget', { hasText: 'written to' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active[data-resource-name="inkling.sarif"]').waitFor();
  await session.shot('73-sarif');
  const log = JSON.parse(readFileSync(path.join(session.folder, 'inkling.sarif'), 'utf8'));
  assert.deepEqual(
    log.runs[0].results.map((result: { ruleId: string }) => result.ruleId),
    ['model'],
  );
});

test('a commit, a range that git does not know, prose instead of findings, and no git at all', async () => {
  const { page } = session;
  gitIn(session.folder, 'add', 'net.js');
  gitIn(session.folder, 'commit', '--quiet', '-m', 'Second');
  session.answers = () => ['Looks good to me!'];
  const range = async (text: string): Promise<void> => {
    await review(page, 'A range of commits');
    const box = page.locator('.quick-input-widget', { hasText: 'Which commits' });
    await box.locator('input').first().fill(text);
    await page.locator(QUICK_ROW, { hasText: text }).first().click();
  };
  await range('HEAD~1..HEAD');
  await toast(page, 'Answers that could not be read: 1').waitFor();
  await range('nowhere..HEAD');
  await toast(page, 'git does not know nowhere..HEAD').waitFor();
  await range('HEAD..HEAD');
  await toast(page, 'There is no change of text').waitFor();
  execFileSync('rm', ['-rf', path.join(session.folder, '.git')]);
  assert.ok(!existsSync(path.join(session.folder, '.git')));
  await runCommand(page, 'Inkling: Review Changes');
  await toast(page, 'This folder is in no git repository').waitFor();
  await session.shot('74-no-git');
});
