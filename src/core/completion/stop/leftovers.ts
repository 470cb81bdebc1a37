import { type Cut, endBefore, type Line, type Streamed } from './streamed.ts';

/** What only a model's template says. */
const SPECIAL =
  /<\|[^|\n]{1,40}\|>|<｜[^｜\n]{1,40}｜>|<\/?think>|<\/s>|<(PRE|SUF|MID|EOT|END)>|\[(PREFIX|SUFFIX|MIDDLE)\]/;
/** Lines that talk about the code instead of being code. */
const TALK =
  /^\s*(```|~~~|(#|\/\/|--|;|%)\s*(end of (file|code|function)\b|path:\s)|<STOP EDITING)/i;

/**
 * Ends a completion where the model falls out of its part: fences, thoughts, tokens of its template, talk about files.
 *
 *     █return total;✂
 *     ```
 */
export function stopAtLeftover(line: Line, streamed: Streamed): Cut | undefined {
  if (TALK.test(line.text)) return { end: endBefore(line, streamed), ended: 'leftover' };
  const token = SPECIAL.exec(line.text);
  if (token === null || streamed.around.before.includes(token[0])) return undefined;
  const head = line.text.slice(0, token.index).trimEnd();
  const end = head === '' ? endBefore(line, streamed) : line.start + head.length;
  return { end, ended: 'leftover' };
}
