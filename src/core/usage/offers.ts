import type { Entry } from './book.ts';

/** Where ghost text stands. */
export interface OfferPlace {
  readonly uri: string;
  readonly line: number;
  /** The cursor's line up to the cursor. */
  readonly start: string;
}

/** A suggestion that was given to the editor to show. */
export interface Offer extends OfferPlace {
  readonly text: string;
  /** What it is counted under. */
  readonly entry: Entry;
  /** Of it some part was taken. */
  taken: boolean;
}

/** What a taking adds. */
export interface Taking {
  readonly offer: Offer;
  readonly accepted: number;
  readonly saved: number;
  readonly lines: number;
}

/**
 * Tells one suggestion from the next. Typed along or taken word by word it stays the same one:
 *
 *     fo█o(bar);  ⇒  foo█(bar);      the same
 *     fo█o(bar);  ⇒  fo█r (;;)       another
 */
export class Offers {
  private last: Offer | undefined;

  /** @returns the offer, if it is a new one. */
  show(place: OfferPlace, text: string, entry: Entry): Offer | undefined {
    const { last } = this;
    if (last !== undefined && goesOn(last, place, text)) {
      if (last.line === place.line && place.start + text !== last.start + last.text) {
        this.last = Object.assign(last, { text: (place.start + text).slice(last.start.length) });
      }
      return undefined;
    }
    this.last = { ...place, text, entry, taken: false };
    return this.last;
  }

  /** A part of what is shown was put in. */
  take(text: string): Taking | undefined {
    const offer = this.last;
    if (offer === undefined) return undefined;
    const first = !offer.taken;
    offer.taken = true;
    const lines = (first ? 1 : 0) + text.split('\n').length - 1;
    return { offer, accepted: first ? 1 : 0, saved: text.length - 1, lines };
  }

  /** All of it was taken, as the editor says. Counts only where no part was seen being put in. */
  takeAll(): Taking | undefined {
    return this.last?.taken === false ? this.take(this.last.text) : undefined;
  }
}

/** Is this what is left of the offer, or the same with more at its end? */
function goesOn(offer: Offer, { uri, line, start }: OfferPlace, text: string): boolean {
  if (offer.uri !== uri || line < offer.line) return false;
  const whole = (offer.start + offer.text).split('\n').slice(line - offer.line);
  const then = whole.join('\n');
  const now = start + text;
  const [shorter = '', longer = ''] = then.length < now.length ? [then, now] : [now, then];
  return shorter.length > start.length && longer.startsWith(shorter);
}
