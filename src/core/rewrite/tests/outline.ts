import type { Node, Syntax } from '../../syntax/syntax.ts';
import { type Reading, readings } from './readings.ts';

/** What a piece of a file of tests is. `preamble` must stay first, `tail` last. */
export type PieceKind = 'preamble' | 'import' | 'suite' | 'test' | 'setup' | 'other' | 'tail';

/** A statement of a file of tests, with the comments and attributes above it. Offsets count from the start of the text. */
export interface Piece {
  readonly kind: PieceKind;
  /** The title of a suite or a test, the name of a helper; `''` where it has none. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What stands in a suite. */
  readonly body?: Body;
}

export interface Body {
  readonly pieces: readonly Piece[];
  /** Where a new member goes: right behind the last one, or behind what opens the body. */
  readonly end: number;
}

/** A file of tests, taken apart by its syntax. */
export interface Outline {
  readonly pieces: readonly Piece[];
  /** Lines from 0 that begin inside of a string: their indentation is part of it. */
  readonly inStrings: ReadonlySet<number>;
}

/**
 * Takes a file of tests apart.
 *
 *     import { x } from 'y';            import
 *     // about carts                    ┐
 *     describe('cart', () => {          │ suite `cart`
 *       beforeEach(fill);               │   setup
 *       it('adds', () => {});█          │   test `adds`        █ is the body's end
 *     });                               ┘
 *
 * @returns `undefined` where the language has no reading of its own, or the text is too long to be parsed.
 */
export function outlineOf(syntax: Syntax, text: string): Outline | undefined {
  const reading = readings[syntax.grammar.file];
  if (reading === undefined) return undefined;
  return syntax.read(text, root => ({
    pieces: piecesIn(root, reading, text),
    inStrings: linesInStrings(root, syntax),
  }));
}

function piecesIn(parent: Node, reading: Reading, text: string): Piece[] {
  const pieces: Piece[] = [];
  let above: Node | undefined; // the first of the comments and attributes that belong to the next statement
  let last: Node | undefined;
  for (const node of parent.namedChildren) {
    if (node === null) continue;
    if (isLead(node)) {
      const sameLine = last !== undefined && last.endPosition.row === node.startPosition.row;
      const apart = last !== undefined && node.startPosition.row - last.endPosition.row > 1;
      if (above === undefined || apart) above = sameLine ? undefined : node;
    } else {
      const apart = last !== undefined && node.startPosition.row - last.endPosition.row > 1;
      const first = above === undefined || (apart && above !== last) ? node : above;
      pieces.push(...pieceOf(node, first, reading, text));
      above = undefined;
    }
    last = node;
  }
  return pieces;
}

function isLead(node: Node): boolean {
  return /comment$|^attribute_item$/.test(node.type);
}

function pieceOf(node: Node, first: Node, reading: Reading, text: string): Piece[] {
  const read = reading(node, text.slice(first.startIndex, node.startIndex));
  if (read.kind === 'around') return piecesIn(read.body, reading, text);
  const { kind, name, body } = read;
  const end = text[node.endIndex] === ';' ? node.endIndex + 1 : node.endIndex;
  const trimmed = text.slice(first.startIndex, end).trimEnd().length;
  return [
    {
      kind,
      name,
      start: first.startIndex,
      end: first.startIndex + trimmed,
      ...(body && { body: bodyOf(body, reading, text) }),
    },
  ];
}

function bodyOf(body: Node, reading: Reading, text: string): Body {
  const pieces = piecesIn(body, reading, text);
  const last = body.lastNamedChild;
  const opening = text.startsWith('{', body.startIndex) ? 1 : 0;
  const end = last?.endIndex ?? body.startIndex + opening;
  const trimmed = text.slice(body.startIndex, end).trimEnd().length;
  return { pieces, end: body.startIndex + trimmed };
}

function linesInStrings(root: Node, { grammar }: Syntax): Set<number> {
  const lines = new Set<number>();
  for (const node of root.descendantsOfType([...grammar.strings])) {
    if (node === null) continue;
    for (let row = node.startPosition.row + 1; row <= node.endPosition.row; row++) lines.add(row);
  }
  return lines;
}
