import type { Confidence, Severity } from '../../flaws/rule.ts';

/** A place in a file: lines and characters from 0, as the editor counts. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Span {
  readonly start: Place;
  readonly end: Place;
}

/** What stands in a span once the flaw is mended. */
export interface Fix extends Span {
  readonly text: string;
}

/** Something that is wrong in a change, with its evidence. */
export interface Finding extends Span {
  /** Told from the text by a rule, or by the model. */
  readonly source: 'rule' | 'model';
  /** The rule's id; `model` for what the model found. */
  readonly rule: string;
  /** Its number in the Common Weakness Enumeration, where it has one. */
  readonly cwe?: number;
  readonly path: string;
  /** The first line of it, as it stands in the file. */
  readonly code: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What is wrong and why. */
  readonly says: string;
  /** What to do. */
  readonly remedy: string;
  readonly fix?: Fix;
}

/**
 * What a finding is remembered by when the user says that it is no problem: the rule and the line, with its spaces run together. So it stays known when lines are
 * added above it or it is indented anew, and is asked about again once the line itself changes.
 */
export function fingerprintOf({ rule, cwe, code }: Finding): string {
  return hashOf(`${rule} ${cwe ?? ''} ${code.trim().replace(/\s+/g, ' ')}`);
}

/** FNV-1a over UTF-16 units, twice with different starts: 64 bits, in hex. It keeps lines apart; it keeps nobody out. */
function hashOf(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map(start => {
      let hash = start;
      for (let at = 0; at < text.length; at++) {
        hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
      }
      return hash.toString(16).padStart(8, '0');
    })
    .join('');
}
