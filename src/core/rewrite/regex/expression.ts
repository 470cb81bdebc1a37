import { partsOf } from '../answer/fences.ts';

/** A regular expression as JavaScript reads it. */
export interface Expression {
  readonly source: string;
  /** Of `i`, `m`, `s` and `u`; how often it is to be found is for the code around it to say. */
  readonly flags: string;
}

export type Found =
  | { readonly kind: 'expression'; readonly expression: Expression }
  /** @member why JavaScript's own words; `` where there is no expression at all. */
  | { readonly kind: 'none'; readonly why: string };

const LITERAL = /\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([a-z]*)(?![\w/])/;

/**
 * The expression of an answer: a literal, in a fenced block before one in a line; a block without a literal is taken as it is.
 *
 *     "Digits.⏎```js⏎const re = /^\d+$/g;⏎```"   ⇒   ^\d+$
 */
export function expressionIn(answer: string): Found {
  const blocks = partsOf(answer).blocks.map(({ lines }) => lines.join('\n').trim());
  const spans = [...answer.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
  for (const text of [...blocks, ...spans]) {
    const [, source, flags = ''] = LITERAL.exec(text) ?? [];
    if (source !== undefined) return read(source, flags);
  }
  const [bare] = blocks.filter(text => text !== '' && !text.includes('\n'));
  return bare === undefined ? { kind: 'none', why: '' } : read(bare, '');
}

function read(source: string, flags: string): Found {
  const kept = [...new Set(flags)].filter(flag => 'imsuv'.includes(flag)).join('');
  try {
    const { source: whole, flags: own } = new RegExp(source, kept);
    return { kind: 'expression', expression: { source: whole, flags: own } };
  } catch (error) {
    return { kind: 'none', why: error instanceof Error ? error.message : String(error) };
  }
}

/** `/^\d+$/i` */
export function literalOf({ source, flags }: Expression): string {
  return `/${source}/${flags}`;
}
