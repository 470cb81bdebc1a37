import { parentPort, workerData } from 'node:worker_threads';
import { type RegexWork, tryAll } from '../core/rewrite/regex/trying.ts';

tryAll(workerData as RegexWork, word => parentPort?.postMessage(word));
