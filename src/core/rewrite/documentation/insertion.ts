import type { Definition } from '../../syntax/definitions.ts';
import { scopeOfString } from '../../syntax/scope.ts';
import type { Node, Syntax } from '../../syntax/syntax.ts';
import type { DocStyle } from './style.ts';

/** Before which line of a document a documentation belongs, from 0, and how deep. */
export interface DocPlace {
  readonly line: number;
  readonly indent: string;
}

/**
 * Where the documentation of a definition belongs, by its syntax: above it and all that belongs to it; in Python first in its body.
 *
 *     █                          def f(
 *     @decorated                     a,
 *     export class A {           ):
 *                                    █
 *                                    return a
 *
 * @returns `undefined` where it can't be inserted without touching a line of code.
 */
export function docPlaceOf(
  lines: readonly string[],
  { start, bodyStart, end }: Definition,
  style: DocStyle,
): DocPlace | undefined {
  const inBody = style.kind === 'docstring';
  if (inBody && bodyStart >= end) return undefined;
  const at = positionOf(lines, inBody ? bodyStart : start);
  const text = lines[at.line] ?? '';
  const indent = text.slice(0, at.character);
  if (indent.trim() !== '') return undefined; // other code stands before it on its line
  return { line: inBody ? at.line : startWithMarks(lines, at.line), indent };
}

/** Rust's attributes and the decorators of TypeScript's methods stand beside the definition that they belong to. @returns the first of their lines. */
export function startWithMarks(lines: readonly string[], line: number): number {
  let first = line;
  while (/^\s*(#\[.*\]|@[\w.]+(\(.*\))?)\s*$/.test(lines[first - 1] ?? '')) first--;
  return first;
}

/** Line and column of an offset, from 0. */
export function positionOf(
  lines: readonly string[],
  offset: number,
): { readonly line: number; readonly character: number } {
  let left = offset;
  let line = 0;
  while (line < lines.length - 1 && left > (lines[line]?.length ?? 0)) {
    left -= (lines[line]?.length ?? 0) + 1;
    line++;
  }
  return { line, character: left };
}

/** Is the code of two texts the same, token by token, documentation and comments left out? False where that can't be told. */
export function isSameCode(syntax: Syntax, before: string, after: string): boolean {
  const old = tokensOf(syntax, before);
  const fresh = tokensOf(syntax, after);
  if (old === undefined || fresh === undefined || old.length !== fresh.length) return false;
  return old.every((token, k) => token === fresh[k]);
}

function tokensOf(syntax: Syntax, text: string): readonly string[] | undefined {
  const { comments, strings } = syntax.grammar;
  return syntax.read(text, root => {
    const tokens: string[] = [];
    const walk = (node: Node): void => {
      if (comments.includes(node.type)) return;
      if (strings.includes(node.type) && scopeOfString(node) === 'docstring') return;
      if (node.childCount === 0) {
        if (node.text !== '') tokens.push(`${node.type} ${node.text}`);
        return;
      }
      for (const child of node.children) if (child !== null) walk(child);
    };
    walk(root);
    return tokens;
  });
}
