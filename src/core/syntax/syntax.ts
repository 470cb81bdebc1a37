import type { Node, Parser, Tree } from '@vscode/tree-sitter-wasm';
import { type Edit, editBetween } from './edit.ts';
import type { Grammar } from './languages.ts';

export type { Node } from '@vscode/tree-sitter-wasm';

/** Longer texts are not parsed: nobody should wait for them. */
export const LONGEST_TEXT = 400_000;
/** How many texts stay parsed: the document, its counterpart, and what a command looks at. */
const KEPT = 4;

interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

/** One language's grammar, and the trees of the texts that were read last. */
export class Syntax {
  readonly grammar: Grammar;
  private readonly parser: Parser;
  /** The one used last comes first. */
  private kept: Parsed[] = [];

  constructor(grammar: Grammar, parser: Parser) {
    this.grammar = grammar;
    this.parser = parser;
  }

  /**
   * Parses `text` and lets `look` read the tree. A text that was read before costs nothing; one that differs from such a text in
   * one place is parsed only there. Broken code has a tree too, with `ERROR` nodes where it is broken.
   *
   * Nodes are good only until `look` returns: they stand in the memory of the parser, which needs it back. Offsets count UTF-16
   * units, as those of strings do.
   *
   * @returns what `look` says; `undefined` where the text is too long to be parsed.
   */
  read<T>(text: string, look: (root: Node) => T): T | undefined {
    const parsed = this.parse(text);
    return parsed && look(parsed.tree.rootNode);
  }

  private parse(text: string): Parsed | undefined {
    if (text.length > LONGEST_TEXT) return undefined;
    const known = this.kept.find(parsed => parsed.text === text);
    if (known !== undefined) {
      this.keep(known);
      return known;
    }
    const near = nearest(this.kept, text);
    near?.parsed.tree.edit(near.edit);
    const tree = this.parser.parse(text, near?.parsed.tree ?? null);
    if (near) this.drop(near.parsed); // it was edited, so it no longer stands for its text
    if (tree === null) return undefined;
    const parsed = { text, tree };
    this.keep(parsed);
    return parsed;
  }

  private keep(parsed: Parsed): void {
    this.kept = [parsed, ...this.kept.filter(other => other !== parsed)];
    for (const old of this.kept.slice(KEPT)) this.drop(old);
  }

  private drop(parsed: Parsed): void {
    this.kept = this.kept.filter(other => other !== parsed);
    parsed.tree.delete();
  }
}

/** The parsed text that `text` most likely comes from: at least half of it is the same. */
function nearest(
  kept: readonly Parsed[],
  text: string,
): { parsed: Parsed; edit: Edit } | undefined {
  for (const parsed of kept) {
    const edit = editBetween(parsed.text, text);
    const changed = Math.max(edit.oldEndIndex, edit.newEndIndex) - edit.startIndex;
    if (changed * 2 <= text.length) return { parsed, edit };
  }
  return undefined;
}
