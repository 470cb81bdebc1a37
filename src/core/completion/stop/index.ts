import { stopAtLineEnd } from './lineEnd.ts';

/** Where a completion ends, in the order in which the rules look. Each takes the text and gives the part to keep. */
const STOPS: readonly ((text: string) => string)[] = [stopAtLineEnd];

export function stop(text: string): string {
  return STOPS.reduce((kept, rule) => rule(kept), text);
}
