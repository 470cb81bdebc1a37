import { isAfterComment } from '../place.ts';
import { type Cut, endBefore, type Line, leastIndent, type Streamed } from './streamed.ts';

const GOES_ON =
  /^\s*([)\]}{.]|&&|\|\||\?|:|(else|elif|elsif|except|finally|catch|rescue|ensure|end)\b)/;
const IMPORT =
  /^\s*(import|from|use|using|#include|require|require_relative|package)\b|\brequire\(/;

/**
 * After a comment that asks for code, ends with the first thing that has a body; a blank line ends it too, but not among imports.
 *
 *     # parse a JSON file and return a dict
 *     █import json
 *
 *     def parse(path):
 *         return json.load(open(path))✂
 *
 *     print(parse('a.json'))
 */
export function stopAtStatementEnd(line: Line, streamed: Streamed): Cut | undefined {
  if (streamed.wants !== 'block' || line.number === 0) return undefined;
  if (line.blank || line.inside || line.depth > 0) return undefined;
  if (line.indent !== leastIndent(streamed) || GOES_ON.test(line.code)) return undefined;
  if (!isAfterComment(streamed.around)) return undefined;
  const earlier = streamed.lines.slice(0, line.number);
  const hasBody = earlier.some(
    above => above.number > 0 && !above.blank && (above.indent > line.indent || above.depth > 0),
  );
  const isApart = earlier[line.number - 1]?.blank === true && !earlier.every(isImport);
  return hasBody || isApart ? { end: endBefore(line, streamed), ended: 'statement' } : undefined;
}

/** An import, or nothing. */
export function isImport({ text, blank }: Line): boolean {
  return blank || IMPORT.test(text);
}
