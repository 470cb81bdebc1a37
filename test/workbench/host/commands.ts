// Commands that ask a model, against a scripted server: what is applied, and what every bad input and bad answer ends in.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  CHAT_MODEL,
  type ChatServer,
  type ChatStep,
  chatServer,
} from '../../support/chatServer.ts';
import { chooseModels, gate, run, until } from './scripted.ts';

const CODE = 'function one() {\n  return 1;\n}\n\nfunction two() {\n  return 2;\n}\n';
const NEW_ONE = 'function one() {\n  return 11;\n}';
const fenced = (code: string, info = 'js'): string =>
  `I do it.\n\n\`\`\`${info}\n${code}\n\`\`\`\n`;
/** The lines of `one`. */
const ONE = new vscode.Selection(0, 0, 2, 1);

let server: ChatServer;
let script: readonly ChatStep[] = [];
const messages: string[] = [];

/** Runs the work with a server that is chosen, and with an eye on the messages that are shown. */
async function withServer(work: () => Promise<void>): Promise<void> {
  server = await chatServer(() => script);
  messages.length = 0;
  const { showWarningMessage } = vscode.window;
  const choice = { endpoint: server.base, model: CHAT_MODEL };
  await chooseModels({ fast: choice, strong: choice });
  vscode.window.showWarningMessage = async (message: string, ...rest: unknown[]) => {
    messages.push(message);
    const [options, ...items] = rest;
    const isModal = typeof options === 'object' && options !== null && 'modal' in options;
    return isModal ? (items[0] as never) : undefined;
  };
  try {
    await work();
  } finally {
    vscode.window.showWarningMessage = showWarningMessage;
    await chooseModels(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await server[Symbol.asyncDispose]();
  }
}

async function open(
  content: string,
  selection = ONE,
  language = 'javascript',
): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await select(document, selection);
  return document;
}

async function select(document: vscode.TextDocument, selection: vscode.Selection): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = selection;
}

/** What the code of a message is. */
const codes = (): string[] =>
  messages.map(message => /\(([A-Z]+-[A-Z0-9]+)\)$/.exec(message)?.[1] ?? message);

/** A disk of one file, which says of it that it can't be written. */
class LockedDisk implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  stat(): vscode.FileStat {
    const permissions = vscode.FilePermission.Readonly;
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: CODE.length, permissions };
  }
  readFile(): Uint8Array {
    return new TextEncoder().encode(CODE);
  }
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }
  readDirectory(): [] {
    return [];
  }
  createDirectory(): void {}
  writeFile(): void {}
  delete(): void {}
  rename(): void {}
}

/** Bad answers: the message that each ends in. */
const ANSWERS: readonly (readonly [what: string, code: string, steps: readonly ChatStep[]])[] = [
  ['prose instead of code', 'OUT-NOCODE', ['I would rather talk about it.']],
  ['a refusal', 'OUT-NOCODE', ['I am sorry, but I can not help with that.']],
  ['an answer that its limit cut', 'OUT-CUT', ['I do it.\n\n```js\nfunction one() {\n', 'length']],
  [
    'an answer that nobody ended',
    'OUT-CUT',
    ['I do it.\n\n```js\nfunction one() {\n  return 11;\n}'],
  ],
  ['a connection that broke', 'NET-CUT', ['I do it.\n\n```js\nfunction one() {\n', 'cut']],
  ['an answer for another file', 'OUT-FILE', [fenced(NEW_ONE, 'js:src/other.js')]],
  ['another language', 'OUT-LANGUAGE', [fenced('def one():\n    return 11', 'python')]],
  ['a patch', 'OUT-PATCH', [fenced('@@ -1,3 +1,3 @@\n-  return 1;\n+  return 11;', 'diff')]],
  ['JSON', 'OUT-LANGUAGE', [fenced('{"one": 11}', 'json')]],
  ['the code as it is', 'OUT-SAME', [fenced(CODE.slice(0, CODE.indexOf('\n\n')))]],
];

export const commandTests: Record<string, () => Promise<void>> = {
  'a rewrite is previewed, applied as it was previewed, and undone in one step': () =>
    withServer(async () => {
      script = [fenced(NEW_ONE)];
      const document = await open(CODE);
      await run('implement');
      assert.equal(document.getText(), CODE, 'a preview changes nothing');
      assert.deepEqual(messages, []);
      await until(
        'the preview',
        () => vscode.window.activeTextEditor?.document.uri.scheme === 'inkling-preview',
      );
      const preview = vscode.window.activeTextEditor?.document;
      await until('its text', () => preview?.getText() === CODE.replace('return 1;', 'return 11;'));
      await run('apply');
      assert.equal(document.getText(), CODE.replace('return 1;', 'return 11;'));
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), CODE);
      await vscode.commands.executeCommand('redo');
      assert.equal(document.getText(), CODE.replace('return 1;', 'return 11;'));
      assert.deepEqual(messages, []);
    }),

  'F105, F110: every bad answer ends in a message, and the document is as it was': () =>
    withServer(async () => {
      for (const [what, code, steps] of ANSWERS) {
        messages.length = 0;
        script = steps;
        const document = await open(CODE);
        await run('implement');
        assert.deepEqual(codes(), [code], what);
        assert.match(messages[0] ?? '', /^Inkling: [A-Z][^\n]{10,180}\. \([A-Z]+-[A-Z0-9]+\)$/);
        await run('apply');
        assert.equal(document.getText(), CODE, what);
        await run('reject');
      }
    }),

  'F105: of three code blocks, the one is taken that is the code; that there were more is told before':
    () =>
      withServer(async () => {
        script = [fenced('one();'), fenced(NEW_ONE), fenced('npm test', 'sh')];
        const document = await open(CODE);
        await run('implement');
        await run('apply');
        assert.equal(document.getText(), CODE.replace('return 1;', 'return 11;'));
        assert.deepEqual(messages, ['Inkling: apply this all the same?']);
      }),

  'bad inputs: each ends in a message, and nothing is sent': () =>
    withServer(async () => {
      script = [fenced(NEW_ONE)];
      const at = new vscode.Selection(0, 0, 0, 0);
      const blank = new vscode.Selection(3, 0, 3, 0);
      const check = async (code: string, command = 'implement'): Promise<void> => {
        messages.length = 0;
        await run(command);
        assert.deepEqual([codes(), server.asked.length], [[code], 0], code);
      };
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await check('DOC-NONE');
      await open('plain words\n', at, 'plaintext');
      await check('DOC-SELECT');
      await check('DOC-NOERROR', 'fix');
      await open('a\n\n\n\nb', new vscode.Selection(1, 0, 3, 0));
      await check('DOC-EMPTY');
      await open('a\0b', new vscode.Selection(0, 0, 0, 3));
      await check('DOC-BINARY');
      await open(
        `const apiKey = "sk-${'a1'.repeat(16)}";\nuse(apiKey);`,
        new vscode.Selection(0, 0, 1, 3),
      );
      await check('DOC-SECRET');
      await open(
        `const a = [\n${'  12345678,\n'.repeat(20_000)}];`,
        new vscode.Selection(0, 0, 20_001, 2),
      );
      await check('REQ-ROOM');
      assert.match(
        messages[0] ?? '',
        /needs about [\d,]{6,} tokens, and qwen\S+ has room for 8,192/,
      );
      await open('/** Has some. */\nfunction f() {}\n', new vscode.Selection(1, 3, 1, 3));
      await check('DOC-HAS', 'document');
      await open('x\n', blank, 'plaintext');
      await check('ASK-NOTHING', 'followUp');
    }),

  'F91, F103: what can not be changed, and what must not leave': () =>
    withServer(async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const file = async (name: string): Promise<void> => {
        const where = path.join(folder.uri.fsPath, name);
        writeFileSync(where, CODE);
        await select(await vscode.workspace.openTextDocument(where), ONE);
      };
      const provider = vscode.Disposable.from(
        vscode.workspace.registerTextDocumentContentProvider('other', {
          provideTextDocumentContent: () => CODE,
        }),
        vscode.workspace.registerFileSystemProvider('locked', new LockedDisk()),
      );
      try {
        await select(await vscode.workspace.openTextDocument(vscode.Uri.parse('other:/a.js')), ONE);
        await run('implement');
        await select(
          await vscode.workspace.openTextDocument(vscode.Uri.parse('locked:/a.js')),
          ONE,
        );
        await run('implement');
        writeFileSync(path.join(folder.uri.fsPath, '.inklingignore'), 'private.js\n');
        await new Promise(resolve => setTimeout(resolve, 500));
        await file('private.js');
        await run('implement');
        await run('explain');
        await file('secrets.js');
        await run('explain');
        assert.deepEqual(codes(), [
          'DOC-READONLY',
          'DOC-READONLY',
          'DOC-EXCLUDED',
          'DOC-EXCLUDED',
          'DOC-EXCLUDED',
        ]);
        assert.deepEqual(server.asked, []);
      } finally {
        provider.dispose();
      }
    }),

  'no model is chosen: that is said': () =>
    withServer(async () => {
      await chooseModels(undefined);
      await open(CODE);
      await run('implement');
      assert.deepEqual(codes(), ['CFG-MODEL']);
    }),

  'typed while it streams: above, and it goes where the code went; inside, and nothing is applied':
    () =>
      withServer(async () => {
        const wait = gate();
        script = [
          'I do it.\n\n```js\nfunction one() {\n',
          { until: wait.opened },
          '  return 11;\n}\n```\n',
        ];
        const document = await open(CODE);
        const running = run('implement');
        await until('asked', () => server.asked.length === 1);
        const typed = new vscode.WorkspaceEdit();
        typed.insert(document.uri, new vscode.Position(0, 0), '// typed\n\n');
        assert.ok(await vscode.workspace.applyEdit(typed));
        wait.open();
        await running;
        await run('apply');
        const fresh = `// typed\n\n${CODE.replace('return 1;', 'return 11;')}`;
        assert.equal(document.getText(), fresh);

        script = [fenced('function one() {\n  return 111;\n}')];
        await select(document, new vscode.Selection(2, 0, 4, 1));
        await run('implement');
        const inside = new vscode.WorkspaceEdit();
        inside.insert(document.uri, new vscode.Position(3, 0), '  log();\n');
        assert.ok(await vscode.workspace.applyEdit(inside));
        await run('apply');
        assert.deepEqual(codes(), ['DOC-CHANGED']);
        assert.equal(document.getText(), fresh.replace('  return 11;', '  log();\n  return 11;'));
        await run('regenerate');
        assert.match(
          server.asked.at(-1) ?? '',
          /log\(\);\n {2}return 11;/,
          'asked anew, about what is there now',
        );
        await run('apply');
        assert.match(document.getText(), /return 111;/);
      }),

  'F98: a preview that is closed while it streams ends the question': () =>
    withServer(async () => {
      const never = new Promise<void>(() => {});
      script = ['I do it.\n\n```js\nfunction one() {\n', { until: never }];
      const document = await open(CODE);
      const running = run('implement');
      await until(
        'the preview',
        () => vscode.window.activeTextEditor?.document.uri.scheme === 'inkling-preview',
      );
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await running;
      await until('the connection is gone', () => server.left === 1);
      assert.equal(document.getText(), CODE);
      assert.deepEqual(messages, []);
    }),

  'part by part, and Take Back leaves what the user has changed since': () =>
    withServer(async () => {
      const all = new vscode.Selection(0, 0, 6, 1);
      const fresh = CODE.replace('1;', '11;').replace('2;', '22;');
      script = [fenced(fresh.trimEnd())];
      const document = await open(CODE, all);
      await run('implement');
      await until(
        'the preview',
        () => vscode.window.activeTextEditor?.document.uri.scheme === 'inkling-preview',
      );
      const preview = vscode.window.activeTextEditor;
      assert.ok(preview);
      preview.selection = new vscode.Selection(5, 0, 5, 0);
      await run('applyPart');
      assert.equal(document.getText(), CODE.replace('2;', '22;'));
      await run('apply');
      assert.equal(document.getText(), fresh);

      const own = new vscode.WorkspaceEdit();
      own.insert(document.uri, new vscode.Position(0, 0), '// mine\n');
      assert.ok(await vscode.workspace.applyEdit(own));
      await run('takeBack');
      assert.equal(document.getText(), `// mine\n${CODE.replace('2;', '22;')}`);
      await run('takeBack');
      assert.equal(document.getText(), `// mine\n${CODE}`);
      await run('takeBack');
      assert.deepEqual(codes(), ['EDIT-GONE']);
    }),

  'what comes in before the first line is applied once, and the preview is gone': () =>
    withServer(async () => {
      script = [fenced('/** Gives one. */')];
      const document = await open(CODE, new vscode.Selection(1, 2, 1, 2));
      await run('document');
      await run('apply');
      assert.equal(document.getText(), `/** Gives one. */\n${CODE}`);
      assert.equal(vscode.window.activeTextEditor?.document, document);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), CODE);
      assert.deepEqual(messages, []);
    }),

  'F81, F82: ends of lines, tabs and the missing last line end stay as they are': () =>
    withServer(async () => {
      script = [fenced('if (a) {\n  b();\n  c();\n}')];
      const content = 'function f() {\r\n\tif (a) {\r\n\t\tb();\r\n\t}\r\n}';
      const document = await open(content, new vscode.Selection(1, 0, 3, 2));
      assert.equal(document.eol, vscode.EndOfLine.CRLF);
      await run('implement');
      await run('apply');
      assert.equal(document.getText(), content.replace('b();', 'b();\r\n\t\tc();'));
    }),

  'a wish that was never answered is asked again, with what the user adds': () =>
    withServer(async () => {
      script = ['I do it.\n\n```js\nfunction one() {\n', 'length'];
      await open(CODE);
      await run('implement');
      assert.deepEqual(codes(), ['OUT-CUT']);
      await until(
        'the preview',
        () => vscode.window.activeTextEditor?.document.uri.scheme === 'inkling-preview',
      );
      script = [fenced(NEW_ONE)];
      await run('regenerate');
      assert.equal(server.asked[1], server.asked[0], 'what was never answered is no former answer');
      await run('regenerate');
      assert.match(server.asked[2] ?? '', /assistant: I do it\.[\s\S]*Do it in another way/);
    }),

  'a large request is told of first, and not sent without a yes': () =>
    withServer(async () => {
      const { showInformationMessage } = vscode.window;
      const told: string[] = [];
      vscode.window.showInformationMessage = async (_: string, options: unknown) => {
        told.push((options as vscode.MessageOptions).detail ?? '');
        return undefined;
      };
      try {
        await open(
          `const a = [\n${'  12345678,\n'.repeat(4000)}];`,
          new vscode.Selection(0, 0, 4001, 2),
        );
        await run('explain');
      } finally {
        vscode.window.showInformationMessage = showInformationMessage;
      }
      assert.match(told[0] ?? '', /^About \d\d,\d{3} tokens go to qwen\S+ on 127\.0\.0\.1:\d+\.$/);
      assert.deepEqual([server.asked, messages], [[], []]);
    }),

  'Apply pressed twice applies once': () =>
    withServer(async () => {
      script = [fenced('function one() {\n  return 1;\n  return 1;\n}')];
      const document = await open(CODE);
      await run('implement');
      await Promise.all([run('apply'), run('apply')]);
      assert.equal(document.getText(), CODE.replace('  return 1;\n', '  return 1;\n  return 1;\n'));
      assert.deepEqual(codes(), ['EDIT-DONE']);
    }),

  'F89: in a cell of a notebook, and only there': () =>
    withServer(async () => {
      script = [fenced('def one():\n    return 11', 'python')];
      const cell = (text: string) =>
        new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
      const data = new vscode.NotebookData([cell('x = 1'), cell('def one():\n    return 1\n')]);
      const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
      await vscode.window.showNotebookDocument(notebook, {
        selections: [new vscode.NotebookRange(1, 2)],
      });
      await vscode.commands.executeCommand('notebook.cell.edit');
      const document = notebook.cellAt(1).document;
      await until(
        'the cell has the cursor',
        () => vscode.window.activeTextEditor?.document === document,
      );
      const editor = vscode.window.activeTextEditor;
      if (editor) editor.selection = new vscode.Selection(0, 0, 1, 12);
      await run('implement');
      await run('apply');
      assert.equal(document.getText(), 'def one():\n    return 11\n');
      assert.equal(notebook.cellAt(0).document.getText(), 'x = 1');
      assert.deepEqual(messages, []);
    }),
};
