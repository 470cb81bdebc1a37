// The book on a shelf that several windows share, and that fails now and then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptBook, type Shelf } from '../../../src/core/usage/keptBook.ts';

const ENTRY = { day: '2026-11-25', languageId: 'go', model: 'm' };

class Board implements Shelf {
  text: string | undefined;
  fails = false;

  async read(): Promise<string | undefined> {
    if (this.fails) throw new Error('full');
    return this.text;
  }

  async replace(text: string): Promise<void> {
    if (this.fails) throw new Error('full');
    this.text = text;
  }
}

const requestsIn = async (book: KeptBook): Promise<number> =>
  (await book.rows()).reduce((sum, { requests }) => sum + requests, 0);

test('two windows: neither writes over what the other counted', async () => {
  const board = new Board();
  const one = new KeptBook(board, () => {});
  const other = new KeptBook(board, () => {});
  for (let k = 0; k < 3; k++) {
    one.add(ENTRY, { requests: 1 });
    other.add(ENTRY, { requests: 1 });
    await one.keep();
    await other.keep();
  }
  assert.equal(await requestsIn(one), 6);
  assert.equal(await requestsIn(other), 6);
});

test('what can not be written stays, is shown, and is written later, once', async () => {
  const board = new Board();
  const told: string[] = [];
  const book = new KeptBook(board, text => told.push(text));
  board.fails = true;
  book.add(ENTRY, { requests: 2 });
  await book.keep();
  assert.equal(await requestsIn(book), 2);
  assert.ok(told.length > 0 && told.every(text => /^usage: not (kept|read), Error$/.test(text)));
  board.fails = false;
  assert.equal(await requestsIn(book), 2);
  assert.equal(await requestsIn(new KeptBook(board, () => {})), 2);
});

test('what is no book is an empty one; what is forgotten is gone for every window', async () => {
  const board = new Board();
  board.text = '{"half": ';
  const book = new KeptBook(board, () => {});
  book.add(ENTRY, { requests: 1 });
  assert.equal(await requestsIn(book), 1);
  await book.forget();
  assert.equal(await requestsIn(book), 0);
  assert.equal(await requestsIn(new KeptBook(board, () => {})), 0);
});

test('what can not be forgotten is still there', async () => {
  const board = new Board();
  const book = new KeptBook(board, () => {});
  book.add(ENTRY, { requests: 1 });
  await book.keep();
  board.fails = true;
  await assert.rejects(book.forget());
  board.fails = false;
  assert.equal(await requestsIn(book), 1);
});
