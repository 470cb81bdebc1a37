import { type Definition, definitionsIn } from '../syntax/definitions.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { positionOf, startWithMarks } from './documentation/insertion.ts';

/** A definition, and the lines that it stands on, from 0. */
export interface SymbolAt {
  readonly name: string;
  readonly definition: Definition;
  readonly start: number;
  readonly count: number;
  /** Where the comments above it start. */
  readonly docStart: number;
}

/** The lines of a definition together with the comments above it. */
export function withDocs({
  start,
  docStart,
  count,
}: Pick<SymbolAt, 'start' | 'docStart' | 'count'>): { start: number; count: number } {
  return { start: docStart, count: count + start - docStart };
}

/**
 * The innermost definition that a line is in, or whose documentation the line is in; a function before the type around it.
 *
 *     class A {⏎  /** Adds. *⁠/⏎  add() {⏎█  }⏎}   ⇒   add
 */
export function symbolAt(
  syntax: Syntax,
  lines: readonly string[],
  line: number,
): SymbolAt | undefined {
  const text = lines.join('\n');
  const around = definitionsIn(syntax, text)
    .map(definition => placed(definition, lines))
    .filter(({ docStart, start, count }) => docStart <= line && line < start + count);
  return around.reduce<SymbolAt | undefined>(
    (best, one) => (best === undefined || one.count <= best.count ? one : best),
    undefined,
  );
}

/** The first definition that begins in some lines. */
export function symbolIn(
  syntax: Syntax,
  lines: readonly string[],
  start: number,
  count: number,
): SymbolAt | undefined {
  return definitionsIn(syntax, lines.join('\n'))
    .map(definition => placed(definition, lines))
    .find(one => one.start >= start && one.start < start + count);
}

function placed(definition: Definition, lines: readonly string[]): SymbolAt {
  const start = startWithMarks(lines, positionOf(lines, definition.start).line);
  const end = positionOf(lines, Math.max(definition.start, definition.end - 1)).line;
  const isAbove = /^\s*(\/\/|\/\*|#|--)/.test(definition.doc);
  const height = isAbove ? definition.doc.split('\n').length : 0;
  return {
    name: definition.name,
    definition,
    start,
    count: end - start + 1,
    docStart: start - height,
  };
}
