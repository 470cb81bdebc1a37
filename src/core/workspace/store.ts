/** A learned file: its tokens are `[start, end)` in the index. */
export interface LearnedFile {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly characters: number;
  /** Tells whether the file changed since, say its size and time; `` where nobody said. */
  readonly stamp: string;
}

/** What an index is made of; everything else is built from it again. */
export interface SavedIndex {
  readonly words: readonly string[];
  readonly spaces: readonly string[];
  readonly tokens: Int32Array;
  readonly files: readonly LearnedFile[];
}

const MAGIC = 0x4c4b4e49; // "INKL"
/** Raised whenever the lexer or the format changes: an index of another version is thrown away and built anew. */
export const STORE_VERSION = 1;
const HEADER = 6;

/**
 * Packs an index into bytes, all numbers little-endian 32-bit:
 *
 *     magic  version  checksum  #tokens  #bytes of text  reserved │ tokens … │ text (JSON: words, spaces, files)
 *
 * The checksum covers everything after it.
 */
export function packIndex(index: SavedIndex): Uint8Array {
  const text = new TextEncoder().encode(
    JSON.stringify({ words: index.words, spaces: index.spaces, files: index.files }),
  );
  const bytes = new Uint8Array(HEADER * 4 + index.tokens.length * 4 + text.length);
  const header = new Int32Array(bytes.buffer, 0, HEADER);
  header[0] = MAGIC;
  header[1] = STORE_VERSION;
  header[3] = index.tokens.length;
  header[4] = text.length;
  new Int32Array(bytes.buffer, HEADER * 4, index.tokens.length).set(index.tokens);
  bytes.set(text, HEADER * 4 + index.tokens.length * 4);
  header[2] = checksum(bytes);
  return bytes;
}

/** The index in `bytes`, or `undefined` where they are not exactly what `packIndex` made. Never throws. */
export function unpackIndex(bytes: Uint8Array): SavedIndex | undefined {
  if (bytes.length < HEADER * 4) return undefined;
  const own = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const header = new Int32Array(own.buffer, own.byteOffset, HEADER);
  const count = header[3] as number;
  const size = header[4] as number;
  if (header[0] !== MAGIC || header[1] !== STORE_VERSION || count < 0 || size < 0) return undefined;
  if (own.length !== HEADER * 4 + count * 4 + size || header[2] !== checksum(own)) return undefined;
  const tokens = new Int32Array(own.buffer, own.byteOffset + HEADER * 4, count).slice();
  try {
    const text = new TextDecoder().decode(own.subarray(HEADER * 4 + count * 4));
    return { ...JSON.parse(text), tokens };
  } catch {
    return undefined;
  }
}

/** Adler-32 (RFC 1950 §8.2) of all bytes after the checksum's own place. */
function checksum(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let at = 12; at < bytes.length; ) {
    const end = Math.min(at + 3800, bytes.length);
    for (; at < end; at++) {
      a += bytes[at] as number;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return (b << 16) | a;
}
