import { marksOf } from '../../syntax/marks.ts';
import { bracketsIn, mask } from '../../syntax/mask.ts';
import { spansByMarks } from '../../syntax/spans.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Warning } from './warning.ts';

/**
 * Warns of a document that would no longer parse, where it does now: by its grammar; without one, by its brackets.
 *
 *     f(a);   ⇒   f(a;
 */
export function parseWarning(
  before: string,
  after: string,
  languageId: string,
  syntax: Syntax | undefined,
): Warning | undefined {
  const isBroken =
    syntax === undefined
      ? imbalanceOf(before, languageId) !== imbalanceOf(after, languageId)
      : faultsIn(syntax, after) > faultsIn(syntax, before);
  return isBroken ? { code: 'OUT-SYNTAX', facts: {} } : undefined;
}

function imbalanceOf(text: string, languageId: string): string {
  const { open, closing } = bracketsIn(mask(text, spansByMarks(text, marksOf(languageId))));
  return [...closing, ...open].map(({ char }) => char).join('');
}

function faultsIn(syntax: Syntax, text: string): number {
  const count = syntax.read(text, root =>
    root.hasError ? Math.max(1, root.descendantsOfType('ERROR').length) : 0,
  );
  return count ?? 0;
}
