import { fenced } from '../answer/fences.ts';
import type { Finding } from './finding.ts';

/**
 * A known fix in the form of a model's answer, so that it goes the way of all rewrites: whole lines, and a sentence before them.
 *
 * @param lines those that the finding stands on, as they are now.
 * @returns `undefined` where there is no fix, or the lines are not those that were reviewed.
 */
export function fixingAnswer(finding: Finding, lines: readonly string[]): string | undefined {
  const { fix, start, code, remedy } = finding;
  if (fix === undefined || lines[0] !== code) return undefined;
  const first = fix.start.line - start.line;
  const last = fix.end.line - start.line;
  const before = lines.slice(0, first);
  const head = (lines[first] ?? '').slice(0, fix.start.character);
  const tail = (lines[last] ?? '').slice(fix.end.character);
  const mended = [...before, `${head}${fix.text}${tail}`, ...lines.slice(last + 1)].join('\n');
  return `${remedy}\n\n${fenced(mended)}`;
}
