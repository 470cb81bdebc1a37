import { type Around, closerStandsBelow, firstLine, indentOf } from '../around.ts';
import { type Cut, endBefore, type Line, leastIndent, type Streamed } from './streamed.ts';

/** Goes on with a block, or opens its next part: `else:`. */
const CONTINUES =
  /^\s*(else|elif|elseif|elsif|except|finally|catch|rescue|ensure|when|case|default)\b|^\s*\{/;
/** May stand further out than the block that it is in: labels, and what the preprocessor reads. */
const OUTDENTED = /^(#\w+\b|\s*(case\b.*|default|public|private|protected|\w+)\s*:\s*$)/;

/**
 * Ends a completion together with the block that the cursor is in, or that its line opens.
 *
 *     if (ready) {           def load(path):
 *       █start();                █with open(path) as file:
 *       if (a) {                     return json.load(file)✂
 *         b();
 *       }                    def save(path):
 *     }✂
 *     log('done');
 *
 * The bracket that closes the block is kept, unless it stands after the cursor already.
 */
export function stopAtBlockEnd(line: Line, streamed: Streamed): Cut | undefined {
  if (streamed.wants === 'line' || streamed.scope !== 'code') return undefined;
  if (line.closes >= 0) return atCloser(line, streamed);
  return closesOwnBlock(line, streamed)
    ? { end: line.end, ended: 'block' }
    : atDedent(line, streamed);
}

/** The line closes a bracket that was open before the cursor. */
function atCloser(line: Line, streamed: Streamed): Cut | undefined {
  const { around } = streamed;
  if (line.number === 0 && around.rest.trim() !== '') return { end: line.end, ended: 'block' };
  if (!closerStandsBelow(around)) {
    return line.depthAtEnd > 0 ? undefined : { end: line.end, ended: 'block' };
  }
  const head = line.code.slice(0, line.closes - line.start);
  const end = head.trim() === '' ? endBefore(line, streamed) : line.start + head.trimEnd().length;
  return { end, ended: 'block' };
}

/**
 * The line closes the block that the text opened on the cursor's line.
 *
 *     function f()█ {
 *       return 1;
 *     }✂
 */
function closesOwnBlock(line: Line, { around, wants }: Streamed): boolean {
  return (
    wants === 'block' &&
    line.number > 0 &&
    line.depth > 0 &&
    line.depthAtEnd === 0 &&
    around.line.trim() !== '' &&
    line.indent <= around.lineIndent &&
    /^\s*[)\]}]/.test(line.code)
  );
}

function atDedent(line: Line, streamed: Streamed): Cut | undefined {
  const { around } = streamed;
  if (line.number === 0 || line.blank || line.inside || line.depth > 0) return undefined;
  if (line.indent >= leastIndent(streamed)) return undefined;
  if (!around.marks.byIndent && OUTDENTED.test(line.code)) return undefined;
  if (line.indent === openerIndent(streamed)) {
    const word = /^\s*(\w+)/.exec(line.code)?.[1] ?? '';
    if (around.marks.closers.includes(word)) return { end: line.end, ended: 'block' };
    if (CONTINUES.test(line.code) && !standsBelow(word, line, around)) return undefined;
  }
  return { end: endBefore(line, streamed), ended: 'block' };
}

/** The indentation of the line that opened the block. */
function openerIndent(streamed: Streamed): number {
  const { around } = streamed;
  if (around.line.trim() !== '' && streamed.wants === 'block') return around.lineIndent;
  const least = leastIndent(streamed);
  const above = around.before
    .split('\n')
    .findLast(line => line.trim() !== '' && indentOf(line) < least);
  return above === undefined ? -1 : indentOf(above);
}

/** Does the next line below begin with the same word, at the same depth? */
function standsBelow(word: string, line: Line, { after, rest }: Around): boolean {
  const next = firstLine(after.slice(rest.length + 1));
  return (
    next !== undefined && indentOf(next) === line.indent && /^\s*(\w+)/.exec(next)?.[1] === word
  );
}
