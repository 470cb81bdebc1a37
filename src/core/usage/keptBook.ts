import { Book, type Entry, type Row, rowsFrom } from './book.ts';
import type { Tally } from './tally.ts';

/** Where the book is kept. */
export interface Shelf {
  /** What was put there last, by whichever window; `undefined` where nothing was. @throws what can't be read for now */
  read(): Promise<string | undefined>;
  /** Takes its place, whole or not at all. @throws what can't be written */
  replace(text: string): Promise<void>;
}

/** Milliseconds from a change to its being kept: seldom, since all of it is read and written. What is lost when the machine stops is no more than this. */
const KEPT_AFTER = 60_000;

/**
 * The book on its shelf. Several windows write into it: each adds what it counted to what stands there by then, so that no window writes over another's
 * figures.
 */
export class KeptBook {
  private readonly shelf: Shelf;
  private readonly log: (text: string) => void;
  /** What was counted here and is not on the shelf yet. */
  private fresh = new Book();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(shelf: Shelf, log: (text: string) => void) {
    this.shelf = shelf;
    this.log = log;
  }

  add(entry: Entry, more: Partial<Tally>): void {
    this.fresh.add(entry, more);
    this.timer ??= setTimeout(() => void this.keep(), KEPT_AFTER);
  }

  /** All that was counted, in every window. What can't be read for now is left out, and comes back. */
  async rows(): Promise<readonly Row[]> {
    await this.keep();
    const book = new Book();
    try {
      book.addAll(await this.read());
    } catch (error) {
      this.tell('not read', error);
    }
    book.addAll(this.fresh.rows); // what could not be written
    return book.rows;
  }

  /** Writes what is fresh. Where that fails, it stays fresh. */
  keep(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** Forgets everything. @throws what the shelf throws */
  async forget(): Promise<void> {
    await this.writing;
    await this.shelf.replace('[]');
    this.fresh = new Book();
  }

  private async write(): Promise<void> {
    if (this.fresh.isEmpty) return;
    const { rows } = this.fresh;
    this.fresh = new Book();
    try {
      const book = new Book();
      book.addAll(await this.read());
      book.addAll(rows);
      await this.shelf.replace(JSON.stringify(book.rows));
    } catch (error) {
      this.fresh.addAll(rows);
      this.tell('not kept', error);
    }
  }

  private async read(): Promise<readonly Row[]> {
    const text = await this.shelf.read();
    if (text === undefined) return [];
    try {
      return rowsFrom(JSON.parse(text));
    } catch {
      return []; // somebody else's hand was in it
    }
  }

  private tell(what: string, error: unknown): void {
    this.log(`usage: ${what}, ${error instanceof Error ? error.name : 'unknown error'}`);
  }

  dispose(): void {
    void this.keep();
  }
}
