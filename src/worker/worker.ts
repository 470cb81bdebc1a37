import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { disk } from './disk.ts';
import type { WorkerData } from './protocol.ts';
import { serve } from './serve.ts';
import { readStore, writeStore } from './store.ts';

/** The worker's entry in Node: a thread with a disk. */

const port = parentPort;
if (port === null) throw new Error('runs as a worker only');
const { tokens }: WorkerData = workerData;

const take = serve({
  files: disk,
  tokens: file => readFile(path.join(tokens, file)),
  load: readStore,
  save: writeStore,
  post: response => port.postMessage(response),
  close: () => port.close(),
});
port.on('message', take);
