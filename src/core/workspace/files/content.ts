import { withoutSecrets } from '../../gate/secrets.ts';
import { LARGEST_FILE } from './eligible.ts';

/** A file's bytes as text to learn, or why not. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'skipped'; readonly why: 'too large' | 'binary' | 'generated' };

const HEAD = 8192;
const LONGEST_LINE = 5000;
const LONGEST_MEAN = 200;
const GENERATED =
  /@generated|do not (edit|modify)|auto-?generated|generated (by|from)|code generated/i;

/** Reads a file's bytes: UTF-8 text that a person wrote, without its secret lines; or the reason to leave it out. */
export function readContent(bytes: Uint8Array): Content {
  if (bytes.length > LARGEST_FILE) return { kind: 'skipped', why: 'too large' };
  if (bytes.subarray(0, HEAD).includes(0)) return { kind: 'skipped', why: 'binary' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'skipped', why: 'binary' };
  }
  if (looksGenerated(text)) return { kind: 'skipped', why: 'generated' };
  return { kind: 'text', text: withoutSecrets(text) };
}

/** By the words in its head, or because no person writes such lines. */
export function looksGenerated(text: string): boolean {
  const head = text.slice(0, 1500).split('\n', 12).join('\n');
  if (GENERATED.test(head)) return true;
  let lines = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    if (end - start > LONGEST_LINE) return true;
    start = end + 1;
    lines++;
  }
  return text.length - start > LONGEST_LINE || text.length / lines > LONGEST_MEAN;
}
