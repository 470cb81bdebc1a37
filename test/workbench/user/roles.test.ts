// A user gives commands a model: it must answer a question of ours first; what stands in where a role has none is told.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  chooseFor,
  enter,
  inputTitled,
  learned,
  openFile,
  QUICK_ROW,
  runCommand,
  until,
} from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

const ANSWERS: Readonly<Record<string, string>> = {
  'kimi-k2-instruct': '3',
  'granite-8b-code-instruct-128k': 'A banana.',
};
let session: Session;
let server: Server;
let base: string;
const asked: string[] = [];

/** An OpenAI-shaped server with two models that talk, one of them nonsense, and one that only fills holes. */
before(async () => {
  server = createServer(async (request, response) => {
    if (request.url === '/v1/models') {
      const ids = [...Object.keys(ANSWERS), 'code-davinci-002'];
      response.end(JSON.stringify({ data: ids.map(id => ({ id })) }));
    } else if (request.url === '/v1/chat/completions') {
      const body = await bodyOf(request);
      asked.push(body);
      const choice = {
        delta: { content: ANSWERS[JSON.parse(body).model] },
        finish_reason: 'stop',
      };
      response.setHeader('content-type', 'text/event-stream');
      response.end(`data: ${JSON.stringify({ choices: [choice] })}\n\ndata: [DONE]\n\n`);
    } else response.writeHead(404).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address !== 'string');
  base = `http://127.0.0.1:${address.port}/v1`;
  session = await openSession();
  await learned(session.page);
  await openFile(session.page, 'money.ts');
});
after(async () => {
  await session?.close();
  server?.close();
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

async function pick(page: Page, title: RegExp, row: string): Promise<void> {
  await page.locator('.quick-input-widget', { hasText: title }).waitFor();
  await page.locator(QUICK_ROW, { hasText: row }).first().click();
}

/** Waits until a picker of this title has all its rows. */
async function filled(page: Page, title: string): Promise<void> {
  await page.locator('.quick-input-widget', { hasText: title }).waitFor();
  await page.getByPlaceholder('Choose a model', { exact: true }).waitFor();
}

async function openRole(page: Page, row: string): Promise<void> {
  await runCommand(page, 'Inkling: Choose Model');
  await filled(page, 'where shall ghost text come from');
  await pick(page, /where shall ghost text come from/, 'Models for commands');
  await pick(page, /models for commands/, row);
  await filled(page, `which model for ${row.toLowerCase()}`);
}

/** What the user's own settings say, once they are as `look` wants them. */
async function models(look: (models: Record<string, { model: string }>) => boolean) {
  return until('the setting is written', async () => {
    const file = readdirSync(session.home, { recursive: true, encoding: 'utf8' }).find(name =>
      /User\/settings\.json$/.test(name),
    );
    if (file === undefined) return undefined;
    const settings = JSON.parse(readFileSync(path.join(session.home, file), 'utf8'));
    const found = settings['inkling.models'] ?? {};
    return look(found) ? found : undefined;
  });
}

test('a model for fast commands is tried by a question of ours, and stands in the settings', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Choose Model');
  await chooseFor(page, 'Add an endpoint', inputTitled(page, /address of the endpoint/));
  await enter(page, /address of the endpoint/, base);
  await enter(page, /the key for 127\.0\.0\.1/, '');
  await page.locator(QUICK_ROW, { hasText: 'kimi-k2-instruct' }).waitFor();
  await session.shot('50-way-to-commands');
  await pick(page, /where shall ghost text come from/, 'Models for commands');
  await page.locator(QUICK_ROW, { hasText: 'explain, document, tests' }).first().waitFor();
  await session.shot('51-roles');
  await pick(page, /models for commands/, 'Fast commands');
  await page.locator(QUICK_ROW, { hasText: 'kimi-k2-instruct' }).waitFor();
  await session.shot('52-model-for-fast-commands');
  assert.equal(await page.locator(QUICK_ROW, { hasText: 'davinci' }).count(), 0, 'it can’t talk');
  await pick(page, /which model for fast commands/, 'kimi-k2-instruct');
  const written = await models(found => 'fast' in found);
  assert.deepEqual(written, {
    fast: { endpoint: base, model: 'kimi-k2-instruct', server: 'openai-shaped' },
  });
  assert.match(asked.join(), /JavaScript array/);
});

test('one that answers something else is not chosen, unless the user says so', async () => {
  const { page } = session;
  await openRole(page, 'Strong commands');
  await page.locator(QUICK_ROW, { hasText: 'as for fast commands: kimi-k2-instruct' }).waitFor();
  await session.shot('53-stands-in');
  await pick(page, /which model for strong commands/, 'granite');
  const toast = page.locator('.notification-toast', { hasText: 'gave another answer' });
  await toast.waitFor();
  await session.shot('54-another-answer');
  assert.ok(!('strong' in (await models(() => true))));
  await toast.getByText('Use It All the Same').click();
  const written = await models(found => 'strong' in found);
  assert.equal(written.strong.model, 'granite-8b-code-instruct-128k');
});

test('a language gets a model of its own, and loses it again', async () => {
  const { page } = session;
  await openRole(page, 'Strong commands in typescript');
  await page.locator(QUICK_ROW, { hasText: 'as in every language: granite' }).waitFor();
  await pick(page, /which model for strong commands in typescript/, 'kimi-k2-instruct');
  await models(found => found['strong:typescript']?.model === 'kimi-k2-instruct');
  await openRole(page, 'Strong commands in typescript');
  await pick(page, /which model for strong commands in typescript/, 'No model of its own');
  const left = await models(found => !('strong:typescript' in found));
  assert.deepEqual(Object.keys(left), ['fast', 'strong']);
});

test('Test Connection looks at the models for commands too, each once', async () => {
  const { page } = session;
  await runCommand(page, 'Inkling: Test Connection');
  const report = page.locator('.editor-group-container.active .view-lines');
  await report.locator('.view-line', { hasText: 'Done. Only code' }).first().waitFor();
  await session.shot('27-report-of-commands');
  const lines = (await report.locator('.view-line').allInnerTexts()).map(line =>
    line.replaceAll('\u00a0', ' '),
  );
  assert.deepEqual(
    lines.filter(line => line.startsWith('Inkling: connection to ')),
    [
      'Inkling: connection to kimi-k2-instruct, for fast commands',
      'Inkling: connection to granite-8b-code-instruct-128k, for strong commands',
    ],
  );
  const answers = lines.filter(line => line.includes('Answers a question')).map(line => line[0]);
  assert.deepEqual(answers, ['✓', '!']);
});
