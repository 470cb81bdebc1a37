// Runs inside the extension host, through VS Code's own API. Loaded as it is: the host's Node reads TypeScript.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { commandTests } from './commands.ts';
import { endingTests } from './endings.ts';
import { excludesLinks } from './exclusions.ts';
import { faultTests } from './faults.ts';
import { filesTests } from './filesCommands.ts';
import { meaningTests } from './meaning.ts';
import { opensForTask } from './openForTask.ts';
import { standInTests } from './standIns.ts';

const tests: Record<string, () => Promise<void>> = {
  async 'activates, and contributes what its manifest says'() {
    const extension = vscode.extensions.getExtension('inkling.inkling');
    assert.ok(extension);
    await extension.activate();
    const commands = await vscode.commands.getCommands(true);
    for (const { command } of extension.packageJSON.contributes.commands) {
      assert.ok(commands.includes(command), command);
    }
  },

  async 'a suggestion that is asked for can be accepted'() {
    const document = await openAndType('export function addMoney(left: Money, ri');
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await until('accepted', async () => {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      return document.getText().includes('right: Money');
    });
  },

  async 'off for a language: nothing is offered'() {
    const settings = vscode.workspace.getConfiguration('inkling');
    await settings.update('enable', { typescript: false }, vscode.ConfigurationTarget.Global);
    try {
      const document = await openAndType('export function addMoney(left: Money, ri');
      await new Promise(resolve => setTimeout(resolve, 500));
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      assert.equal(document.getText(), 'export function addMoney(left: Money, ri');
    } finally {
      await settings.update('enable', undefined, vscode.ConfigurationTarget.Global);
    }
  },

  async 'an empty and an untitled document do no harm'() {
    const document = await vscode.workspace.openTextDocument({ content: '', language: 'python' });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    assert.equal(document.getText(), '');
  },

  'a command gets the model of its role, which is counted, and asked again after a moment':
    opensForTask,

  'a link to an excluded file is excluded too': excludesLinks,
  ...commandTests,
  ...filesTests,
  ...endingTests,
  ...meaningTests,
  ...faultTests,
  ...standInTests,
};

async function openAndType(text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: '' });
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('type', { text });
  // the editor closes brackets by itself: only what was typed shall stand there
  const end = document.positionAt(document.getText().length);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text.slice(0, -1));
  await vscode.workspace.applyEdit(edit);
  const cursor = document.positionAt(text.length - 1);
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined) editor.selection = new vscode.Selection(cursor, cursor);
  await vscode.commands.executeCommand('type', { text: text.slice(-1) });
  return document;
}

async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** The entry that VS Code calls. */
export async function run(): Promise<void> {
  let passed = 0;
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      passed++;
      console.log(`ok - ${name}`);
    } catch (error) {
      failed++;
      console.log(`not ok - ${name}\n${error instanceof Error ? error.stack : error}`);
    }
  }
  const results = process.env.INKLING_RESULTS;
  if (results !== undefined) writeFileSync(results, JSON.stringify({ passed, failed }));
  if (failed > 0) throw new Error(`${failed} failed`);
}
