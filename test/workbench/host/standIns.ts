// A command whose model is away: the others that the user chose for commands stand in, and that is told; nobody else is asked.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import * as vscode from 'vscode';
import { CHAT_MODEL } from '../../support/chatServer.ts';
import { freePort } from '../../support/freePort.ts';
import { chooseModels, run, type Scripted, scripted, until } from './scripted.ts';

const CODE = 'function one() {\n  return 1;\n}\n';
const NEW = 'I do it.\n\n```js\nfunction one() {\n  return 11;\n}\n```\n';

/** Runs the work with code whose function is selected. */
function withCode(
  content: string,
  work: (script: Scripted, document: vscode.TextDocument) => Promise<void>,
): () => Promise<void> {
  return () =>
    scripted(async script => {
      script.answers = () => [NEW];
      const document = await vscode.workspace.openTextDocument({ content, language: 'javascript' });
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(0, 0, document.lineCount - 2, 1);
      try {
        await work(script, document);
      } finally {
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      }
    });
}

const nobody = async (): Promise<string> => `http://127.0.0.1:${await freePort()}/v1`;

/** A server that has the model, and answers every question with a status. */
async function failing(status: number, work: (endpoint: string) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => {
    if (request.url === '/v1/models') response.end(JSON.stringify({ data: [{ id: CHAT_MODEL }] }));
    else response.writeHead(status).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address !== 'string');
  try {
    await work(`http://127.0.0.1:${address.port}/v1`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export const standInTests: Record<string, () => Promise<void>> = {
  'a command whose model is away is answered by the other that was chosen for commands, and that is told':
    withCode(CODE, async (script, document) => {
      const live = { endpoint: script.server.base, model: CHAT_MODEL };
      await chooseModels({ fast: { endpoint: await nobody(), model: 'kimi-k2' }, strong: live });
      await run('implement');
      await until(
        'the preview',
        () => vscode.window.activeTextEditor?.document.uri.scheme === 'inkling-preview',
      );
      await run('apply');
      assert.equal(document.getText(), CODE.replace('1;', '11;'));
      assert.equal(script.messages.length, 1);
      assert.match(
        script.messages[0] ?? '',
        /^Inkling: No answer from 127\.0\.0\.1:\d+\. Nothing is listening there\. .*\(NET-REFUSED\) Now qwen\S+ on 127\.0\.0\.1:\d+ is asked\.$/,
      );
    }),

  'one that has trouble of its own gives way too; a key that is wrong is told, and nobody else asked':
    withCode(CODE, async (script, document) => {
      const strong = { endpoint: script.server.base, model: CHAT_MODEL };
      await failing(503, async endpoint => {
        await chooseModels({ fast: { endpoint, model: CHAT_MODEL }, strong });
        await run('implement');
        assert.match(script.messages[0] ?? '', /\(SRV-(5XX|BUSY)\) Now qwen/);
        assert.equal(script.server.asked.length, 1);
        await run('reject');
      });
      script.messages.length = 0;
      await failing(401, async endpoint => {
        await chooseModels({ fast: { endpoint, model: CHAT_MODEL }, strong });
        await vscode.window.showTextDocument(document);
        await run('implement');
        assert.deepEqual([script.codes(), script.server.asked.length], [['AUTH-KEY'], 1]);
      });
    }),

  'what has begun is never begun again by another': withCode(CODE, async (script, document) => {
    const other = await nobody();
    script.answers = () => [NEW.slice(0, 30), 'cut'];
    const first = { endpoint: script.server.base, model: CHAT_MODEL };
    await chooseModels({ fast: first, strong: { endpoint: other, model: 'kimi-k2' } });
    await run('implement');
    assert.deepEqual([script.codes(), script.server.asked.length], [['NET-CUT'], 1]);
    assert.equal(document.getText(), CODE);
  }),

  'a model of a more public place, and one that was chosen for ghost text, do not stand in':
    withCode(CODE, async script => {
      const away = { endpoint: await nobody(), model: 'kimi-k2' };
      const completion = vscode.workspace.getConfiguration('inkling');
      const ghost = { endpoint: script.server.base, model: CHAT_MODEL };
      const { Global } = vscode.ConfigurationTarget;
      await completion.update('completion.model', ghost, Global);
      try {
        const cloud = { endpoint: 'https://models.example.com/v1', model: 'kimi-k2' };
        await chooseModels({ fast: away, strong: cloud });
        await run('implement');
        assert.deepEqual([script.codes(), script.server.asked], [['NET-REFUSED'], []]);
      } finally {
        await completion.update('completion.model', undefined, Global);
      }
    }),

  'a question that has no room in the other window is not cut, and not sent': withCode(
    `function one() {\n${'  step(12345678);\n'.repeat(1100)}}\n`,
    async script => {
      const away = { endpoint: await nobody(), model: 'gpt-4.1' };
      const small = { endpoint: script.server.base, model: 'granite-20b-code-instruct-8k' };
      await chooseModels({ fast: away, strong: small });
      await run('explain');
      assert.deepEqual([script.codes(), script.server.asked], [['NET-REFUSED'], []]);
    },
  ),
};
