// Bad input that no other test brings: each ends in a state that can be seen, with a clear message, and nothing is lost.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { gate, onDisk, run, type Scripted, scripted, until } from './scripted.ts';

const CODE = 'function one() {\n  return 1;\n}\n';
const ANSWER = 'I do it.\n\n```js\nfunction one() {\n  return 11;\n}\n```\n';

/** A file of the workspace with its function selected; gone afterwards. */
async function withFile(
  name: string,
  content: string,
  work: (script: Scripted, document: vscode.TextDocument) => Promise<void>,
  model?: string,
): Promise<void> {
  await scripted(async script => {
    writeFileSync(onDisk(name), content);
    try {
      const document = await vscode.workspace.openTextDocument(onDisk(name));
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(0, 0, 2, 1);
      await work(script, document);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      rmSync(onDisk(name), { force: true });
    }
  }, model);
}

export const endingTests: Record<string, () => Promise<void>> = {
  'a file that is deleted while its rewrite streams: what it held and what was written are in the editor':
    () =>
      withFile('deleted.js', CODE, async (script, document) => {
        const wait = gate();
        script.answers = () => [ANSWER.slice(0, 30), { until: wait.opened }, ANSWER.slice(30)];
        const running = run('implement');
        await until('asked', () => script.server.asked.length === 1);
        rmSync(onDisk('deleted.js'));
        wait.open();
        await running;
        await run('apply');
        assert.equal(document.getText(), CODE.replace('1;', '11;'));
        assert.deepEqual(script.messages, []);
        await vscode.window.showTextDocument(document);
        await document.save();
        assert.equal(readFileSync(onDisk('deleted.js'), 'utf8'), CODE.replace('1;', '11;'));
      }),

  'a byte order mark and the file’s encoding stay': () =>
    withFile('marked.js', `\ufeff${CODE}`, async (script, document) => {
      script.answers = () => [ANSWER];
      await run('implement');
      await run('apply');
      await document.save();
      assert.equal(readFileSync(onDisk('marked.js'), 'utf8'), `\ufeff${CODE.replace('1;', '11;')}`);
    }),

  'the whole file, with the cursor on the line below it': () =>
    withFile('whole.js', CODE, async (script, document) => {
      script.answers = () => [ANSWER];
      await vscode.commands.executeCommand('editor.action.selectAll');
      await run('implement');
      await run('apply');
      assert.equal(document.getText(), CODE.replace('1;', '11;'));
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), CODE);
    }),

  'Apply Change at the Cursor where there is none': () =>
    withFile('nohunk.js', `${CODE}\n\n// far away\n`, async (script, document) => {
      script.answers = () => [ANSWER];
      await run('implement');
      await until(
        'the preview',
        () => vscode.window.activeTextEditor?.document.uri.scheme === 'inkling-preview',
      );
      const preview = vscode.window.activeTextEditor;
      assert.ok(preview);
      preview.selection = new vscode.Selection(5, 0, 5, 0);
      await run('applyPart');
      assert.deepEqual(script.codes(), ['EDIT-NOHUNK']);
      assert.equal(document.getText(), `${CODE}\n\n// far away\n`);
      await run('reject');
    }),

  'Document in a language without a grammar; no file chosen to edit': () =>
    withFile('plain.txt', CODE, async script => {
      await run('document');
      assert.deepEqual(script.codes(), ['DOC-SYNTAX']);
      const { showQuickPick } = vscode.window;
      vscode.window.showQuickPick = async () => [] as never;
      script.messages.length = 0;
      try {
        await run('editFiles');
      } finally {
        Object.assign(vscode.window, { showQuickPick });
      }
      assert.deepEqual([script.codes(), script.server.asked], [['DOC-FILES'], []]);
    }),

  'a request that costs is told of with its price before it is sent': () =>
    withFile(
      'costs.js',
      `function one() {\n${'  step(12345678);\n'.repeat(2500)}}\n`,
      async script => {
        script.press = false;
        await vscode.commands.executeCommand('editor.action.selectAll');
        await run('explain');
        assert.match(
          script.messages[0] ?? '',
          /^About \d\d,\d{3} tokens go to gpt-4\.1 on 127\.0\.0\.1:\d+\. That costs up to \$0\.\d\d\.$/,
        );
        assert.equal(script.server.asked.length, 0);
      },
      'gpt-4.1',
    ),

  'a framework that is not installed: nothing is run, and that is said with its remedy': () =>
    withFile('package-of-tests.js', CODE, async script => {
      const manifest = onDisk('package.json');
      const old = readFileSync(manifest, 'utf8');
      writeFileSync(
        manifest,
        JSON.stringify({ name: 'x', type: 'module', devDependencies: { vitest: '1.0.0' } }),
      );
      writeFileSync(onDisk('cart.js'), 'export function half(a) {\n  return a / 2;\n}\n');
      script.answers = () => [
        "I test it.\n\n```js\nimport { expect, test } from 'vitest';\nimport { half } from './cart.js';\n\ntest('halves', () => {\n  expect(half(4)).toBe(2);\n});\n```\n",
      ];
      script.press = 'Run';
      try {
        const source = await vscode.workspace.openTextDocument(onDisk('cart.js'));
        const editor = await vscode.window.showTextDocument(source);
        editor.selection = new vscode.Selection(0, 20, 0, 20);
        const writing = run('writeTests');
        await until('asked', async () => {
          await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
          return script.server.asked.length === 1;
        });
        await writing;
        await run('apply');
        await until('told', () => script.codes().includes('RUN-MISSING'));
        assert.match(
          script.messages.at(-1) ?? '',
          /^Inkling: Nothing was run\. vitest is not installed\. Run npm install first\. \(RUN-MISSING\)$/,
        );
      } finally {
        writeFileSync(manifest, old);
        for (const name of ['cart.js', 'cart.test.js'])
          if (existsSync(onDisk(name))) rmSync(onDisk(name));
      }
    }),
};
