// Keys that a person can predict: Tab gives way to snippets, the suggest widget and indentation; in a Vim ghost text is for insert mode; who else wants our keys is listed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { SCRIPTED_MODEL, type ScriptedModel, scriptedModel } from '../../support/scriptedModel.ts';
import {
  ghostText,
  noGhostText,
  QUICK_ROW,
  runCommand,
  save,
  statusText,
  type,
  until,
} from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
let session: Session;
let model: ScriptedModel;

before(async () => {
  model = await scriptedModel({
    mone: [[20, 'yBag;']],
    quan: [[20, 'tityOfAll;']],
    'ul>li': [[20, '.entry']],
    'start:\n': [[20, '    indented();']],
  });
  const fixture = (name: string): string => path.join(ROOT, 'test', 'fixtures', name);
  session = await openSession({
    extensions: [ROOT, fixture('vim'), fixture('completer')],
    settings: {
      'inkling.completion.model': { endpoint: model.base, model: SCRIPTED_MODEL },
      'editor.wordBasedSuggestions': 'currentDocument',
      'editor.inlineSuggest.suppressInSnippetMode': false, // else VS Code shows nothing there
      'emmet.triggerExpansionOnTab': true,
      'emmet.showExpandedAbbreviation': 'never', // else a list of it is in the way of ghost text
      'editor.tabSize': 4,
      'editor.detectIndentation': false,
    },
  });
  await ready();
});
after(async () => {
  await session?.close();
  await model?.[Symbol.asyncDispose]();
});

function ready(): Promise<boolean> {
  return until('the model is open', async () =>
    (await statusText(session.page)).includes(SCRIPTED_MODEL),
  );
}

async function saved(name: string): Promise<string> {
  await save(session.page);
  return readFileSync(path.join(session.folder, name), 'utf8');
}

test('another extension with ghost text is told of once, and never again', async () => {
  const { page } = session;
  const notice = page.locator('.notification-toast', { hasText: 'offers ghost text too' });
  await notice.waitFor();
  assert.match((await notice.textContent()) ?? '', /Tabby/);
  await session.shot('95-another-completer');
  await page.reload();
  await page.locator('.statusbar-item[id*="inkling"]').first().waitFor({ timeout: 60_000 });
  await ready();
  assert.equal(await notice.count(), 0);
});

test('in a snippet Tab goes to the next placeholder, though something is suggested', async () => {
  const { page } = session;
  await session.openNew('snippet.txt.js', '\n');
  await runCommand(page, 'Fixture: Insert a Snippet');
  await page.locator('.view-line', { hasText: 'call(first' }).waitFor();
  await type(page, 'mone');
  assert.equal(await ghostText(page), 'yBag;');
  await session.shot('96-tab-in-a-snippet');
  await page.keyboard.press('Tab');
  await type(page, 'x');
  assert.equal(await saved('snippet.txt.js'), '\ncall(mone, x)');
});

test('with the suggest widget open Tab takes its entry', async () => {
  const { page } = session;
  await session.openNew('widget.js', 'const quantum = 1;\n');
  await type(page, 'quan');
  assert.equal(await ghostText(page), 'tityOfAll;');
  await page.keyboard.press('Control+Space');
  await page
    .locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'quantum' })
    .waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  assert.equal(await saved('widget.js'), 'const quantum = 1;\nquantum');
});

test('where the suggestion begins with indentation Tab indents, and the next Tab takes it', async () => {
  const { page } = session;
  await session.openNew('indent.js', 'start:\n');
  await page.keyboard.press('Alt+\\');
  assert.match(await ghostText(page), /^ {4}indented/);
  await page.keyboard.press('Tab');
  await until('the line is indented', async () => (await ghostText(page)) === 'indented();');
  assert.equal(await saved('indent.js'), 'start:\n    ');
  await page.keyboard.press('Tab');
  assert.equal(await saved('indent.js'), 'start:\n    indented();');
});

test('where Tab expands an Emmet abbreviation it does so, though something is suggested', async () => {
  const { page } = session;
  await session.openNew('page.html', '');
  await type(page, 'ul>li');
  assert.equal(await ghostText(page), '.entry');
  await page.keyboard.press('Tab');
  await until('it is expanded', async () => /<ul>\s*<li><\/li>/.test(await saved('page.html')));
  await page.keyboard.press('Escape');
});

test('Escape hides, and only that', async () => {
  const { page } = session;
  await session.openNew('escape.js', '');
  await type(page, 'mone');
  await ghostText(page);
  await page.keyboard.press('Escape');
  await noGhostText(page);
  assert.equal(await saved('escape.js'), 'mone');
});

/** Puts the Vim into a mode. */
async function vim(mode: 'Normal' | 'Insert'): Promise<void> {
  await runCommand(session.page, `Fixture: Vim ${mode} Mode`);
  await inMode(mode);
}

async function inMode(mode: string): Promise<void> {
  await session.page.locator('.statusbar-item', { hasText: `-- ${mode} --` }).waitFor();
}

test('in a Vim: nothing in normal mode; in insert mode Tab takes, and Escape is Vim’s', async () => {
  const { page } = session;
  await session.openNew('vim.js', '');
  await vim('Normal');
  const asked = model.asked.length;
  await type(page, 'mone', 250); // as a person does: the editor asks when nothing was typed for a moment
  await page.keyboard.press('Alt+\\');
  await runCommand(page, 'Inkling: Why, Briefly');
  await page.locator(QUICK_ROW, { hasText: 'Vim is not in insert mode' }).first().waitFor();
  await session.shot('97-vim-normal-mode');
  await page.keyboard.press('Escape');
  assert.equal(model.asked.length, asked);

  await vim('Insert');
  await type(page, '\nmone');
  assert.equal(await ghostText(page), 'yBag;');
  await page.keyboard.press('Tab');
  await noGhostText(page);
  await page.keyboard.press('Escape');
  await inMode('Normal');
  await type(page, '\nmone');
  assert.equal(await saved('vim.js'), 'mone\nmoneyBag;\nmone');
  assert.equal(await page.locator('.ghost-text').count(), 0);
  await runCommand(page, 'Fixture: Vim Off');
});

test('keys that another extension wants too are listed, and lead to the keybindings', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Check Keys');
  const rows = page.locator(QUICK_ROW);
  await rows.filter({ hasText: 'Tabby (fixture): Open Chat' }).first().waitFor();
  await session.shot('98-check-keys');
  const all = (await rows.allTextContents()).join('\n');
  assert.match(all, /Tab.*Tabby \(fixture\): Take It · the same key.*takes the suggestion/);
  assert.match(all, /Alt\+I.*Open Chat · its key begins ours.*Explain, Refactor Selection/);
  assert.doesNotMatch(all, /Escape.*Take It/);
  await rows.filter({ hasText: 'Take It' }).first().click();
  await page.locator('.keybindings-editor').waitFor();
  await page
    .locator('.keybindings-editor .monaco-list-row', { hasText: 'Take It' })
    .first()
    .waitFor();
  await session.shot('99-keybindings');
});

test('another completer is turned off for this workspace, after a question', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Check Keys');
  await page.locator(QUICK_ROW, { hasText: 'offers ghost text at the same places' }).click();
  const off = page.locator(QUICK_ROW, { hasText: 'Turn off its ghost text in this workspace' });
  await off.waitFor();
  assert.match((await off.textContent()) ?? '', /tabby\.inlineCompletion\.triggerMode: "manual"/);
  await off.click();
  const file = path.join(session.folder, '.vscode', 'settings.json');
  await until('it is written', async () => readFileSync(file, 'utf8').includes('"manual"'));
  await runCommand(page, 'Inkling: Check Keys');
  await page.locator(QUICK_ROW, { hasText: 'is silent here already' }).waitFor();
  await page.keyboard.press('Escape');
});

test('a profile tells what it changes, and changes that', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Choose Profile');
  const quiet = page.locator(QUICK_ROW, { hasText: 'Quiet' });
  await quiet.waitFor();
  assert.match((await quiet.textContent()) ?? '', /inkling\.confidence: "calm" → "cautious"/);
  await session.shot('100-profiles');
  await quiet.click();
  await until('it is so', async () => {
    await runCommand(page, 'Inkling: Choose Profile');
    await quiet.waitFor();
    const words = (await quiet.textContent()) ?? '';
    await page.keyboard.press('Escape');
    return words.includes('as it is now');
  });
});
