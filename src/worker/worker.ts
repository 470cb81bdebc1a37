import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { findAlike } from '../core/completion/context/sources/alike.ts';
import calibrator from '../core/workspace/calibrator.json' with { type: 'json' };
import { priors } from '../core/workspace/priors/index.ts';
import { disk } from './disk.ts';
import { Indexing } from './indexing.ts';
import type { Request, Response, WorkerData } from './protocol.ts';
import { readStore, writeStore } from './store.ts';
import { Tokenizer } from './tokenizer.ts';

/** The worker's entry: messages in, messages out. All work is done by the parts beside this file. */

const port = parentPort;
if (port === null) throw new Error('runs as a worker only');

let storage: string | undefined;

const indexing = new Indexing(
  {
    files: disk,
    load: async () => (storage === undefined ? undefined : readStore(storage)),
    save: async bytes => (storage === undefined ? undefined : writeStore(storage, bytes)),
    onState: state => post({ kind: 'state', state }),
    log: text => post({ kind: 'log', text }),
    clock: () => performance.now(),
    rest: async milliseconds => {
      await sleep(milliseconds);
    },
  },
  { calibrator, priors },
);

const { tokens }: WorkerData = workerData;
const tokenizer = new Tokenizer(tokens);

/** Changes on the disk are learned in their order, and kept when there was nothing new for a while. */
let changes = Promise.resolve();
let keepTimer: NodeJS.Timeout | undefined;
const KEEP_AFTER = 30_000;

port.on('message', (request: Request) => {
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
      post({ kind: 'answer', id: request.id, answer: indexing.engine.complete(request.query) });
      break;
    case 'alike':
      post({
        kind: 'snippets',
        id: request.id,
        snippets: findAlike(indexing.linesSoFar(), request.around),
      });
      break;
    case 'count':
      void tokenizer
        .count(request.encoding, request.lines)
        .catch(() => undefined)
        .then(counts => post({ kind: 'counts', id: request.id, counts }));
      break;
    case 'teach':
      indexing.teach(request.path, request.text);
      post({ kind: 'taught', id: request.id });
      break;
    case 'close':
      indexing.end();
      port.close();
      break;
  }
});

function afterOthers(work: () => Promise<void>): void {
  changes = changes.then(work).catch(() => post({ kind: 'log', text: 'a change was not learned' }));
  clearTimeout(keepTimer);
  keepTimer = setTimeout(() => void indexing.keep(), KEEP_AFTER);
  keepTimer.unref();
}

function post(response: Response): void {
  port?.postMessage(response);
}
