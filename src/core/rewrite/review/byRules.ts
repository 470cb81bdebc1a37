import { type Flaw, findFlaws } from '../../flaws/findFlaws.ts';
import { type Changed, isAdded } from './changes.ts';
import type { Finding, Place } from './finding.ts';

/** A changed file, with its text after the change; lines end with `\n`. */
export interface ChangedFile extends Changed {
  readonly languageId: string;
  readonly text: string;
}

/** What the rules find on the lines that are new. What was there before is not the author's of this change. */
export function findByRules(file: ChangedFile): readonly Finding[] {
  return findFlaws(file.text, file.languageId)
    .map(flaw => findingOf(file, flaw))
    .filter(({ start, end }) => isAdded(file, start.line, end.line));
}

function findingOf(
  { path, text }: ChangedFile,
  { rule, start, end, confidence, becomes }: Flaw,
): Finding {
  const span = { start: placeAt(text, start), end: placeAt(text, end) };
  const lineEnd = text.indexOf('\n', start);
  return {
    ...span,
    source: 'rule',
    rule: rule.id,
    cwe: rule.cwe,
    path,
    code: text.slice(text.lastIndexOf('\n', start - 1) + 1, lineEnd < 0 ? undefined : lineEnd),
    severity: rule.severity,
    confidence,
    says: rule.says,
    remedy: rule.remedy,
    ...(becomes === undefined ? {} : { fix: { ...span, text: becomes } }),
  };
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length - 1, character: offset - lineStart };
}
