// T39: whoever sits on the port of a model gets no prompt before it has said that it has the model, and never a key that is not its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Question } from '../../../src/core/backend/backend.ts';
import { BackendError } from '../../../src/core/backend/errors.ts';
import { verified } from '../../../src/core/backend/sharing/verified.ts';
import type { SafeText } from '../../../src/core/gate/gate.ts';
import { END, FakeBackend, text } from '../../support/fakeBackend.ts';
import { faultyServer, head } from '../../support/faultyServer.ts';
import { realNet } from '../../support/net.ts';

const never = new AbortController().signal;
const HOLE: Question = {
  kind: 'fim',
  path: 'a',
  languageId: 'c',
  before: 'x' as SafeText,
  after: '' as SafeText,
  context: [],
  mostTokens: 1,
};

async function asked(body: string, script = [[text('a'), END]], times = 1) {
  await using server = await faultyServer([
    { write: `${head('200 OK', 'content-type: application/json')}${body}` },
    { fin: true },
  ]);
  const fake = new FakeBackend('m', ...script);
  const place = {
    model: 'm',
    endpoint: { base: `http://127.0.0.1:${server.port}/v1` },
    reach: 'local' as const,
  };
  const backend = verified(fake, place, realNet);
  const codes: string[] = [];
  for (let k = 0; k < times; k++) {
    try {
      for await (const _ of backend.stream(HOLE, never));
      codes.push('fine');
    } catch (error) {
      codes.push(error instanceof BackendError ? error.code : String(error));
    }
  }
  return { codes, prompts: fake.asked.length, checks: server.received.length };
}

test('a server that has the model: asked once, then trusted', async () => {
  assert.deepEqual(await asked('{"data": [{"id": "m"}]}', undefined, 3), {
    codes: ['fine', 'fine', 'fine'],
    prompts: 3,
    checks: 1,
  });
});

test('a squatter gets no prompt, whatever it says', async () => {
  for (const [body, code] of [
    ['{"data": [{"id": "other"}]}', 'REQ-MODEL'],
    ['{"data": []}', 'REQ-MODEL'],
    ['{"ok": true}', 'REQ-MODEL'],
    ['Hello', 'SRV-SHAPE'],
    ['<!doctype html>', 'SRV-SHAPE'],
  ] as const) {
    assert.deepEqual(await asked(body), { codes: [code], prompts: 0, checks: 1 }, body);
  }
});

test('after a failure it is asked again: another program may sit there now', async () => {
  const failing = [
    [text('a'), END],
    [new BackendError('NET-RESET', { host: 'h' })],
    [text('a'), END],
  ] as never;
  const { codes, checks } = await asked('{"data": [{"id": "m"}]}', failing, 3);
  assert.deepEqual([codes, checks], [['fine', 'NET-RESET', 'fine'], 2]);
});
