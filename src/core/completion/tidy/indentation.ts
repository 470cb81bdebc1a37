import { remember } from '../../base/remember.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { aroundOf, COLUMNS_OF_TAB, codeAt, indentOf } from '../around.ts';
import { below, indentStep, indentWanted, linesAbove } from '../place.ts';
import type { Snapshot } from '../types.ts';
import type { Draft, Verdict } from './draft.ts';

/**
 * Indents as the file does: its tabs or its spaces, and not once more what stands before the cursor.
 *
 *     def f():
 *     ····█           + ····a()⏎····b()   ⇒   a()⏎····b()
 *     →if (a) {
 *     →→█             + b();⏎········c();  ⇒   b();⏎→→c();
 *
 * Lines that start inside of a string stay as they are.
 */
export function fitIndentation(draft: Draft, at: Snapshot, syntax?: Syntax): Verdict {
  const around = aroundOf(at);
  const isFresh = around.line.trim() === '' && around.line !== '';
  const text = isFresh ? draft.text.replace(/^(?:[ \t]*\n)+/, '') : draft.text;
  if (!/^[ \t]|\n[ \t]/.test(text)) return { ...draft, text };
  const style = styleOf(linesAbove(around), below(around));
  const step = indentStep(around);
  const code = text.includes('\n') ? codeAt(at, text, syntax) : '';
  let start = 0;
  const lines = text.split('\n').map((line, number) => {
    const isCode = number === 0 ? around.line.trim() === '' : code[start - 1] === '\n';
    start += line.length + 1;
    if (!isCode) return line;
    const room = number === 0 && isFresh ? indentWanted(around) - around.lineIndent : Infinity;
    return indented(line, room, style, step);
  });
  return { ...draft, text: lines.join('\n') };
}

type Style = 'tabs' | 'spaces' | undefined;

/** What most lines nearby are indented with; `undefined` where none is. */
const styleOf = remember((above: string, under: string): Style => {
  let tabs = 0;
  let spaces = 0;
  for (const [, indent] of `${above}${under}`.matchAll(/^(\t| {2})(?=\s*\S)/gm)) {
    if (indent === '\t') tabs++;
    else spaces++;
  }
  if (tabs === spaces) return undefined;
  return tabs > spaces ? 'tabs' : 'spaces';
});

/** The line with at most `room` columns before it, in the file's style. */
function indented(line: string, room: number, style: Style, step: number): string {
  const said = /^[ \t]*/.exec(line)?.[0] ?? '';
  let indent = said;
  if (style === 'spaces') indent = said.replaceAll('\t', ' '.repeat(step));
  if (style === 'tabs') indent = said.replaceAll(' '.repeat(COLUMNS_OF_TAB), '\t');
  while (indent !== '' && indentOf(indent) > room) indent = indent.slice(0, -1);
  return indent + line.slice(said.length);
}
