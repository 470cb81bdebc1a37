import { isWordCode } from './lexer.ts';
import type { Place } from './place.ts';
import type { Knowledge, Prediction, Predictor, TracedCandidate } from './predictor.ts';

/** The completion after one more token. */
export interface Growth {
  /** All text so far. */
  readonly text: string;
  /** Probability that all of it is right. */
  readonly confidence: number;
  /** The line ends here. */
  readonly newline: boolean;
  /** Nothing in the middle of an identifier: the next token, if any, does not go on with it. */
  readonly whole: boolean;
}

/** A line is never completed by more tokens than this. */
const MOST_TOKENS = 40;

/**
 * Grows the rest of the line token by token, as long as the probability of all of it stays above `floor`.
 *
 *     return use█          r  .  name  ;  ⏎
 *                         .97 .93 .71 .69
 *
 * @param trace see `Predictor.predict`.
 */
export function growLine(
  place: Place,
  predictor: Predictor,
  know: Knowledge,
  floor: number,
  trace?: (candidates: readonly TracedCandidate[], step: number) => void,
): Growth[] {
  const { context } = place;
  const start = context.length;
  const grown: Growth[] = [];
  let text = '';
  let confidence = 1;
  let typed = place.typed;
  for (let step = 0; step < MOST_TOKENS; step++) {
    const onStep = trace && ((candidates: readonly TracedCandidate[]) => trace(candidates, step));
    const path = { step, logarithm: Math.log(confidence), name: nameAtEnd(place.name, text) };
    const next = predictor.predict(place, typed, path, know, onStep);
    if (next === undefined) break;
    settleLast(grown, next);
    confidence *= next.probability;
    if (confidence < floor) break;
    text += next.added;
    grown.push({
      text,
      confidence,
      newline: next.newline,
      whole: next.newline || endsOutsideWord(text),
    });
    if (next.newline) break;
    context.words[context.length++] = next.word;
    typed = NOTHING_TYPED;
  }
  context.length = start;
  return grown;
}

const NOTHING_TYPED = { space: '', word: '' };

/** Once the next token is known, so is whether the one before it ended its identifier. */
function settleLast(grown: Growth[], next: Prediction): void {
  const last = grown[grown.length - 1];
  if (last === undefined) return;
  const goesOn = !next.newline && isWordCode(next.added.charCodeAt(0));
  grown[grown.length - 1] = { ...last, whole: endsOutsideWord(last.text) || !goesOn };
}

/** The identifier at the end of the text so far, from its start: that being typed, or one that was predicted since. */
function nameAtEnd(name: string, text: string): string {
  let start = text.length;
  while (start > 0 && isWordCode(text.charCodeAt(start - 1))) start--;
  return start === 0 ? name + text : text.slice(start);
}

function endsOutsideWord(text: string): boolean {
  return !isWordCode(text.charCodeAt(text.length - 1));
}
