// Edits across files and feedback on a project, against a scripted server: what is applied, and what every bad input and bad answer ends in.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ChatStep } from '../../support/chatServer.ts';
import { chooseModels, gate, onDisk, run, type Scripted, scripted, until } from './scripted.ts';

const ONE = 'export function one() {\n  return 1;\n}\n';
const TWO = 'function two() {\r\n  return one() + 1;\r\n}\r\n';
const hunk = (search: string, replace: string): string =>
  `<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE`;
const block = (file: string, content: string): string => `\n\`\`\`js ${file}\n${content}\n\`\`\`\n`;
/** Changes `one` in both files. */
const BOTH = `I call it uno.${block('across/one.js', hunk('export function one() {', 'export function uno() {'))}${block(
  'across/two.js',
  'function two() {\n  return uno() + 1;\n}',
)}`;

const at = (name: string): string => onDisk(path.join('across', name));
const uriOf = (name: string): vscode.Uri => vscode.Uri.file(at(name));
const document = (name: string): Thenable<vscode.TextDocument> =>
  vscode.workspace.openTextDocument(uriOf(name));

/** Runs the work with two files. */
function withFiles(work: (script: Scripted) => Promise<void>): Promise<void> {
  return scripted(async script => {
    mkdirSync(path.dirname(at('one.js')), { recursive: true });
    writeFileSync(at('one.js'), ONE);
    writeFileSync(at('two.js'), TWO);
    try {
      await work(script);
    } finally {
      for (const name of ['one.js', 'two.js']) {
        await vscode.window.showTextDocument(await document(name));
        await vscode.commands.executeCommand('workbench.action.files.revert');
      }
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      rmSync(path.dirname(at('one.js')), { recursive: true, force: true });
    }
  });
}

const edit = (...names: string[]): Thenable<unknown> => {
  const uris = names.map(uriOf);
  return run('editFiles', uris[0], uris);
};
const isShown = (): boolean =>
  vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => /^Edit: /.test(label)));
const textOf = async (name: string): Promise<string> => (await document(name)).getText();

export const filesTests: Record<string, () => Promise<void>> = {
  'two files by one answer: applied as previewed, ends of lines kept, taken back together': () =>
    withFiles(async script => {
      script.answers = () => [BOTH];
      await edit('one.js', 'two.js');
      assert.deepEqual([await textOf('one.js'), await textOf('two.js')], [ONE, TWO]);
      assert.deepEqual(script.messages, []);
      await run('apply');
      assert.deepEqual(script.messages, [
        'across/one.js: Other code may use what would be gone: one (OUT-GONE)',
      ]);
      assert.equal(await textOf('one.js'), ONE.replace('one', 'uno'));
      assert.equal(await textOf('two.js'), TWO.replace('one()', 'uno()'));
      await until('the preview is gone', () => !isShown());
      const two = await document('two.js');
      const own = new vscode.WorkspaceEdit();
      own.insert(two.uri, new vscode.Position(1, 2), '/* mine */ ');
      await vscode.workspace.applyEdit(own);
      await vscode.window.showTextDocument(await document('one.js'));
      script.messages.length = 0;
      await run('takeBack');
      assert.equal(await textOf('one.js'), ONE);
      assert.equal(await textOf('two.js'), TWO.replace('return one()', '/* mine */ return uno()'));
      assert.match(script.messages[0] ?? '', /What you have changed since stays: 1/);
    }),

  'a change that is not wanted is not made': () =>
    withFiles(async script => {
      script.answers = () => [BOTH];
      await edit('one.js', 'two.js');
      script.press = false;
      await run('apply');
      assert.deepEqual([await textOf('one.js'), await textOf('two.js')], [ONE, TWO]);
      assert.ok(isShown(), 'the preview stays');
      await run('reject');
      assert.ok(!isShown());
    }),

  'typed while it streams: what stands still is proposed, what was typed into is told and left out':
    () =>
      withFiles(async script => {
        const wait = gate();
        script.answers = () => [BOTH.slice(0, 60), { until: wait.opened }, BOTH.slice(60)];
        const running = edit('one.js', 'two.js');
        await until('asked', () => script.server.asked.length === 1);
        const typed = new vscode.WorkspaceEdit();
        typed.insert(uriOf('one.js'), new vscode.Position(0, 0), '// typed\n');
        typed.insert(uriOf('two.js'), new vscode.Position(1, 2), 'log(); ');
        assert.ok(await vscode.workspace.applyEdit(typed));
        wait.open();
        await running;
        await run('apply');
        assert.match(
          script.messages.at(-1) ?? '',
          /in across\/two\.js the lines were changed since: return one\(\) \+ 1;/,
        );
        assert.equal(await textOf('one.js'), `// typed\n${ONE.replace('one', 'uno')}`);
        assert.equal(await textOf('two.js'), TWO.replace('  return', '  log(); return'));
        script.messages.length = 0;
        await run('apply');
        assert.deepEqual(script.codes(), ['DOC-CHANGED']);
        script.answers = () => [
          block('across/two.js', hunk('  log(); return one() + 1;', '  return 2;')),
        ];
        await run('regenerate');
        assert.match(
          script.server.asked.at(-1) ?? '',
          /log\(\); return one\(\)[\s\S]*edit them/,
          'asked anew, about what is there now',
        );
        await run('apply');
        assert.equal(await textOf('two.js'), 'function two() {\r\n  return 2;\r\n}\r\n');
      }),

  'every bad answer ends in a message, and both files are as they were': () =>
    withFiles(async script => {
      const answers: (readonly [string, string, readonly ChatStep[]])[] = [
        ['prose', 'OUT-NOCODE', ['I would rather talk about it.']],
        ['an answer that its limit cut', 'OUT-CUT', [BOTH.slice(0, 100), 'length']],
        ['a connection that broke', 'NET-CUT', [BOTH.slice(0, 100), 'cut']],
        ['a file that was not chosen', 'OUT-UNFIT', [block('src/money.ts', 'x')]],
        ['a path outside', 'OUT-UNFIT', [block('../../evil.js', 'x')]],
        ['a secret file', 'OUT-UNFIT', [block('.env.js', 'x'), block('across/secrets.js', 'x')]],
        ['lines that are not there', 'OUT-UNFIT', [block('across/one.js', hunk('three();', 'x'))]],
        ['the files as they are', 'OUT-SAME', [block('across/one.js', ONE.trimEnd())]],
      ];
      for (const [what, code, steps] of answers) {
        script.messages.length = 0;
        script.answers = () => steps;
        await edit('one.js', 'two.js');
        assert.deepEqual(script.codes(), [code], what);
        await run('apply');
        assert.deepEqual([await textOf('one.js'), await textOf('two.js')], [ONE, TWO], what);
        await run('reject');
      }
      assert.ok(!existsSync(onDisk('../../evil.js')));
    }),

  'bad inputs: each ends in a message that names the file, and nothing is sent': () =>
    withFiles(async script => {
      script.answers = () => [BOTH];
      writeFileSync(at('secrets.js'), ONE);
      writeFileSync(
        at('binary.js'),
        Buffer.from([127, 69, 76, 70, 0, 0, 0, 1, 2, 0, 0, 0, 255, 0, 0, 0]),
      );
      writeFileSync(at('large.js'), `const a = [\n${'  12345678,\n'.repeat(20_000)}];`);
      for (const [name, said] of [
        ['secrets.js', /across\/secrets\.js can not be edited: it is excluded.*\(DOC-FILE\)$/],
        ['binary.js', /across\/binary\.js can not be edited.*\(DOC-FILE\)$/],
        [
          'large.js',
          /across\/large\.js needs about [\d,]{6,} tokens, and qwen\S+ has room for 32,768.*\(REQ-FILE\)$/,
        ],
      ] as const) {
        script.messages.length = 0;
        await edit('one.js', name);
        assert.match(script.messages[0] ?? '', said);
      }
      await chooseModels(undefined);
      script.messages.length = 0;
      await edit('one.js');
      assert.deepEqual([script.codes(), script.server.asked], [['CFG-MODEL'], []]);
    }),

  'files that have no room in one request are split, with numbers, and none is cut': () =>
    withFiles(async script => {
      const long = `export function one() {\n${'  step(12345678);\n'.repeat(3000)}}\n`;
      writeFileSync(at('long1.js'), long);
      writeFileSync(at('long2.js'), long.replace('one', 'two'));
      script.answers = question =>
        question.includes('The file across/long1.js')
          ? [
              `I do one.${block('across/long1.js', hunk('export function one() {', 'export function uno() {'))}`,
            ]
          : [
              `I do two.${block('across/long2.js', hunk('export function two() {', 'export function due() {'))}`,
            ];
      await edit('long1.js', 'long2.js');
      assert.match(
        script.messages[0] ?? '',
        /^About [\d,]+ tokens go to qwen\S+ on \S+ Its window of 32,768 tokens takes 2 requests\.$/,
      );
      assert.equal(script.server.asked.length, 2);
      assert.ok(
        script.server.asked.every(question => question.split('step(12345678)').length === 3001),
      );
      assert.match(
        script.server.asked[0] ?? '',
        /are changed in other requests[\s\S]*- across\/long2\.js\n {2}export function two\(\)/,
      );
      await run('apply');
      assert.match(await textOf('long1.js'), /^export function uno/);
      assert.match(await textOf('long2.js'), /^export function due/);
    }),

  'a new file is made after a yes; one that is there and was not chosen stays as it is': () =>
    withFiles(async script => {
      script.answers = () => [block('across/three.js', 'three();'), block('across/two.js', 'x')];
      await edit('one.js');
      assert.match(
        script.messages[0] ?? '',
        /parts of the answer that are left out: 1\. Left out: across\/two\.js is none of the chosen/,
      );
      await run('apply');
      assert.match(
        script.messages.at(-1) ?? '',
        /OUT-OUTSIDE[\s\S]*A new file would be made: across\/three\.js/,
      );
      assert.equal(readFileSync(at('three.js'), 'utf8'), 'three();\n');
      assert.equal(readFileSync(at('two.js'), 'utf8'), TWO);
    }),

  'feedback on the architecture, without a model: the facts are told': () =>
    withFiles(async script => {
      await chooseModels(undefined);
      await run('architecture');
      const tab = vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ label }) => label.includes('Architecture'));
      assert.ok(tab, 'the view is open');
      assert.ok(tab.input instanceof vscode.TabInputCustom);
      const view = await vscode.workspace.openTextDocument(tab.input.uri);
      assert.match(
        view.getText(),
        /## Most depended on\n\n- \[src\/money\.ts\]\(\/src\/money\.ts\): needed by \d/,
      );
      assert.match(view.getText(), /no model is chosen/);
      assert.deepEqual([script.messages, script.server.asked], [[], []]);
    }),

  'feedback on a solution of .NET: files are found by namespace, and projects see what they refer to':
    () =>
      withFiles(async () => {
        await chooseModels(undefined);
        const put = (name: string, text: string): void => {
          mkdirSync(path.dirname(at(name)), { recursive: true });
          writeFileSync(at(name), text);
        };
        const reference = '<ProjectReference Include="..\\Core\\Core.csproj" />';
        put('Api/Api.csproj', `<Project><ItemGroup>${reference}</ItemGroup></Project>`);
        put('Core/Core.csproj', '<Project Sdk="Microsoft.NET.Sdk" />');
        put('Old/Old.csproj', '<Project Sdk="Microsoft.NET.Sdk" />');
        put('Core/Order.cs', 'namespace Shop.Core;\n\npublic class Order { }\n');
        put('Old/Order.cs', 'namespace Shop.Core;\n\npublic class Order { }\n');
        for (const name of ['One', 'Two', 'Three'])
          put(`Api/${name}.cs`, `using Shop.Core;\n\nclass ${name} { Order order; }\n`);
        await vscode.window.showTextDocument(await document('one.js'));
        await run('architecture');
        const tab = vscode.window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .find(({ label }) => label.includes('Architecture'));
        assert.ok(tab?.input instanceof vscode.TabInputCustom);
        const view = await vscode.workspace.openTextDocument(tab.input.uri);
        assert.match(view.getText(), /\[across\/Core\/Order\.cs\]\([^)]*\): needed by 3/);
        assert.doesNotMatch(view.getText(), /Old\/Order\.cs\]\([^)]*\): needed by/);
      }),
};
