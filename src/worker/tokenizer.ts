import { init, Tiktoken } from 'tiktoken/lite/init';
import type { Encoding } from '../core/completion/budget/encoding.ts';

/** Of Node and of browsers; its types come only with those of the browser. */
declare const WebAssembly: { instantiate(code: Uint8Array, imports: unknown): Promise<never> };

/** What tiktoken's package keeps about an encoding. */
interface Ranks {
  readonly bpe_ranks: string;
  readonly special_tokens: Record<string, number>;
  readonly pat_str: string;
}

/**
 * tiktoken, read when the first line is counted: 1 MB of code, and 1 or 2 MB for an encoding. Lines are counted as text:
 * what looks like a special token in them is none.
 */
export class Tokenizer {
  private readonly read: (file: string) => Promise<Uint8Array>;
  private readonly encoders = new Map<Encoding, Promise<Tiktoken>>();
  private started: Promise<void> | undefined;

  /** @param read gives `tiktoken_bg.wasm`, and a file for each encoding. */
  constructor(read: (file: string) => Promise<Uint8Array>) {
    this.read = read;
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
    const text = new TextDecoder().decode(await this.read(`${encoding}.json`));
    const ranks: Ranks = JSON.parse(text);
    return new Tiktoken(ranks.bpe_ranks, ranks.special_tokens, ranks.pat_str);
  }

  private async start(): Promise<void> {
    const code = await this.read('tiktoken_bg.wasm');
    await init(imports => WebAssembly.instantiate(code, imports));
  }
}
