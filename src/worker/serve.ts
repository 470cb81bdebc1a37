import { findAlike } from '../core/completion/context/sources/alike.ts';
import calibrator from '../core/workspace/calibrator.json' with { type: 'json' };
import type { FileSystem } from '../core/workspace/files/crawl.ts';
import { priors } from '../core/workspace/priors/index.ts';
import { Indexing } from './indexing.ts';
import type { Request, Response } from './protocol.ts';
import { Tokenizer } from './tokenizer.ts';

/** What the worker needs of where it runs: a thread of Node's, or a browser's worker. */
export interface Surroundings {
  readonly files: FileSystem;
  /** Reads one of what tiktoken needs, by its name. */
  tokens(file: string): Promise<Uint8Array>;
  /** What was kept of the index, if anything. */
  load(storage: string): Promise<Uint8Array | undefined>;
  /** Keeps the index. @throws what the disk throws. */
  save(storage: string, bytes: Uint8Array): Promise<void>;
  post(response: Response): void;
  close(): void;
  /** Bytes of source that are learned at most, where that is fewer than usual. */
  readonly most?: number;
}

/** Changes are kept when there was nothing new for a while. */
const KEEP_AFTER = 30_000;

/** Messages in, messages out: all work is done by the parts beside this file. @returns what takes each message. */
export function serve(here: Surroundings): (request: Request) => void {
  let storage: string | undefined;
  const indexing = new Indexing(
    {
      files: here.files,
      load: async () => (storage === undefined ? undefined : here.load(storage)),
      save: async bytes => (storage === undefined ? undefined : here.save(storage, bytes)),
      onState: state => here.post({ kind: 'state', state }),
      log: text => here.post({ kind: 'log', text }),
      clock: () => performance.now(),
      rest: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
    },
    {
      calibrator,
      priors,
      ...(here.most === undefined ? {} : { maxSourceBytes: here.most }),
    },
  );
  const tokenizer = new Tokenizer(here.tokens);

  /** Changes on the disk are learned in their order. */
  let changes = Promise.resolve();
  let keepTimer: ReturnType<typeof setTimeout> | undefined;
  const afterOthers = (work: () => Promise<void>): void => {
    changes = changes
      .then(work)
      .catch(() => here.post({ kind: 'log', text: 'a change was not learned' }));
    clearTimeout(keepTimer);
    keepTimer = setTimeout(() => void indexing.keep(), KEEP_AFTER);
  };

  return request => {
    switch (request.kind) {
      case 'start':
        storage = request.storage;
        void indexing.start(request);
        break;
      case 'rebuild':
        void indexing.rebuild();
        break;
      case 'changed':
        afterOthers(() => indexing.changed(request.path));
        break;
      case 'removed':
        afterOthers(async () => indexing.removed(request.path));
        break;
      case 'typing':
        indexing.typing();
        break;
      case 'query':
        here.post({
          kind: 'answer',
          id: request.id,
          answer: indexing.engine.complete(request.query),
        });
        break;
      case 'alike':
        here.post({
          kind: 'snippets',
          id: request.id,
          snippets: findAlike(indexing.linesSoFar(), request.around),
        });
        break;
      case 'count':
        void tokenizer
          .count(request.encoding, request.lines)
          .catch(() => undefined)
          .then(counts => here.post({ kind: 'counts', id: request.id, counts }));
        break;
      case 'teach':
        indexing.teach(request.path, request.text);
        here.post({ kind: 'taught', id: request.id });
        break;
      case 'close':
        clearTimeout(keepTimer);
        indexing.end();
        here.close();
        break;
    }
  };
}
