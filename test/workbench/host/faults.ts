// Faults that VS Code itself has to bring about: a file that it keeps from extensions, documents that are closed, edits that it refuses or makes otherwise.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { gate, onDisk, run, type Scripted, scripted, until } from './scripted.ts';

const CODE = 'function one() {\n  return 1;\n}\n';
const NEW = 'I do it.\n\n```js\nfunction one() {\n  return 11;\n}\n```\n';

let opened = 0;

/** Code in a new document, with its function selected. Its name is used once: VS Code may still be closing one that had it before. */
async function open(selection = new vscode.Selection(0, 0, 2, 1)): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `fault${++opened}.js` });
  const document = await vscode.workspace.openTextDocument(uri);
  const made = new vscode.WorkspaceEdit();
  made.insert(uri, new vscode.Position(0, 0), CODE);
  assert.ok(await vscode.workspace.applyEdit(made));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  editor.selection = selection;
  return document;
}

const isPreviewed = (): boolean =>
  vscode.window.activeTextEditor?.document.uri.scheme === 'inkling-preview';

/** Closes a document as a user does who wants nothing of it. */
async function close(document: vscode.TextDocument, column?: vscode.ViewColumn): Promise<void> {
  await vscode.window.showTextDocument(document, column);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await until('closed', () => document.isClosed);
}

/** Presses Enter in every list that opens, until there is nothing more to wait for. */
async function enterUntil(what: string, look: () => boolean): Promise<void> {
  await until(what, async () => {
    if (!look())
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return look();
  });
}

/** Asks for an expression, does something while the model writes it, and inserts what comes. */
async function insertRegexAfter(
  script: Scripted,
  work: (document: vscode.TextDocument) => Promise<void>,
): Promise<vscode.TextDocument> {
  const wait = gate();
  script.answers = () => ['Digits.\n', { until: wait.opened }, '```js\n/\\d+/\n```\n'];
  const document = await open(new vscode.Selection(0, 0, 0, 0));
  let isDone = false;
  const running = run('regex').then(() => {
    isDone = true;
  });
  await enterUntil('asked', () => script.server.asked.length > 0);
  await work(document);
  wait.open();
  await enterUntil('inserted or told', () => isDone);
  await running;
  return document;
}

/** VS Code makes the next edit of ours, and something more with it. */
async function withStrangeEdit(more: vscode.Uri, work: () => Promise<void>): Promise<void> {
  const { applyEdit } = vscode.workspace;
  const strange: typeof applyEdit = (edit, ...rest) => {
    Object.assign(vscode.workspace, { applyEdit });
    edit.insert(more, new vscode.Position(0, 0), '// strange\n');
    return applyEdit(edit, ...rest);
  };
  Object.assign(vscode.workspace, { applyEdit: strange });
  try {
    await work();
  } finally {
    Object.assign(vscode.workspace, { applyEdit });
  }
}

/** Runs the work, and leaves nothing open. */
function alone(work: (script: Scripted) => Promise<void>): () => Promise<void> {
  return () =>
    scripted(async script => {
      script.answers = () => [NEW];
      try {
        await work(script);
      } finally {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        while (vscode.window.activeTextEditor !== undefined)
          await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      }
    });
}

export const faultTests: Record<string, () => Promise<void>> = {
  'DOC-BIG: a file of 54 MB, which VS Code shows and keeps from extensions': alone(
    async ({ codes, server }) => {
      const file = onDisk('big.js');
      const settings = vscode.workspace.getConfiguration('workbench');
      const name = 'editorLargeFileConfirmation';
      writeFileSync(file, `${'x'.repeat(99)}\n`.repeat(540_000));
      await settings.update(name, 1000, vscode.ConfigurationTarget.Global); // MB
      try {
        await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
        const { activeTabGroup } = vscode.window.tabGroups;
        await until('its tab', () => activeTabGroup.activeTab?.label === 'big.js');
        await run('explain');
        assert.deepEqual([codes(), server.asked], [['DOC-BIG'], []]);
      } finally {
        await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        rmSync(file);
      }
    },
  ),

  'DOC-CLOSED: the empty document that a translation is for is closed while its preview is looked at':
    alone(async script => {
      script.answers = () => ['So.\n\n```ts\nfunction one(): number {\n  return 1;\n}\n```\n'];
      const source = await open();
      const running = run('translate');
      await enterUntil('asked', () => script.server.asked.length > 0);
      await running;
      await until('the preview', isPreviewed);
      const { tabs, viewColumn } = vscode.window.tabGroups.activeTabGroup;
      const [uri] = tabs.flatMap(({ input }) =>
        input instanceof vscode.TabInputText && input.uri.scheme === 'untitled' ? [input.uri] : [],
      );
      assert.ok(uri, 'the empty document is beside its preview');
      await close(await vscode.workspace.openTextDocument(uri), viewColumn);
      await until('the preview again', isPreviewed);
      await run('apply');
      assert.deepEqual(script.codes(), ['DOC-CLOSED']);
      assert.ok(isPreviewed(), 'what was written can still be read');
      assert.equal(source.getText(), CODE);
    }),

  'DOC-CLOSED: the document goes while the user is asked whether to apply': alone(async script => {
    script.answers = () => [NEW.replace('11', '11\u202e')];
    const document = await open();
    await run('implement');
    await until('the preview', isPreviewed);
    const { showWarningMessage } = vscode.window;
    const closing = async (...asked: unknown[]): Promise<unknown> => {
      Object.assign(vscode.window, { showWarningMessage });
      await close(document);
      return (showWarningMessage as (...asked: unknown[]) => unknown)(...asked);
    };
    Object.assign(vscode.window, { showWarningMessage: closing });
    await run('apply');
    assert.match(script.messages[0] ?? '', /U\+202E/);
    assert.deepEqual(script.codes().slice(1), ['DOC-CLOSED']);
  }),

  'DOC-CLOSED: an expression whose document was closed while it was written': alone(
    async script => {
      await insertRegexAfter(script, close);
      assert.deepEqual(script.codes(), ['DOC-CLOSED']);
    },
  ),

  'EDIT-REFUSED: an expression whose document was made read-only while it was written': alone(
    async script => {
      const document = await insertRegexAfter(script, async () => {
        await vscode.commands.executeCommand(
          'workbench.action.files.setActiveEditorReadonlyInSession',
        );
      });
      assert.deepEqual([script.codes(), document.getText()], [['EDIT-REFUSED'], CODE]);
    },
  ),

  'EDIT-REFUSED: typed in the moment of applying': alone(async ({ codes }) => {
    const document = await open();
    await run('implement');
    await until('the preview', isPreviewed);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '// typed\n');
    const typed = vscode.workspace.applyEdit(edit);
    await run('apply');
    assert.ok(await typed);
    assert.deepEqual(codes(), ['EDIT-REFUSED']);
    assert.equal(document.getText(), `// typed\n${CODE}`);
    await run('apply');
    assert.equal(document.getText(), `// typed\n${CODE.replace('1;', '11;')}`);
  }),

  'EDIT-REFUSED: a file is there meanwhile that was to be made, and stays as it is': alone(
    async script => {
      const [one, two] = ['refused1.js', 'refused2.js'].map(onDisk) as [string, string];
      writeFileSync(one, CODE);
      script.answers = () => ['I make it.\n\n```js refused2.js\nthree();\n```\n'];
      const uri = vscode.Uri.file(one);
      try {
        await run('editFiles', uri, [uri]);
        writeFileSync(two, 'mine();\n');
        await run('apply');
        assert.match(script.messages[0] ?? '', /OUT-NEWFILE/);
        assert.deepEqual(script.codes().slice(1), ['EDIT-REFUSED']);
        const kept = await vscode.workspace.openTextDocument(two);
        assert.equal(kept.getText(), 'mine();\n');
        await run('reject');
      } finally {
        for (const file of [one, two]) rmSync(file, { force: true });
      }
    },
  ),

  'EDIT-MISMATCH: an edit that VS Code makes otherwise than it was told is undone': alone(
    async ({ codes }) => {
      const document = await open();
      await run('implement');
      await until('the preview', isPreviewed);
      await withStrangeEdit(document.uri, async () => {
        await run('apply');
      });
      assert.deepEqual(codes(), ['EDIT-MISMATCH']);
      assert.equal(document.getText(), CODE);
    },
  ),

  'EDIT-MISMATCH: the same in two files and a new one, of which nothing stays': alone(
    async script => {
      const names = ['strange1.js', 'strange2.js', 'strange3.js'];
      for (const name of names.slice(0, 2)) writeFileSync(onDisk(name), CODE);
      script.answers = () => names.map(name => `\n\`\`\`js ${name}\nnow();\n\`\`\`\n`);
      const uris = names.map(name => vscode.Uri.file(onDisk(name)));
      const [first, second, third] = uris as [vscode.Uri, vscode.Uri, vscode.Uri];
      try {
        await run('editFiles', first, [first, second]);
        await withStrangeEdit(second, async () => {
          await run('apply');
        });
        assert.equal(script.codes().at(-1), 'EDIT-MISMATCH');
        for (const uri of [first, second]) {
          const document = await vscode.workspace.openTextDocument(uri);
          assert.equal(document.getText(), CODE);
          await vscode.window.showTextDocument(document);
          await vscode.commands.executeCommand('workbench.action.files.revert');
        }
        await assert.rejects(async () => vscode.workspace.fs.stat(third));
        await run('reject');
      } finally {
        for (const name of names) rmSync(onDisk(name), { force: true });
      }
    },
  ),

  'an answer whose lines end with CRLF, or with CR alone, is applied as it was previewed': alone(
    async script => {
      for (const end of ['\r\n', '\r']) {
        script.answers = () => [NEW.replaceAll('\n', end)];
        const document = await open();
        await run('implement');
        await until('the preview', isPreviewed);
        await run('apply');
        assert.deepEqual(script.messages, []);
        assert.equal(document.getText(), CODE.replace('1;', '11;'));
      }
    },
  ),
};
