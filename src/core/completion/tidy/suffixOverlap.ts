import type { Snapshot } from '../types.ts';
import { readBrackets } from './brackets.ts';
import { type Draft, restOfLine, startOfLine, type Verdict } from './draft.ts';

/**
 * What the text brings itself must not stand after it once more.
 *
 *     print(█)          + name)   ⇒  print(name)█       the editor's own bracket gives way
 *     foo(█, b)         + a       ⇒  foo(a█, b)         nothing in common
 *     call(█);          + x);     ⇒  call(x);█
 *     items[█] = 1      + key]    ⇒  items[key]█ = 1
 *
 * The rest of the line is taken to be brought along only as far as the text closes brackets or quotes that the line opened, or
 * where the text ends with all of the rest.
 */
export function coverSuffix(draft: Draft, at: Snapshot): Verdict {
  const rest = restOfLine(at);
  if (rest.trim() === '' || draft.text === '') return draft;
  if (draft.text.endsWith(rest)) return { ...draft, replaces: rest.length };
  const trimmed = rest.trimEnd();
  if (draft.text.endsWith(trimmed)) return { ...draft, replaces: trimmed.length };

  const before = readBrackets(startOfLine(at)).open;
  const closed = closedBy(draft.text, before);
  let replaces = 0;
  while (replaces < closed.length && rest[replaces] === closed[replaces]) replaces++;
  return { ...draft, replaces };
}

/** The closing characters in `text` that close what was open before it, in their order. */
function closedBy(text: string, open: readonly string[]): string {
  let depth = open.length;
  let closed = '';
  for (let end = 1; end <= text.length; end++) {
    const now = readBrackets(text.slice(0, end), open).open.length;
    if (now < depth) {
      closed += text[end - 1];
      depth = now;
    }
  }
  return closed;
}
