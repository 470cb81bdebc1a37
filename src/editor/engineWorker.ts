import type { Encoding } from '../core/completion/budget/encoding.ts';
import type { Surroundings } from '../core/completion/context/alike/alike.ts';
import type { Snippet } from '../core/completion/context/snippet.ts';
import type { Engine, EngineAnswer, EngineQuery } from '../core/completion/types.ts';
import type { Folder, IndexState, Request, Response } from '../worker/protocol.ts';
import type { Thread, ThreadListener } from './thread.ts';

/** What the worker is started on. */
export interface Workspace {
  readonly folders: readonly Folder[];
  readonly storage: string | undefined;
  readonly excludes: readonly string[];
  readonly open: readonly string[];
}

type Answer = Extract<Response, { readonly id: number }>;

const NOT_READY: EngineAnswer = { kind: 'nothing', why: 'not ready' };

/**
 * The workspace engine, living in a worker thread: the extension host only sends messages. A worker that dies is started once more;
 * if it dies again within a minute, the engine is out of order and says so.
 */
export class EngineWorker implements Engine {
  readonly origin = 'workspace';
  private readonly startThread: (listener: ThreadListener) => Thread;
  private readonly onState: (state: IndexState) => void;
  private readonly log: (text: string) => void;
  private worker: Thread | undefined;
  private workspace: Workspace | undefined;
  private readonly waiting = new Map<number, (response: Answer | undefined) => void>();
  private lastId = 0;
  private diedAt = Number.NEGATIVE_INFINITY;
  private closed = false;

  /** @param startThread starts the bundled worker. */
  constructor(
    startThread: (listener: ThreadListener) => Thread,
    onState: (state: IndexState) => void,
    log: (text: string) => void,
  ) {
    this.startThread = startThread;
    this.onState = onState;
    this.log = log;
  }

  /** Starts, or starts over with another workspace. */
  start(workspace: Workspace): void {
    if (this.closed) return;
    this.workspace = workspace;
    this.worker ??= this.launch();
    this.send({ kind: 'start', ...workspace });
  }

  async suggest(query: EngineQuery, signal: AbortSignal): Promise<EngineAnswer> {
    const response = await this.ask(id => ({ kind: 'query', id, query }), signal);
    return response?.kind === 'answer' ? response.answer : NOT_READY;
  }

  /** Places of the workspace that read like this one; none where the worker is out of order. */
  async alike(around: Surroundings, signal: AbortSignal): Promise<readonly Snippet[]> {
    const response = await this.ask(id => ({ kind: 'alike', id, around }), signal);
    return response?.kind === 'snippets' ? response.snippets : [];
  }

  /** How many tokens each line is. @throws where they can't be counted. */
  async count(encoding: Encoding, lines: readonly string[]): Promise<readonly number[]> {
    const { signal } = new AbortController();
    const response = await this.ask(id => ({ kind: 'count', id, encoding, lines }), signal);
    if (response?.kind === 'counts' && response.counts !== undefined) return response.counts;
    throw new Error('tokens can not be counted');
  }

  /** Learns a text that is on no disk: as files were at an earlier time, say. Resolves when it is learned. */
  async teach(path: string, text: string, signal: AbortSignal): Promise<void> {
    await this.ask(id => ({ kind: 'teach', id, path, text }), signal);
  }

  /** @returns `undefined` where the worker is not there, or ends before it answers. */
  private async ask(
    request: (id: number) => Request,
    signal: AbortSignal,
  ): Promise<Answer | undefined> {
    signal.throwIfAborted();
    if (this.worker === undefined) return undefined;
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.waiting.delete(id);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.set(id, response => {
        signal.removeEventListener('abort', onAbort);
        resolve(response);
      });
      this.send(request(id));
    });
  }

  /** Learns everything anew; starts the worker again where it is out of order. */
  rebuild(): void {
    if (this.worker !== undefined) this.send({ kind: 'rebuild' });
    else if (this.workspace !== undefined) this.start(this.workspace);
  }

  /** A file on the disk was saved, created or changed. */
  changed(path: string): void {
    this.send({ kind: 'changed', path });
  }

  /** A file or folder on the disk is gone. */
  removed(path: string): void {
    this.send({ kind: 'removed', path });
  }

  typing(): void {
    this.send({ kind: 'typing' });
  }

  dispose(): void {
    this.closed = true;
    this.send({ kind: 'close' });
    const worker = this.worker;
    this.worker = undefined;
    this.answerAll();
    worker?.end();
  }

  private send(request: Request): void {
    this.worker?.post(request);
  }

  private launch(): Thread {
    const thread = this.startThread({
      received: response => this.receive(response),
      failed: name => this.log(`worker: ${name}`),
      ended: code => this.exited(thread, code),
    });
    return thread;
  }

  private receive(response: Response): void {
    if (response.kind === 'state') this.onState(response.state);
    else if (response.kind === 'log') this.log(response.text);
    else if (response.kind !== 'file') {
      this.waiting.get(response.id)?.(response);
      this.waiting.delete(response.id);
    }
  }

  private exited(worker: Thread, code: number): void {
    if (this.closed || this.worker !== worker) return;
    this.worker = undefined;
    this.answerAll();
    const now = performance.now();
    const again = now - this.diedAt > 60_000;
    this.diedAt = now;
    this.log(`worker ended (${code})${again ? ', starting again' : ''}`);
    if (again && this.workspace !== undefined) this.start(this.workspace);
    else {
      this.onState({
        kind: 'problem',
        code: 'IDX-WORKER',
        message: 'The workspace engine stopped twice. Rebuild the index to start it again.',
      });
    }
  }

  private answerAll(): void {
    for (const answer of this.waiting.values()) answer(undefined);
    this.waiting.clear();
  }
}
