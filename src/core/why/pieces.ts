import type { Sent } from '../completion/types.ts';
import { HIDDEN } from '../gate/secrets.ts';

/** A stretch of text that was sent; `hidden` is what stands there for a secret, `cursor` where the answer goes. */
export interface Stretch {
  readonly kind: 'text' | 'hidden' | 'cursor';
  readonly text: string;
}

/** A file, or a part of one, as it was sent. */
export interface SentPiece {
  readonly path: string;
  /** Why it went along; `undefined` for the text around the cursor. */
  readonly why: string | undefined;
  readonly stretches: readonly Stretch[];
}

/** All text of a question in the order of the prompt: pieces of other files, then the text around the cursor. */
export function piecesOf({ question, notes }: Sent): readonly SentPiece[] {
  const { before, after, context, path } = question;
  const along = notes.filter(({ dropped }) => dropped === undefined);
  const others = context.map(file => ({
    path: file.path,
    why: along.find(note => note.path === file.path)?.why,
    stretches: stretchesOf(file.text),
  }));
  const here = [
    ...stretchesOf(before),
    { kind: 'cursor' as const, text: '' },
    ...stretchesOf(after),
  ];
  return [...others, { path, why: undefined, stretches: here }];
}

/**
 * What the gate hid stands apart:
 *
 *     const apiKey = REDACTED   ⇒   `const apiKey = ` and a hidden stretch
 */
export function stretchesOf(text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const { index, 0: hidden } of text.matchAll(HIDDEN)) {
    stretches.push({ kind: 'text', text: text.slice(from, index) });
    stretches.push({ kind: 'hidden', text: hidden });
    from = index + hidden.length;
  }
  stretches.push({ kind: 'text', text: text.slice(from) });
  return stretches.filter(stretch => stretch.text !== '');
}
