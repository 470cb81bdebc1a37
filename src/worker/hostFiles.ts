import type { Entry, FileSystem } from '../core/workspace/files/crawl.ts';
import type { FileAnswer, FileQuestion } from './protocol.ts';

/** The files of a worker that has no disk: each question goes to the extension host, and its answer comes as a message. */
export class HostFiles implements FileSystem {
  private readonly ask: (id: number, question: FileQuestion) => void;
  private readonly waiting = new Map<number, (answer: FileAnswer) => void>();
  private lastId = 0;

  /** @param ask sends a question; its answer is to be given to `answered`. */
  constructor(ask: (id: number, question: FileQuestion) => void) {
    this.ask = ask;
  }

  async list(path: string): Promise<readonly Entry[]> {
    return (await this.answerTo({ kind: 'list', path })) as readonly Entry[];
  }

  async stat(path: string): Promise<{ size: number; changed: number; regular: boolean }> {
    const found = await this.answerTo({ kind: 'stat', path });
    return found as { size: number; changed: number; regular: boolean };
  }

  async read(path: string, most: number): Promise<Uint8Array> {
    return (await this.answerTo({ kind: 'read', path, most })) as Uint8Array;
  }

  async tokens(file: string): Promise<Uint8Array> {
    return (await this.answerTo({ kind: 'tokens', file })) as Uint8Array;
  }

  async load(storage: string): Promise<Uint8Array | undefined> {
    const kept = await this.answerTo({ kind: 'load', storage }).catch(() => undefined);
    return kept as Uint8Array | undefined;
  }

  async save(storage: string, bytes: Uint8Array): Promise<void> {
    await this.answerTo({ kind: 'save', storage, bytes });
  }

  /** Takes the host's answer to an earlier question. */
  answered(answer: FileAnswer): void {
    this.waiting.get(answer.id)?.(answer);
    this.waiting.delete(answer.id);
  }

  /** @throws an error with the host's code. */
  private answerTo(question: FileQuestion): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, answer => {
        if ('error' in answer)
          reject(Object.assign(new Error(answer.error), { code: answer.error }));
        else resolve(answer.value);
      });
      this.ask(id, question);
    });
  }
}
