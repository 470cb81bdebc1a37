import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { Request, Response, WorkerData } from '../worker/protocol.ts';

/** The thread that the worker runs in, as the extension host sees it. */
export interface Thread {
  post(request: Request): void;
  /** Ends it at once, whatever it does. */
  end(): void;
}

/** What is heard of a thread. */
export interface ThreadListener {
  received(response: Response): void;
  /** Something was thrown; then it ends. @param name of the error, never its text. */
  failed(name: string): void;
  /** It is gone. */
  ended(code: number): void;
}

/** Starts the bundled worker in a thread of Node's. @param extension the extension's own folder. */
export function startThread(extension: vscode.Uri, listener: ThreadListener): Thread {
  const { fsPath: file } = vscode.Uri.joinPath(extension, 'dist/worker.cjs');
  const workerData: WorkerData = {
    tokens: vscode.Uri.joinPath(extension, 'dist/tokens').fsPath,
  };
  const worker = new Worker(file, {
    name: 'inkling',
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  worker.unref();
  worker.on('message', (response: Response) => listener.received(response));
  worker.on('error', error => listener.failed(error.name));
  worker.on('exit', code => listener.ended(code));
  return {
    post: request => worker.postMessage(request),
    end: () => void worker.terminate(),
  };
}
