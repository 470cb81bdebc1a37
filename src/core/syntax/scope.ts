import type { Node, Syntax } from './syntax.ts';

/** What the text at a place is for. */
export type Scope = 'code' | 'comment' | 'docstring' | 'string' | 'text';

/**
 * What an offset is inside of; at the end of a line comment one is still in it.
 *
 *     let a = "b█c";  // d█
 *               └ string  └ comment
 *
 * @returns `undefined` where the code around is too broken to tell, or too long to be parsed.
 */
export function scopeAt(syntax: Syntax, text: string, offset: number): Scope | undefined {
  return syntax.read(text, root => scopeIn(root, syntax, offset));
}

/** The same for who has the tree in hand. */
export function scopeIn(root: Node, syntax: Syntax, offset: number): Scope | undefined {
  const { comments, strings, interpolations } = syntax.grammar;
  if (offset === 0) return 'code';
  for (let node: Node | null = root.descendantForIndex(offset - 1); node; node = node.parent) {
    const { type } = node;
    if (interpolations.includes(type) && offset < node.endIndex) return 'code';
    if (comments.includes(type) && isInsideComment(node, offset)) return scopeOfComment(node.text);
    if (strings.includes(type) && node.startIndex < offset && offset < node.endIndex) {
      return scopeOfString(node);
    }
    if (type === 'ERROR') return undefined;
  }
  return root.hasError ? undefined : 'code'; // a string that nobody closed is no string for the parser
}

function isInsideComment(node: Node, offset: number): boolean {
  const { text } = node;
  if (offset <= node.startIndex + 1) return false; // on its first mark
  const closed = text.startsWith('/*') && text.endsWith('*/') && text.length >= 4;
  return offset < node.endIndex || (offset === node.endIndex && !closed && !text.endsWith('\n'));
}

/** Comments for a manual count as docstrings: a doubled first mark as in `/**`, `///` and `//!`. */
export function scopeOfComment(text: string): 'comment' | 'docstring' {
  return /^\/\*\*[^/]|^\/\*!|^\/\/[/!]/.test(text) ? 'docstring' : 'comment';
}

/** Python: a string that is the first statement of a module, class or function is a docstring. */
export function scopeOfString(node: Node): 'string' | 'docstring' {
  const statement = node.parent;
  if (statement?.type !== 'expression_statement') return 'string';
  const block = statement.parent;
  const isFirst =
    /^(block|module)$/.test(block?.type ?? '') && block?.firstNamedChild?.id === statement.id;
  return isFirst ? 'docstring' : 'string';
}
