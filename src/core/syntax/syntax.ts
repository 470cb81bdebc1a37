import type { Node, Parser, Tree } from '@vscode/tree-sitter-wasm';
import { type Edit, editBetween } from './edit.ts';
import type { Grammar } from './languages.ts';

export type { Node } from '@vscode/tree-sitter-wasm';

/** Longer texts are not parsed: nobody should wait for them. */
export const LONGEST_TEXT = 400_000;
/** How many texts stay parsed: the document, its counterpart, and what a command looks at. */
const KEPT = 4;
/**
 * The parser reports after every step, about 100 operations. Code takes one step for 120 characters; noise can take thousands, and
 * the grammar of tsx never ends on some of it, while it fills all memory (0.3.1).
 */
const STEPS = 30;
const CHARACTERS_A_STEP = 50;

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
  /** What took the parser too long: texts that are nearly the same are not tried again. */
  private refused = '';
  private broken = false;
  private readonly failed: (error: unknown) => void;

  /** @param failed told once when the parser breaks; from then on nothing is read. */
  constructor(grammar: Grammar, parser: Parser, failed: (error: unknown) => void) {
    this.grammar = grammar;
    this.parser = parser;
    this.failed = failed;
  }

  /**
   * Parses `text` and lets `look` read the tree. A text that was read before costs nothing; one that differs from such a text in
   * one place is parsed only there. Broken code has a tree too, with `ERROR` nodes where it is broken.
   *
   * Nodes are good only until `look` returns: they stand in the memory of the parser, which needs it back. Offsets count UTF-16
   * units, as those of strings do.
   *
   * @returns what `look` says; `undefined` where the text is too long to be parsed, or such a noise that it takes too long.
   */
  read<T>(text: string, look: (root: Node) => T): T | undefined {
    const parsed = this.parse(text);
    return parsed && look(parsed.tree.rootNode);
  }

  private parse(text: string): Parsed | undefined {
    if (this.broken || text.length > LONGEST_TEXT) return undefined;
    const known = this.kept.find(parsed => parsed.text === text);
    if (known !== undefined) {
      this.keep(known);
      return known;
    }
    if (this.refused !== '' && isNear(editBetween(this.refused, text), text)) return undefined;
    const tree = this.parseNear(text);
    if (tree === null) {
      this.refused = text;
      return undefined;
    }
    const parsed = { text, tree };
    this.keep(parsed);
    return parsed;
  }

  /** Parses what differs from a text that was read before, or all of it. */
  private parseNear(text: string): Tree | null {
    const near = nearest(this.kept, text);
    if (near === undefined) return this.parseBounded(text, null);
    const old = near.parsed.tree.copy(); // an edited tree no longer stands for its own text
    old.edit(near.edit);
    const tree = this.parseBounded(text, old);
    old.delete();
    return tree;
  }

  /** `null` where it takes too many steps, or the parser breaks. */
  private parseBounded(text: string, old: Tree | null): Tree | null {
    let steps = STEPS + text.length / CHARACTERS_A_STEP;
    try {
      const tree = this.parser.parse(text, old, { progressCallback: () => --steps < 0 });
      if (tree === null) this.parser.reset();
      return tree;
    } catch (error) {
      this.broken = true;
      this.failed(error);
      return null;
    }
  }

  private keep(parsed: Parsed): void {
    const kept = [parsed, ...this.kept.filter(other => other !== parsed)];
    for (const { tree } of kept.splice(KEPT)) tree.delete();
    this.kept = kept;
  }
}

/** The parsed text that `text` most likely comes from: at least half of it is the same. */
function nearest(
  kept: readonly Parsed[],
  text: string,
): { parsed: Parsed; edit: Edit } | undefined {
  for (const parsed of kept) {
    const edit = editBetween(parsed.text, text);
    if (isNear(edit, text)) return { parsed, edit };
  }
  return undefined;
}

function isNear(edit: Edit, text: string): boolean {
  const changed = Math.max(edit.oldEndIndex, edit.newEndIndex) - edit.startIndex;
  return changed * 2 <= text.length;
}
