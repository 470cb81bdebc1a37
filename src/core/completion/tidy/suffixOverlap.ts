import { bracketsIn } from '../../syntax/mask.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { codeAt } from '../around.ts';
import type { Snapshot } from '../types.ts';
import { readBrackets } from './brackets.ts';
import { type Draft, restOfLine, startOfLine, type Verdict } from './draft.ts';
import { openOnLine } from './restOfLine.ts';

/**
 * What the text brings itself must not stand after it once more.
 *
 *     print(█)          + name)   ⇒  print(name)█       the editor's own bracket gives way
 *     foo(█, b)         + a       ⇒  foo(a█, b)         nothing in common
 *     call(█);          + x);     ⇒  call(x);█
 *     items[█] = 1      + key]    ⇒  items[key]█ = 1
 *     call(█);          + ⏎  x⏎)  ⇒  call(⏎  x⏎)█;
 *
 * The rest of the line is taken to be brought along only as far as the text closes brackets or quotes that the line opened, or
 * where the text ends with all of the rest.
 */
export function coverSuffix(draft: Draft, at: Snapshot, syntax?: Syntax): Verdict {
  const rest = restOfLine(at);
  if (rest.trim() === '' || draft.text === '') return draft;
  if (draft.text.endsWith(rest)) return { ...draft, replaces: rest.length };
  const trimmed = rest.trimEnd();
  if (draft.text.endsWith(trimmed)) return { ...draft, replaces: trimmed.length };

  const closed = draft.text.includes('\n')
    ? closedByLines(draft, at, syntax)
    : readBrackets(draft.text, readBrackets(startOfLine(at)).open).closed;
  let replaces = 0;
  while (replaces < closed.length && rest[replaces] === closed[replaces]) replaces++;
  return { ...draft, replaces };
}

/** The brackets of the cursor's line that several lines of text close. */
function closedByLines(draft: Draft, at: Snapshot, syntax: Syntax | undefined): string {
  const { closing } = bracketsIn(codeAt(at, draft.text, syntax));
  return closing
    .slice(0, openOnLine(at))
    .map(({ char }) => char)
    .join('');
}
