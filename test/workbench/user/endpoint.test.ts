// A user adds an endpoint with a key: a wrong one first, then the right one; ghost text comes from it, and the key is in no file of settings.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  chooseFor,
  enter,
  inputTitled,
  learned,
  QUICK_ROW,
  runCommand,
  statusText,
  until,
} from '../kit/gestures.ts';
import { openSession, type Session } from './session.ts';

const KEY = 'right-key-4711';
const MODEL = 'starcoder2-3b';
let session: Session;
let server: Server;
let base: string;
const keysSeen = new Set<string | undefined>();

/** An OpenAI-shaped server that wants a key, and knows one answer. */
before(async () => {
  server = createServer((request, response) => {
    keysSeen.add(request.headers.authorization);
    if (request.headers.authorization !== `Bearer ${KEY}`) {
      response.writeHead(401).end('{"error":{"message":"wrong key"}}');
    } else if (request.url === '/v1/models') {
      response.end(JSON.stringify({ data: [{ id: MODEL, max_model_len: 16_384 }] }));
    } else if (request.url === '/v1/completions') {
      response.setHeader('content-type', 'text/event-stream');
      const choice = { index: 0, text: ' right', finish_reason: 'stop' };
      response.end(`data: ${JSON.stringify({ choices: [choice] })}\n\ndata: [DONE]\n\n`);
    } else response.writeHead(404).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address !== 'string');
  base = `http://127.0.0.1:${address.port}/v1`;
  session = await openSession();
  await learned(session.page);
});
after(async () => {
  await session?.close();
  server?.close();
});

async function addEndpoint(page: Page, key: string): Promise<void> {
  await runCommand(page, 'Inkling: Choose Model');
  await chooseFor(page, 'Add an endpoint', inputTitled(page, /address of the endpoint/));
  await enter(page, /address of the endpoint/, base);
  await enter(page, /the key for 127\.0\.0\.1/, key);
  await page
    .locator('.quick-input-widget', { hasText: 'where shall ghost text come from' })
    .waitFor();
}

test('a wrong key: its model is typed by hand, tried, and refused with the reason', async () => {
  const { page } = session;
  await addEndpoint(page, 'wrong-key-0815');
  await page.locator(QUICK_ROW, { hasText: 'Another model there' }).first().click();
  await enter(page, /the model’s id/, MODEL);
  await page.locator('.notification-toast', { hasText: 'rejected the key' }).waitFor();
  await session.shot('40-wrong-key');
  assert.doesNotMatch(await statusText(page), /starcoder/);
});

test('the right key: the model is listed, chosen, and completes; the key is in no file', async () => {
  const { page } = session;
  await addEndpoint(page, KEY);
  await page.locator(QUICK_ROW, { hasText: MODEL }).first().click();
  await until('the status bar names it', async () => (await statusText(page)).includes(MODEL));
  assert.match(await session.ghostTextInHole(), /^ right/);
  await session.shot('41-endpoint');
  const files = readdirSync(session.home, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name));
  const holding = (text: string): string[] =>
    files.filter(file => readFileSync(file).includes(text)).map(file => path.basename(file));
  assert.ok(holding(MODEL).includes('settings.json'), 'the choice is in the settings');
  assert.deepEqual(holding(KEY), [], 'the key is in a file');
  assert.deepEqual([...keysSeen].sort(), ['Bearer right-key-4711', 'Bearer wrong-key-0815']);
});
