import type { Piece } from './backend.ts';

const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * Tells the thoughts that a model writes into its text from its answer, wherever the stream was cut.
 *
 *     "<thi" "nk>so…</think>\nAnswer"   ⇒   reasoning "so…", text "Answer"
 *
 * @param opened the model's chat template opens the thoughts itself, so that the text begins inside of them. A server that sends thoughts apart
 *   closes them itself: then all text is answer.
 */
export async function* thoughtsApart(
  pieces: AsyncIterable<Piece>,
  opened: boolean,
): AsyncGenerator<Piece> {
  let state: 'start' | 'thinking' | 'gap' | 'answer' = 'start';
  let held = '';
  for await (const piece of pieces) {
    if (piece.kind !== 'text') {
      if (piece.kind === 'reasoning') state = 'answer'; // the server tells them apart itself
      if (piece.kind === 'end' && held !== '') {
        yield { kind: state === 'thinking' ? 'reasoning' : 'text', text: held };
      }
      yield piece;
      continue;
    }
    held += piece.text;
    if (state === 'start') {
      const begun = held.trimStart();
      if (begun.length < OPEN.length && OPEN.startsWith(begun)) continue; // may still become one
      if (begun.startsWith(OPEN)) {
        held = begun.slice(OPEN.length);
        state = 'thinking';
      } else state = opened ? 'thinking' : 'answer';
    }
    if (state === 'thinking') {
      const at = held.indexOf(CLOSE);
      const end = at < 0 ? held.length - tailOf(held) : at;
      if (end > 0) yield { kind: 'reasoning', text: held.slice(0, end) };
      held = held.slice(at < 0 ? end : end + CLOSE.length);
      if (at < 0) continue;
      state = 'gap';
    }
    if (state === 'gap') {
      held = held.trimStart();
      if (held === '') continue;
      state = 'answer';
    }
    yield { kind: 'text', text: held };
    held = '';
  }
}

/** How many characters at the end could be the beginning of the closing tag. */
function tailOf(text: string): number {
  for (let size = Math.min(CLOSE.length - 1, text.length); size > 0; size--) {
    if (text.endsWith(CLOSE.slice(0, size))) return size;
  }
  return 0;
}
