import type { Language, Parser } from '@vscode/tree-sitter-wasm';
import { GRAMMARS } from './languages.ts';
import { Syntax } from './syntax.ts';

/** Reads a file of the package `@vscode/tree-sitter-wasm` by its name: from the disk, over the network, as the host can. */
export type LoadWasm = (file: string) => Promise<Uint8Array>;

/** The classes of the package, once its own WASM is there. */
interface Runtime {
  readonly Parser: typeof Parser;
  readonly Language: typeof Language;
}

/** The grammars of a session, each loaded when it is first asked for and then kept. */
export class Grammars {
  private readonly load: LoadWasm;
  private readonly failed: (error: unknown) => void;
  private runtime: Promise<Runtime> | undefined;
  private readonly asked = new Map<string, Promise<Syntax | undefined>>();
  private readonly loaded = new Map<string, Syntax>();

  /** @param failed told once for each grammar that can't be loaded, or breaks; that language then has no syntax. */
  constructor(load: LoadWasm, failed: (error: unknown) => void) {
    this.load = load;
    this.failed = failed;
  }

  /** The syntax of a language, by VS Code's id; `undefined` where there is no grammar, or it can't be loaded. Never rejects. */
  syntaxOf(languageId: string): Promise<Syntax | undefined> {
    const grammar = Object.hasOwn(GRAMMARS, languageId) ? GRAMMARS[languageId] : undefined;
    if (grammar === undefined) return Promise.resolve(undefined);
    let asked = this.asked.get(grammar.file);
    if (asked === undefined) {
      asked = this.open(grammar.file);
      this.asked.set(grammar.file, asked);
    }
    return asked;
  }

  /**
   * The same without waiting, for a keystroke: `undefined` while the grammar is not there yet. The first question starts the
   * loading, so that a later one finds it.
   */
  ready(languageId: string): Syntax | undefined {
    const grammar = Object.hasOwn(GRAMMARS, languageId) ? GRAMMARS[languageId] : undefined;
    if (grammar === undefined) return undefined;
    void this.syntaxOf(languageId);
    return this.loaded.get(grammar.file);
  }

  private async open(file: string): Promise<Syntax | undefined> {
    try {
      this.runtime ??= this.start();
      const { Parser, Language } = await this.runtime;
      const language = await Language.load(await this.load(`tree-sitter-${file}.wasm`));
      const parser = new Parser();
      parser.setLanguage(language);
      const grammar = Object.values(GRAMMARS).find(row => row.file === file);
      if (grammar === undefined) return undefined;
      const syntax = new Syntax(grammar, parser, this.failed);
      this.loaded.set(file, syntax);
      return syntax;
    } catch (error) {
      this.failed(error);
      return undefined;
    }
  }

  private async start(): Promise<Runtime> {
    const wasmBinary = await this.load('tree-sitter.wasm');
    const { default: runtime } = await import('@vscode/tree-sitter-wasm');
    // its types know only where to find the file, not that the bytes may be handed over
    const options = { wasmBinary } as unknown as Parameters<typeof Parser.init>[0];
    await runtime.Parser.init(options);
    return runtime;
  }
}
