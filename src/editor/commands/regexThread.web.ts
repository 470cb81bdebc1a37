import type { RegexWord, RegexWork } from '../../worker/regex.ts';
import type { RegexListener } from './regexThread.ts';

/** Of browsers; its types come only with those of all a browser has. */
declare class Worker {
  constructor(address: string);
  onmessage: (event: { readonly data: RegexWord | { readonly kind: 'through' } }) => void;
  onerror: () => void;
  postMessage(work: RegexWork): void;
  terminate(): void;
}

/** What `src/worker/regex.ts` does, in a worker of a browser, which tells when it is through. */
const CODE = `onmessage = ({ data: { source, flags, texts } }) => {
  const expression = new RegExp(source, flags);
  postMessage({ kind: 'ready' });
  for (const text of texts) {
    const found = expression.exec(text);
    postMessage(found === null ? { kind: 'none' } : { kind: 'matches', part: found[0] });
  }
  postMessage({ kind: 'through' });
};`;

/** Starts a worker on its work. @returns what ends it at once. */
export function startRegex(work: RegexWork, _file: string, listener: RegexListener): () => void {
  const address = URL.createObjectURL(new Blob([CODE], { type: 'text/javascript' }));
  const worker = new Worker(address);
  worker.onmessage = ({ data }) => {
    if (data.kind === 'through') listener.ended();
    else listener.said(data);
  };
  worker.onerror = () => listener.ended();
  worker.postMessage(work);
  return () => {
    worker.terminate();
    URL.revokeObjectURL(address);
  };
}
