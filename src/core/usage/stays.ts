import type { Offer } from './offers.ts';

/** A text that was put in, where it is by now. */
interface Stay {
  readonly uri: string;
  readonly offer: Offer;
  readonly due: number;
  start: number;
  end: number;
  text: string;
}

/** What somebody did to a document: so many characters gave way to others. */
export interface Replaced {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/** Milliseconds after which it is looked at. */
export const LOOKED_AFTER = 5 * 60_000;
const MOST = 100;

/** Follows what was taken through all that is written around it, and looks after five minutes whether it is still there. */
export class Stays {
  private all: Stay[] = [];

  /** A part of an offer was put in. What follows on another part of it is one with it. */
  add(uri: string, start: number, text: string, offer: Offer, now: number): void {
    const end = start + text.length;
    const before = this.all.find(stay => stay.offer === offer && stay.end === start);
    if (before !== undefined) Object.assign(before, { end, text: before.text + text });
    else this.all.push({ uri, offer, start, end, text, due: now + LOOKED_AFTER });
    if (this.all.length > MOST) this.all.shift();
  }

  /**
   *     ab█cd█ef    something before it   ⇒  it moves
   *                 something inside      ⇒  it grows or shrinks
   *                 something after it    ⇒  nothing
   */
  changed(uri: string, { offset, removed, inserted }: Replaced): void {
    const grown = inserted - removed;
    for (const stay of this.all) {
      if (stay.uri !== uri || offset >= stay.end) continue;
      if (offset + removed <= stay.start) stay.start += grown;
      stay.end = Math.max(stay.start, stay.end + grown);
    }
  }

  /** The document is gone: what was put into it can't be looked at. */
  closed(uri: string): void {
    this.all = this.all.filter(stay => stay.uri !== uri);
  }

  /**
   * What is due by now, and whether it is still there, white space aside.
   *
   * @param textAt the text between two offsets of a document.
   */
  due(
    now: number,
    textAt: (uri: string, start: number, end: number) => string | undefined,
  ): { readonly offer: Offer; readonly stayed: boolean }[] {
    const due = this.all.filter(stay => stay.due <= now);
    this.all = this.all.filter(stay => stay.due > now);
    return due.flatMap(({ uri, start, end, text, offer }) => {
      const found = textAt(uri, start, end);
      return found === undefined ? [] : [{ offer, stayed: bare(found) === bare(text) }];
    });
  }
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}
