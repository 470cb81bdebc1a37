import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import * as vscode from 'vscode';
import { Ledger } from '../../../src/core/backend/sharing/ledger.ts';
import type { SafeText } from '../../../src/core/gate/gate.ts';
import { Capabilities } from '../../../src/editor/models/capabilities.ts';
import { Keys } from '../../../src/editor/models/keys.ts';
import { openForTask, type TaskTools } from '../../../src/editor/models/openForTask.ts';
import { Sharing } from '../../../src/editor/models/sharing.ts';
import { Thinking } from '../../../src/editor/thinking.ts';

const DAY = '2026-11-25';

/** The model of a command: nobody chosen, one that only fills holes, one for the role; a server that is down for a moment; what was asked is counted. */
export async function opensForTask(): Promise<void> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/v1/models') {
      response.end('{"data": [{"id": "starcoder2-3b"}, {"id": "kimi-k2"}]}');
    } else if (asked.length < 3) response.writeHead(503).end();
    else {
      const choice = { delta: { content: 'It adds.' }, finish_reason: 'stop' };
      response.setHeader('content-type', 'text/event-stream');
      response.end(`data: ${JSON.stringify({ choices: [choice] })}\n\ndata: [DONE]\n\n`);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address !== 'string');
  const endpoint = `http://127.0.0.1:${address.port}/v1`;
  const settings = vscode.workspace.getConfiguration('inkling');
  const choose = (models: object | undefined): Thenable<void> =>
    settings.update('models', models, vscode.ConfigurationTarget.Global);
  const ledger = new Ledger(() => DAY);
  const tools = toolsWith(ledger);
  try {
    await assert.rejects(openForTask('explain', 'go', tools), { code: 'CFG-MODEL' });
    await choose({ completion: { endpoint, model: 'starcoder2-3b' } });
    await assert.rejects(openForTask('explain', 'go', tools), { code: 'CFG-MODEL' });

    await choose({ 'fast:go': { endpoint, model: 'kimi-k2' } });
    await assert.rejects(openForTask('explain', 'rust', tools), { code: 'CFG-MODEL' });
    const { backend, window, reach } = await openForTask('explain', 'go', tools);
    assert.deepEqual([backend.model, reach], ['kimi-k2', 'local']);
    assert.ok(window !== undefined && window > 100_000);
    assert.deepEqual(asked, [], 'nothing is asked before the question');
    let said = '';
    for await (const piece of backend.stream(QUESTION, new AbortController().signal)) {
      if (piece.kind === 'text') said += piece.text;
    }
    assert.equal(said, 'It adds.');
    const [models, chat] = ['/v1/models', '/v1/chat/completions'];
    assert.deepEqual(asked, [models, chat, models, chat], 'asked who it is, and again after 503');
    assert.equal(ledger.of(DAY, 'kimi-k2').requests, 2);
  } finally {
    await choose(undefined);
    server.close();
  }
}

const QUESTION = {
  kind: 'chat' as const,
  system: 'Explain.',
  messages: [{ role: 'user' as const, text: 'a + b' as SafeText }],
  mostTokens: 16,
};

function toolsWith(ledger: Ledger): TaskTools {
  const memento: vscode.Memento = {
    keys: () => [],
    get: <T>(_: string, otherwise?: T) => otherwise as T,
    update: async () => {},
  };
  const secrets: vscode.SecretStorage = {
    get: async () => undefined,
    store: async () => {},
    delete: async () => {},
    keys: async () => [],
    onDidChange: () => ({ dispose: () => {} }),
  } as vscode.SecretStorage;
  return {
    keys: new Keys(secrets),
    access: { onDidChange: () => ({ dispose: () => {} }), canSendRequest: () => undefined },
    sharing: new Sharing(ledger, new Thinking(() => {})),
    capabilities: new Capabilities(memento),
  };
}
