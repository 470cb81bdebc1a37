import { HostFiles } from './hostFiles.ts';
import type { Request, Response } from './protocol.ts';
import { serve } from './serve.ts';

/** The worker's entry in a browser: all files are asked for from the extension host. */

interface Scope {
  onmessage: (event: { readonly data: Request }) => void;
  postMessage(response: Response): void;
  close(): void;
}

/** A browser may get each file over the network, and has less memory than a process of its own. */
const MOST_SOURCE = 4e6;

const scope = globalThis as unknown as Scope;
const host = new HostFiles((file, question) => scope.postMessage({ kind: 'file', file, question }));
const take = serve({
  files: host,
  tokens: file => host.tokens(file),
  load: storage => host.load(storage),
  save: (storage, bytes) => host.save(storage, bytes),
  post: response => scope.postMessage(response),
  close: () => scope.close(),
  most: MOST_SOURCE,
});
scope.onmessage = ({ data }) => {
  if (data.kind === 'file') host.answered(data.answer);
  else take(data);
};
