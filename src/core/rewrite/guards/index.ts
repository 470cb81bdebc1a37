import type { Syntax } from '../../syntax/syntax.ts';
import { changed, type LineChange } from '../place/edit.ts';
import type { Subject } from '../subject.ts';
import { characterWarning } from './characters.ts';
import { elisionWarning } from './elision.ts';
import { interfaceWarnings } from './interface.ts';
import { parseWarning } from './parses.ts';
import { pathWarning } from './path.ts';
import { sizeWarning } from './size.ts';
import type { Warning } from './warning.ts';

/**
 * All that speaks against a change, for the user to decide.
 *
 * @param lines of the document as it is.
 * @param passedOver other code blocks that the answer had.
 */
export function warningsOf(
  { path, languageId }: Pick<Subject, 'path' | 'languageId'>,
  lines: readonly string[],
  change: LineChange,
  syntax: Syntax | undefined,
  passedOver: number,
): readonly Warning[] {
  const before = lines.join('\n');
  const after = changed(lines, change).join('\n');
  const others: Warning = { code: 'OUT-BLOCKS', facts: { others: String(passedOver) } };
  return [
    pathWarning(path),
    sizeWarning(change.before, change.after),
    elisionWarning(change.before, change.after),
    characterWarning(before, change.after),
    parseWarning(before, after, languageId, syntax),
    ...(syntax === undefined ? [] : interfaceWarnings(syntax, before, after)),
    passedOver > 0 ? others : undefined,
  ].filter(warning => warning !== undefined);
}
