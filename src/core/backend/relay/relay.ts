import { identify } from '../detect.ts';
import { COMMAND_LOCAL } from '../http/limits.ts';
import type { Net } from '../http/net.ts';
import type { Opened, Portion, Refused } from './protocol.ts';
import { readQuestion, type SoundQuestion } from './rules.ts';

/** What the relay stands on. */
export interface Ground {
  /** The network of the user's own computer. */
  readonly net: Net;
  /** Did the user allow the remote side of this window to ask this port? */
  mayAsk(port: number): boolean;
  /** The key of the server at a port, which the remote side never sees. */
  keyFor(port: number): Promise<string | undefined>;
}

/** Under way at once: answers of models; and what servers say of themselves, five things each at all ports when they are looked for. */
const MOST = { POST: 16, GET: 64 };
/** Characters that wait for the remote side; the server is not read on meanwhile. */
const MOST_WAITING = 256 * 1024;
/** Milliseconds until an answer that nobody fetches is given up: the remote side may be gone without a word. */
const PATIENCE = 30_000;
/** Milliseconds for which a server that said who it is need not say it again. */
const KNOWN_FOR = 5 * 60_000;
/** What the remote side has to know of an answer's head. */
const TOLD = ['content-type', 'retry-after', 'retry-after-ms'];

/**
 * The companion's end: asks servers on this computer in the remote side's stead, and hands their answers on as they stream. Only 127.0.0.1 is asked, only what
 * `rules.ts` lets pass, only where the user agreed, and for answers only a server that first said, to us, that it is one of models. No header of the remote side's
 * goes along, no redirect is followed and no cookie sent.
 */
export class Relay {
  private readonly ground: Ground;
  private readonly passing = new Map<string, Passage>();
  /** Until when a port's server is known, milliseconds since 1970. */
  private readonly known = new Map<number, number>();

  constructor(ground: Ground) {
    this.ground = ground;
  }

  /** @param value a `Question`, from anybody. Answers when the server's head is there. */
  async open(value: unknown): Promise<Opened | Refused> {
    const question = readQuestion(value);
    if (question === undefined || this.passing.has(question.id)) return refused('question');
    if (!this.ground.mayAsk(question.port)) return refused('consent');
    if (this.underWay(question.method) >= MOST[question.method]) return refused('busy');
    const passage = new Passage(question.method, this.ground.net, () =>
      this.passing.delete(question.id),
    );
    this.passing.set(question.id, passage);
    try {
      const key = await this.ground.keyFor(question.port);
      if (question.method === 'POST' && !(await this.isKnown(question.port, key, passage.signal))) {
        passage.close();
        return refused('stranger');
      }
      return passage.begin(await this.ask(question, key, passage.signal));
    } catch {
      this.known.delete(question.port);
      passage.close();
      return refused('unreachable');
    }
  }

  /** What came since the last portion; waits until there is something. */
  read(id: unknown): Promise<Portion> {
    const passage = typeof id === 'string' ? this.passing.get(id) : undefined;
    return passage?.next() ?? Promise.resolve({ text: '', state: 'cut' });
  }

  close(id: unknown): void {
    if (typeof id === 'string') this.passing.get(id)?.close();
  }

  closeAll(): void {
    for (const passage of this.passing.values()) passage.close();
  }

  private underWay(method: SoundQuestion['method']): number {
    return [...this.passing.values()].filter(passage => passage.method === method).length;
  }

  private async isKnown(
    port: number,
    key: string | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { net } = this.ground;
    if ((this.known.get(port) ?? 0) > net.now()) return true;
    const server = await identify(`http://127.0.0.1:${port}`, net, signal, { key });
    if (server !== undefined) this.known.set(port, net.now() + KNOWN_FOR);
    return server !== undefined;
  }

  private ask(
    { port, path, method, body }: SoundQuestion,
    key: string | undefined,
    signal: AbortSignal,
  ): Promise<Response> {
    return this.ground.net.fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      ...(body === undefined ? {} : { body }),
      credentials: 'omit',
      redirect: 'manual',
      signal,
    });
  }
}

function refused(why: Refused['why']): Refused {
  return { kind: 'refused', why };
}

/** One answer on its way. */
class Passage {
  readonly method: SoundQuestion['method'];
  private readonly net: Net;
  private readonly onOver: () => void;
  private readonly controller = new AbortController();
  private readonly callOffTotal: () => void;
  private callOffPatience: () => void = () => {};
  private waiting = '';
  private state: Portion['state'] = 'more';
  /** Wakes those that wait for a change. */
  private wake: () => void = () => {};
  private change = Promise.resolve();

  constructor(method: SoundQuestion['method'], net: Net, onOver: () => void) {
    this.method = method;
    this.net = net;
    this.onOver = onOver;
    this.callOffTotal = net.later(COMMAND_LOCAL.total, () => this.close());
    this.changed();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  begin(response: Response): Opened {
    const { status, headers, type, body } = response;
    void this.pump(body);
    this.bePatient();
    const told = TOLD.flatMap(name => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    // a browser shows nothing of a redirect, not even that number
    const known = type === 'opaqueredirect' ? 302 : status;
    return { kind: 'opened', status: known, headers: Object.fromEntries(told) };
  }

  async next(): Promise<Portion> {
    this.callOffPatience();
    while (this.waiting === '' && this.state === 'more') await this.change;
    const portion: Portion = { text: this.waiting, state: this.state };
    this.waiting = '';
    if (this.state === 'more') this.bePatient();
    else this.close();
    this.changed();
    return portion;
  }

  close(): void {
    if (this.state === 'more') this.state = 'cut';
    this.callOffTotal();
    this.callOffPatience();
    this.controller.abort();
    this.onOver();
    this.changed();
  }

  private async pump(body: Response['body']): Promise<void> {
    const decoder = new TextDecoder(); // a character may be cut in two by the network
    try {
      const reader = body?.getReader();
      for (;;) {
        while (this.waiting.length >= MOST_WAITING && this.state === 'more') await this.change;
        const piece = await reader?.read();
        if (piece === undefined || piece.done) break;
        this.add(decoder.decode(piece.value, { stream: true }));
      }
      this.end('end', decoder.decode());
    } catch {
      this.end('cut');
    }
  }

  private add(text: string): void {
    if (this.state !== 'more') return;
    this.waiting += text;
    this.changed();
  }

  private end(how: 'end' | 'cut', rest = ''): void {
    if (this.state !== 'more') return;
    this.waiting += rest;
    this.state = how;
    this.changed();
  }

  private bePatient(): void {
    this.callOffPatience();
    this.callOffPatience = this.net.later(PATIENCE, () => this.close());
  }

  private changed(): void {
    const { wake } = this;
    this.change = new Promise(resolve => {
      this.wake = resolve;
    });
    wake();
  }
}
