import { readCode } from './code.ts';
import type { Confidence, Pattern, Rule } from './rule.ts';
import { RULES } from './rules/index.ts';

/** A flaw that a rule found in a text. */
export interface Flaw {
  readonly rule: Rule;
  /** Offsets of what is wrong, the end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
  /** What stands there once it is mended, where the rule can say so. */
  readonly becomes?: string;
}

/**
 * All flaws that the rules find, in the order of the text, one a rule and line: that of the first pattern.
 *
 *     fetch(url, { rejectUnauthorized: false })   ⇒   certificate-check-off, becomes `rejectUnauthorized: true`
 *     // rejectUnauthorized: false                ⇒   nothing: comments and strings are not code
 */
export function findFlaws(
  text: string,
  languageId: string,
  rules: readonly Rule[] = RULES,
): readonly Flaw[] {
  const code = readCode(text, languageId);
  const flaws = new Map<string, Flaw>();
  for (const rule of rules) {
    for (const pattern of rule.patterns) {
      if (!pattern.in.includes(languageId)) continue;
      for (const flaw of matchesOf(rule, pattern, code.text)) {
        if (code.inString(flaw.start)) continue;
        const key = `${rule.id} ${text.lastIndexOf('\n', flaw.start)}`;
        if (!flaws.has(key)) flaws.set(key, flaw);
      }
    }
  }
  return [...flaws.values()].sort((a, b) => a.start - b.start);
}

function* matchesOf(rule: Rule, pattern: Pattern, code: string): Generator<Flaw> {
  for (const match of code.matchAll(pattern.finds)) {
    const found = match[0];
    const start = match.index + found.search(/\S|$/);
    const end = match.index + found.trimEnd().length;
    if (pattern.unless?.test(statementAround(code, start, end))) continue;
    const becomes = pattern.becomes && filled(pattern.becomes, match).trim();
    const confidence = pattern.confidence ?? rule.confidence;
    yield { rule, start, end, confidence, ...(becomes === undefined ? {} : { becomes }) };
  }
}

/** `$1` and its like become what was matched. */
function filled(template: string, match: RegExpMatchArray): string {
  return template.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
}

const LINES_OF_STATEMENT = 6;

/** The lines that the match is on, and those after it as long as brackets are open. */
function statementAround(code: string, start: number, end: number): string {
  const from = code.lastIndexOf('\n', start) + 1;
  let to = lineEnd(code, end);
  for (let more = 0; more < LINES_OF_STATEMENT && opens(code.slice(from, to)) > 0; more++) {
    if (to >= code.length) break;
    to = lineEnd(code, to + 1);
  }
  return code.slice(from, to);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function opens(text: string): number {
  return (text.match(/[([]/g)?.length ?? 0) - (text.match(/[)\]]/g)?.length ?? 0);
}
