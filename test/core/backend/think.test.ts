// Thoughts apart from the answer, wherever the stream is cut.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Piece } from '../../../src/core/backend/backend.ts';
import { thoughtsApart } from '../../../src/core/backend/think.ts';
import { END, text } from '../../support/fakeBackend.ts';
import { everyChunking } from '../../support/streams.ts';

async function check(
  reply: string,
  opened: boolean,
  reasoning: string,
  answer: string,
): Promise<void> {
  for (const chunks of everyChunking(reply)) {
    const stream = (async function* (): AsyncGenerator<Piece> {
      yield* chunks.map(text);
      yield END;
    })();
    const heard = { text: '', reasoning: '' };
    for await (const piece of thoughtsApart(stream, opened)) {
      if (piece.kind === 'text' || piece.kind === 'reasoning') heard[piece.kind] += piece.text;
    }
    assert.deepEqual(heard, { text: answer, reasoning });
  }
}

test('in tags', () => check('<think>so it is</think>\n\nAnswer\n', false, 'so it is', 'Answer\n'));
test('in tags after a blank line', () => check('\n<think>a</think>b', false, 'a', 'b'));
test('opened by the template', () => check('so it is</think>\nAnswer', true, 'so it is', 'Answer'));
test('opened by the template, and again by the model', () =>
  check('<think>a</think>b', true, 'a', 'b'));
test('an empty thought', () => check('<think>\n\n</think>\n\nAnswer', false, '\n\n', 'Answer'));
test('never closed: no answer', () => check('<think>on and on', false, 'on and on', ''));
test('none', () => check('  if (a < b) {}', false, '', '  if (a < b) {}'));
test('what looks like the beginning of one', () => check('<thin ice>', false, '', '<thin ice>'));
test('a tag in the answer is the answer’s', () =>
  check('x<think>y</think>', false, '', 'x<think>y</think>'));

test('where the server tells them apart, all text is answer', async () => {
  const stream = (async function* (): AsyncGenerator<Piece> {
    yield { kind: 'reasoning', text: 'so' };
    yield text('Ans');
    yield text('wer');
    yield END;
  })();
  const kinds: string[] = [];
  for await (const piece of thoughtsApart(stream, true)) kinds.push(piece.kind);
  assert.deepEqual(kinds, ['reasoning', 'text', 'text', 'end']);
});
