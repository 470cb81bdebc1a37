import * as vscode from 'vscode';
import type { Request, Response } from '../worker/protocol.ts';
import { answerTo } from './hostFiles.ts';
import type { Thread, ThreadListener } from './thread.ts';

/** Of browsers; its types come only with those of all a browser has. */
declare class Worker {
  constructor(address: string, options: { name: string });
  onmessage: (event: { readonly data: Response }) => void;
  onerror: () => void;
  postMessage(request: Request): void;
  terminate(): void;
}

/**
 * Starts the bundled worker in a worker of the browser. Its code is read as a file and started from memory: a browser runs no worker
 * from another origin, and an extension's files are often at one. Messages wait until it is there.
 */
export function startThread(extension: vscode.Uri, listener: ThreadListener): Thread {
  const starting = launch(extension, listener);
  starting.catch(() => {
    listener.failed('not loaded');
    listener.ended(1);
  });
  const whenThere = (work: (worker: Worker) => void): void => void starting.then(work, () => {});
  return {
    post: request => whenThere(worker => worker.postMessage(request)),
    end: () => whenThere(worker => worker.terminate()),
  };
}

async function launch(extension: vscode.Uri, listener: ThreadListener): Promise<Worker> {
  const code = await vscode.workspace.fs.readFile(
    vscode.Uri.joinPath(extension, 'dist/web/worker.js'),
  );
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(address, { name: 'inkling' });
  worker.onmessage = async ({ data }) => {
    if (data.kind !== 'file') return listener.received(data);
    const answer = await answerTo(data.question, extension);
    worker.postMessage({ kind: 'file', answer: { id: data.file, ...answer } });
  };
  worker.onerror = () => {
    worker.terminate();
    listener.failed('error');
    listener.ended(1);
  };
  return worker;
}
