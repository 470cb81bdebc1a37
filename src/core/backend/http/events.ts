import { createParser } from 'eventsource-parser';
import { BackendError } from '../errors.ts';
import { LARGEST_EVENT, LONGEST_LINE, MOST_FIELDS } from './limits.ts';

/** What a stream is made of: the JSON values in it, and `DONE` where the server said that it is whole. */
export const DONE = Symbol('[DONE]');
export type StreamItem = unknown | typeof DONE;

/**
 * The JSON values of an answer in the order they come, whatever frames them: server-sent events, one JSON object a line (Ollama's own
 * format), or a single JSON object from a server that does not stream. A stream that just ends is not told from a whole one here:
 * `DONE`, or a finish reason in a value, tells.
 *
 * @throws BackendError SRV-HTML, SRV-JSON, SRV-BIG; and what `body` throws.
 */
export async function* jsonItems(
  body: ReadableStream<Uint8Array> | null,
  host: string,
): AsyncGenerator<StreamItem> {
  if (body === null) throw new BackendError('SRV-EMPTY', { host });
  const pieces = decoded(body);
  let head = '';
  for await (const piece of pieces) {
    head += piece;
    if (head.trim() === '') continue; // blank lines keep the connection alive
    const first = head.trimStart()[0];
    if (first === '<') throw new BackendError('SRV-HTML', { host });
    const rest = prepended(head, pieces);
    yield* first === '{' || first === '[' ? jsonLines(rest, host) : serverSentEvents(rest, host);
    return;
  }
  throw new BackendError('SRV-EMPTY', { host });
}

async function* decoded(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder(); // takes a byte order mark off, and puts split characters together
  const reader = body.getReader();
  try {
    for (;;) {
      const piece = await reader.read();
      if (piece.done) break;
      yield decoder.decode(piece.value, { stream: true });
    }
    yield decoder.decode();
  } finally {
    void reader.cancel().catch(() => {}); // the reader may leave early: the server then hears of it
  }
}

async function* prepended(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

/** How a stream of events begins, however little of it came at first. */
const FIELD =
  /^(:.*|d|da|dat|data|data:.*|e|ev|eve|even|event|event:.*|i|id|id:.*|r|re|ret|retr|retry|retry:.*)(\n|\r|$)/;

async function* serverSentEvents(
  pieces: AsyncIterable<string>,
  host: string,
): AsyncGenerator<StreamItem> {
  const ready: StreamItem[] = [];
  const parser = createParser({
    maxBufferSize: LARGEST_EVENT,
    onEvent: ({ data }) => {
      if (data.trim() === '[DONE]') ready.push(DONE);
      else if (data !== '') ready.push(parsed(data, host));
    },
    onError: error => {
      if (error.type === 'max-buffer-size-exceeded') throw new BackendError('SRV-BIG', { host });
    },
  });
  const guard = new FrameGuard(host);
  let begun = false;
  for await (const piece of pieces) {
    guard.see(piece);
    if (!begun && piece.trim() !== '') {
      begun = true;
      if (!FIELD.test(piece.trimStart())) throw new BackendError('SRV-SHAPE', { host });
    }
    parser.feed(piece);
    for (const item of ready.splice(0)) {
      yield item;
      if (item === DONE) return; // whatever comes after it, and a socket held open, are of no interest
    }
  }
  // a last event without its blank line: whole, or cut in the middle
  try {
    parser.feed('\n\n');
  } catch {
    throw new BackendError('NET-CUT', { host });
  }
  yield* ready;
}

/** Refuses endless lines and endless events as they come, before anything is put together. */
class FrameGuard {
  private readonly host: string;
  private line = 0;
  private fields = 0;

  constructor(host: string) {
    this.host = host;
  }

  see(piece: string): void {
    let start = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      this.line += end - start;
      this.check();
      this.fields = this.line <= 1 ? 0 : this.fields + 1; // a blank line, or one with only \r
      if (this.fields > MOST_FIELDS) throw new BackendError('SRV-BIG', { host: this.host });
      this.line = 0;
      start = end + 1;
    }
    this.line += piece.length - start;
    this.check();
  }

  private check(): void {
    if (this.line > LONGEST_LINE) throw new BackendError('SRV-BIG', { host: this.host });
  }
}

/** One JSON value a line; or, when the first line is not one, a single value over all lines. */
async function* jsonLines(pieces: AsyncIterable<string>, host: string): AsyncGenerator<StreamItem> {
  let framing: 'unknown' | 'lines' | 'whole' = 'unknown';
  let waiting: string[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > LARGEST_EVENT) throw new BackendError('SRV-BIG', { host });
    if (framing === 'whole' || !piece.includes('\n')) {
      waiting.push(piece);
      continue;
    }
    const lines = (waiting.join('') + piece).split('\n');
    waiting = [lines.pop() ?? ''];
    size = waiting[0]?.length ?? 0;
    for (const [k, line] of lines.entries()) {
      if (line.trim() === '') continue;
      if (framing === 'unknown') framing = isJson(line) ? 'lines' : 'whole';
      if (framing === 'lines') yield parsed(line, host);
      else {
        waiting = [...lines.slice(k).map(rest => `${rest}\n`), ...waiting];
        break;
      }
    }
  }
  const last = waiting.join('').trim();
  if (last === '') return;
  if (framing === 'lines' && !isJson(last)) throw new BackendError('NET-CUT', { host });
  yield parsed(last, host);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function parsed(text: string, host: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BackendError('SRV-JSON', { host });
  }
}
