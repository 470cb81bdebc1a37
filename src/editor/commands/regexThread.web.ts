import { type RegexWord, type RegexWork, tryAll } from '../../core/rewrite/regex/trying.ts';
import type { RegexListener } from './regexThread.ts';

/** Of browsers; its types come only with those of all a browser has. */
declare class Worker {
  constructor(address: string);
  onmessage: (event: { readonly data: RegexWord | 'through' }) => void;
  onerror: () => void;
  terminate(): void;
}

/** Starts a worker of the browser that tries an expression. Its code is small and comes from memory. */
export function startRegexThread(work: RegexWork, _: string, listener: RegexListener): () => void {
  const code = `(${tryAll})(${JSON.stringify(work)}, word => postMessage(word)); postMessage('through');`;
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(address);
  worker.onmessage = ({ data }) => (data === 'through' ? listener.gone() : listener.said(data));
  worker.onerror = () => listener.gone();
  return () => {
    worker.terminate();
    URL.revokeObjectURL(address);
  };
}
