import * as vscode from 'vscode';
import { Book, type Entry, type Row, rowsFrom } from '../../core/usage/book.ts';
import type { Tally } from '../../core/usage/tally.ts';

/** Milliseconds from a change to its being kept. */
const KEPT_AFTER = 10_000;

/**
 * The book in a file of this machine. Several windows write into it: each adds what it counted to what stands there by then, so that no window writes over
 * another's figures.
 */
export class KeptBook implements vscode.Disposable {
  private readonly folder: vscode.Uri;
  private readonly file: vscode.Uri;
  private readonly log: (text: string) => void;
  /** What was counted here and is not in the file yet. */
  private fresh = new Book();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  /** @param folder that VS Code keeps for us; it need not exist. */
  constructor(folder: vscode.Uri, log: (text: string) => void) {
    this.folder = folder;
    this.file = vscode.Uri.joinPath(folder, 'usage.json');
    this.log = log;
  }

  add(entry: Entry, more: Partial<Tally>): void {
    this.fresh.add(entry, more);
    this.timer ??= setTimeout(() => void this.keep(), KEPT_AFTER);
  }

  /** All that was counted, in every window. */
  async rows(): Promise<readonly Row[]> {
    await this.keep();
    const book = new Book();
    book.addAll(await this.read());
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

  /** Forgets everything. @throws what the file system throws */
  async delete(): Promise<void> {
    await this.writing;
    this.fresh = new Book();
    await vscode.workspace.fs.writeFile(this.file, new TextEncoder().encode('[]'));
  }

  private async write(): Promise<void> {
    if (this.fresh.isEmpty) return;
    const { rows } = this.fresh;
    this.fresh = new Book();
    try {
      const book = new Book();
      book.addAll(await this.read());
      book.addAll(rows);
      await this.replace(JSON.stringify(book.rows));
    } catch (error) {
      this.fresh.addAll(rows);
      this.log(`usage: not kept, ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  }

  /** A file that is cut off in the middle is never seen. */
  private async replace(text: string): Promise<void> {
    const { fs } = vscode.workspace;
    await fs.createDirectory(this.folder);
    const next = vscode.Uri.joinPath(this.folder, `usage-${crypto.randomUUID()}.json`);
    await fs.writeFile(next, new TextEncoder().encode(text));
    await fs.rename(next, this.file, { overwrite: true });
  }

  /** What stands in the file; nothing where there is none. @throws where there is one that can't be read */
  private async read(): Promise<readonly Row[]> {
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(this.file);
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return [];
      throw error;
    }
    try {
      return rowsFrom(JSON.parse(new TextDecoder().decode(bytes)));
    } catch {
      return []; // somebody else's hand was in it
    }
  }

  dispose(): void {
    void this.keep();
  }
}
