import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { init, Tiktoken } from 'tiktoken/lite/init';
import type { Encoding } from '../core/completion/budget/encoding.ts';

/** Of Node itself; its types come only with those of the browser. */
declare const WebAssembly: { instantiate(code: Uint8Array, imports: unknown): Promise<never> };

/** What tiktoken's package keeps about an encoding. */
interface Ranks {
  readonly bpe_ranks: string;
  readonly special_tokens: Record<string, number>;
  readonly pat_str: string;
}

/**
 * tiktoken, read from the disk when the first line is counted: 1 MB of code, and 1 or 2 MB for an encoding. Lines are counted as text:
 * what looks like a special token in them is none.
 */
export class Tokenizer {
  private readonly folder: string;
  private readonly encoders = new Map<Encoding, Promise<Tiktoken>>();
  private started: Promise<void> | undefined;

  /** @param folder holds `tiktoken_bg.wasm` and a file for each encoding. */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** @throws where the files can't be read. */
  async count(encoding: Encoding, lines: readonly string[]): Promise<number[]> {
    let encoder = this.encoders.get(encoding);
    if (encoder === undefined) {
      encoder = this.load(encoding);
      this.encoders.set(encoding, encoder);
    }
    const loaded = await encoder;
    return lines.map(line => loaded.encode_ordinary(line).length);
  }

  private async load(encoding: Encoding): Promise<Tiktoken> {
    this.started ??= this.start();
    await this.started;
    const file = path.join(this.folder, `${encoding}.json`);
    const ranks: Ranks = JSON.parse(await readFile(file, 'utf8'));
    return new Tiktoken(ranks.bpe_ranks, ranks.special_tokens, ranks.pat_str);
  }

  private async start(): Promise<void> {
    const code = await readFile(path.join(this.folder, 'tiktoken_bg.wasm'));
    await init(imports => WebAssembly.instantiate(code, imports));
  }
}
