import { LineIndex } from '../core/completion/context/alike/lineIndex.ts';
import { type EngineOptions, WorkspaceEngine } from '../core/workspace/engine.ts';
import { readContent } from '../core/workspace/files/content.ts';
import { crawl, type FileSystem } from '../core/workspace/files/crawl.ts';
import { LARGEST_FILE, whyNotByName } from '../core/workspace/files/eligible.ts';
import { IgnoreRules } from '../core/workspace/files/ignoreRules.ts';
import { chooseFiles, type FoundFile } from '../core/workspace/files/order.ts';
import type { Folder, IndexState } from './protocol.ts';

/** What indexing needs from outside; the tests put faults into it. */
export interface IndexingPorts {
  readonly files: FileSystem;
  /** What was kept from an earlier time, if anything. */
  load(): Promise<Uint8Array | undefined>;
  /** Keeps the index; throws what the disk throws. */
  save(bytes: Uint8Array): Promise<void>;
  onState(state: IndexState): void;
  log(text: string): void;
  /** Milliseconds, never going back. */
  clock(): number;
  /** Lets other work through, at least for `milliseconds`. */
  rest(milliseconds: number): Promise<void>;
}

export interface Scope {
  readonly folders: readonly Folder[];
  readonly excludes: readonly string[];
  readonly open: readonly string[];
}

/** A file to learn and where it is on the disk. */
interface Source {
  readonly file: string;
  readonly found: FoundFile;
}

/** What the disk says when a later try may go well. */
const FOR_NOW = new Set(['EMFILE', 'ENFILE', 'EBUSY', 'ESTALE', 'EAGAIN']);
/** Bytes of source that are learned at most. */
export const MOST_SOURCE = 20e6;
/** After this much work at a stretch, queries are let through. */
const SLICE = 4;
/** After a key, learning waits this long. */
const QUIET = 300;
const READERS = 8;
/** Longer files are learned, but no context for a model is taken from them: they are data, or generated. */
const LONGEST_FOR_LINES = 200_000;

/**
 * Learns the workspace in the background: finds its files, reads and learns what is new or changed since the last time, forgets what
 * is gone, keeps the result. One at a time; a new start ends the one before.
 */
export class Indexing {
  engine: WorkspaceEngine;
  private lines: LineIndex | undefined;
  private readonly ports: IndexingPorts;
  private readonly options: EngineOptions & { readonly maxSourceBytes: number };
  private scope: Scope = { folders: [], excludes: [], open: [] };
  private running = new AbortController();
  private typedAt = Number.NEGATIVE_INFINITY;
  private sliceStart = 0;
  private partial: string | undefined;
  private memoryOnly = false;

  constructor(ports: IndexingPorts, options: EngineOptions) {
    this.ports = ports;
    this.options = { maxSourceBytes: MOST_SOURCE, ...options };
    this.engine = new WorkspaceEngine(this.options);
  }

  /** Learns the workspace, beginning with what was kept. Resolves when it is done, or was ended by another start. */
  async start(scope: Scope): Promise<void> {
    this.scope = scope;
    if (scope.folders.length === 0) {
      this.end();
      this.engine = new WorkspaceEngine(this.options);
      this.lines = undefined;
      this.ports.onState({ kind: 'off' });
      return;
    }
    await this.run(true);
  }

  /** Throws everything away and learns it anew. */
  async rebuild(): Promise<void> {
    if (this.scope.folders.length > 0) await this.run(false);
  }

  /**
   * The lines of the learned files, for context in prompts. Only who uses a model needs them, and the engine keeps no text: at the first
   * question the files are read again in the background, and what was read so far answers.
   */
  linesSoFar(): LineIndex {
    if (this.lines === undefined) {
      this.lines = new LineIndex();
      void this.readLines(this.lines, this.running.signal);
    }
    return this.lines;
  }

  /** The user pressed a key: learning waits a moment. */
  typing(): void {
    this.typedAt = this.ports.clock();
  }

  /** Ends what is running. */
  end(): void {
    this.running.abort();
  }

  /** A file was saved or changed on the disk. */
  async changed(file: string): Promise<void> {
    const place = this.placeOf(file);
    if (place === undefined || !(await this.mayLearn(place.root, place.inside))) return;
    const found = await this.ports.files.stat(file).catch(() => undefined);
    if (found === undefined || !found.regular) this.forget(place.path);
    else await this.learnFile(file, { path: place.path, ...found }, this.running.signal);
    this.tellReady();
  }

  /** A file or a folder is gone. */
  removed(file: string): void {
    const place = this.placeOf(file);
    if (place === undefined) return;
    for (const path of [...this.engine.paths()]) {
      if (path === place.path || path.startsWith(`${place.path}/`)) this.forget(path);
    }
    this.tellReady();
  }

  /** Learns a text at once that is on no disk. */
  teach(path: string, text: string): void {
    this.engine.learn(path, text);
    this.lines ??= new LineIndex();
    if (text.length <= LONGEST_FOR_LINES) this.lines.learn(path, text);
  }

  /** Keeps the index. A disk that can't take it is said once; then the index lives in memory. */
  async keep(): Promise<void> {
    if (this.memoryOnly) return;
    try {
      await this.ports.save(this.engine.save());
    } catch (error) {
      this.memoryOnly = true;
      this.ports.log(`index not kept: ${codeOf(error)}`);
    }
  }

  private async run(useKept: boolean): Promise<void> {
    this.end();
    this.running = new AbortController();
    const { signal } = this.running;
    try {
      this.ports.onState({ kind: 'indexing', done: 0, total: 0 });
      await this.loadKept(useKept);
      const chosen = await this.find(signal);
      await this.learnAll(chosen, signal);
      this.engine.trim();
      this.tellReady();
      await this.keep();
    } catch (error) {
      if (signal.aborted) return;
      this.ports.log(`indexing failed: ${codeOf(error)}`);
      this.ports.onState({
        kind: 'problem',
        code: 'IDX-FAILED',
        message: 'The workspace could not be learned. Rebuild the index to try again.',
      });
    }
  }

  private async loadKept(useKept: boolean): Promise<void> {
    const bytes = useKept ? await this.ports.load() : undefined;
    const kept = bytes && WorkspaceEngine.load(bytes, this.options);
    if (bytes !== undefined && kept === undefined)
      this.ports.log('kept index unusable: built anew');
    this.engine = kept ?? new WorkspaceEngine(this.options);
    this.lines = undefined; // read again when they are asked for
  }

  /** The files to learn, the best last, with their place on the disk. */
  private async find(signal: AbortSignal): Promise<Source[]> {
    const all: FoundFile[] = [];
    const places = new Map<string, string>();
    let cutOff = false;
    for (const { root, prefix } of this.scope.folders) {
      const rules = new IgnoreRules().with('', this.scope.excludes.join('\n'));
      const excludes = (path: string): boolean => rules?.excludes(path) ?? false;
      const crawled = await crawl(root, this.ports.files, excludes, signal);
      cutOff ||= crawled.partial;
      for (const folder of crawled.unreadableRules) {
        this.ports.log(`ignore file unusable, folder left out: ${JSON.stringify(prefix + folder)}`);
      }
      for (const found of crawled.files) {
        const path = prefix + found.path;
        all.push({ ...found, path });
        places.set(path, `${root}/${found.path}`);
      }
    }
    const open = this.scope.open.map(file => this.placeOf(file)?.path ?? file);
    const chosen = chooseFiles(all, open, this.options.maxSourceBytes);
    this.partial =
      cutOff || chosen.length < all.length
        ? `${chosen.length} of ${all.length}${cutOff ? ' or more' : ''} files`
        : undefined;
    const wanted = new Set(chosen.map(found => found.path));
    for (const path of [...this.engine.paths()]) if (!wanted.has(path)) this.forget(path);
    this.engine.reserve(chosen.reduce((sum, found) => sum + found.size, 0));
    return chosen.map(found => ({ file: places.get(found.path) ?? '', found }));
  }

  private async learnAll(chosen: readonly Source[], signal: AbortSignal): Promise<void> {
    const fresh = chosen.filter(({ found }) => this.engine.stampOf(found.path) !== stampOf(found));
    const refused = await this.learnSome(fresh, READERS, signal, 0, fresh.length);
    // too many open files, or a file that another process held: once more, one at a time
    await this.learnSome(refused, 1, signal, fresh.length - refused.length, fresh.length);
  }

  /** Reads `width` files at a time and learns them; gives those that the disk refused for now. */
  private async learnSome(
    sources: readonly Source[],
    width: number,
    signal: AbortSignal,
    done: number,
    total: number,
  ): Promise<Source[]> {
    const refused: Source[] = [];
    for (let from = 0; from < sources.length; from += width) {
      const batch = sources.slice(from, from + width);
      const contents = await Promise.all(
        batch.map(({ file }) => this.ports.files.read(file, LARGEST_FILE + 1).catch(codeOf)),
      );
      for (const [k, source] of batch.entries()) {
        const bytes = contents[k];
        if (typeof bytes === 'object') await this.learnBytes(source.found, bytes, signal);
        else if (bytes !== undefined && FOR_NOW.has(bytes)) refused.push(source);
      }
      this.ports.onState({ kind: 'indexing', done: done + from + batch.length, total });
    }
    return refused;
  }

  private async learnFile(file: string, found: FoundFile, signal: AbortSignal): Promise<void> {
    if (found.size > LARGEST_FILE) {
      this.forget(found.path);
      return;
    }
    const bytes = await this.ports.files.read(file, LARGEST_FILE + 1).catch(() => undefined);
    if (bytes === undefined) this.forget(found.path);
    else await this.learnBytes(found, bytes, signal);
  }

  private async learnBytes(
    found: FoundFile,
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<void> {
    const content = readContent(bytes);
    if (content.kind === 'skipped') {
      this.forget(found.path);
      return;
    }
    for (const _ of this.engine.learnInSteps(found.path, content.text, stampOf(found))) {
      await this.letOthersWork();
      signal.throwIfAborted();
    }
    if (this.lines !== undefined)
      await this.learnLines(this.lines, found.path, content.text, signal);
  }

  private async readLines(lines: LineIndex, signal: AbortSignal): Promise<void> {
    for (const path of [...this.engine.paths()]) {
      const file = this.fileOf(path);
      if (file === undefined || lines.has(path)) continue;
      const bytes = await this.ports.files.read(file, LONGEST_FOR_LINES + 1).catch(() => undefined);
      if (signal.aborted) return;
      const content = bytes && readContent(bytes);
      if (content === undefined || content.kind === 'skipped' || lines.has(path)) continue;
      await this.learnLines(lines, path, content.text, signal).catch(() => {});
    }
  }

  private async learnLines(
    lines: LineIndex,
    path: string,
    text: string,
    signal: AbortSignal,
  ): Promise<void> {
    if (text.length > LONGEST_FOR_LINES) {
      lines.forget(path);
      return;
    }
    for (const _ of lines.learnInSteps(path, text)) {
      await this.letOthersWork();
      signal.throwIfAborted();
    }
  }

  private forget(path: string): void {
    this.engine.forget(path);
    this.lines?.forget(path);
  }

  private async letOthersWork(): Promise<void> {
    const now = this.ports.clock();
    const sinceKey = now - this.typedAt;
    if (sinceKey < QUIET) await this.ports.rest(QUIET - sinceKey);
    else if (now - this.sliceStart > SLICE) await this.ports.rest(0);
    else return;
    this.sliceStart = this.ports.clock();
  }

  private tellReady(): void {
    const { files, sourceBytes } = this.engine.stats;
    const partial = this.partial;
    this.ports.onState({
      kind: 'ready',
      files,
      characters: sourceBytes,
      ...(partial === undefined ? {} : { partial }),
    });
  }

  /** A file on the disk as a path of the workspace. */
  private placeOf(file: string): { root: string; inside: string; path: string } | undefined {
    for (const { root, prefix } of this.scope.folders) {
      if (!file.startsWith(`${root}/`)) continue;
      const inside = file.slice(root.length + 1);
      return { root, inside, path: prefix + inside };
    }
    return undefined;
  }

  /** Where a path of the workspace is on the disk. */
  private fileOf(path: string): string | undefined {
    const folder = this.scope.folders.find(({ prefix }) => path.startsWith(prefix));
    return folder && `${folder.root}/${path.slice(folder.prefix.length)}`;
  }

  /** The rules of the crawl for one file: every folder on its way is asked. */
  private async mayLearn(root: string, inside: string): Promise<boolean> {
    const name = inside.slice(inside.lastIndexOf('/') + 1);
    if (whyNotByName(name) !== undefined) return false;
    if (this.engine.has(this.placeOf(`${root}/${inside}`)?.path ?? '')) return true;
    const rules = new IgnoreRules().with('', this.scope.excludes.join('\n'));
    const onTheWay = (path: string): boolean =>
      rules?.excludes(path) === true || !(inside === path || inside.startsWith(`${path}/`));
    const crawled = await crawl(root, this.ports.files, onTheWay, this.running.signal).catch(
      () => undefined,
    );
    return crawled?.files.some(found => found.path === inside) ?? false;
  }
}

function stampOf(found: FoundFile): string {
  return `${found.size}:${found.changed}`;
}

/** The error's code (ENOSPC, EACCES …) or name; never its message, which holds paths. */
function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}
