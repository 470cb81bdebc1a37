import { aroundOf, bareText } from '../around.ts';
import type { Snapshot } from '../types.ts';
import { type Draft, restOfLine, startOfLine, type Verdict } from './draft.ts';

/**
 * Drops what already stands around the cursor.
 *
 *     foo(█bar)             + bar)              ⇒  dropped: it is there
 *     █⏎return x;           + return x;         ⇒  dropped: the next line says it
 *     █⏎a();⏎b();           + a();⏎b();         ⇒  dropped: the next lines say it
 *     load(path);⏎█         + load(path);       ⇒  dropped: the line above said it
 */
export function dropEcho(draft: Draft, at: Snapshot): Verdict {
  const text = draft.text.trim();
  if (text === restOfLine(at).trim() || (draft.replaces >= text.length && draft.replaces > 0)) {
    return { drop: 'already-there', reason: 'The text already stands after the cursor.' };
  }
  const lines = linesOf(startOfLine(at) + draft.text);
  if (!/\w/.test(lines.join(''))) return draft;
  if (startsWith(linesBelow(at, lines.length), lines)) {
    return { drop: 'echo', reason: 'The next line already says the same.' };
  }
  // who types the same line once more means it
  const typed = startOfLine(at).trim() !== '';
  if (!typed && /\w{3}/.test(lines.join('')) && startsWith(linesAbove(at, lines.length), lines)) {
    return { drop: 'echo', reason: 'The line above already says the same.' };
  }
  return draft;
}

function startsWith(around: readonly string[], lines: readonly string[]): boolean {
  return lines.every(
    (line, k) => around[k] !== undefined && bareText(around[k]) === bareText(line),
  );
}

function linesBelow(at: Snapshot, count: number): string[] {
  const { after, rest } = aroundOf(at);
  return linesOf(after.slice(rest.length + 1)).slice(0, count);
}

function linesAbove(at: Snapshot, count: number): string[] {
  const { before, line } = aroundOf(at);
  const found: string[] = [];
  for (let end = before.length - line.length - 1; end > 0 && found.length < count; ) {
    const start = before.lastIndexOf('\n', end - 1) + 1;
    const above = before.slice(start, end);
    if (above.trim() !== '') found.unshift(above);
    end = start - 1;
  }
  return found;
}

/** The lines that are not blank. */
function linesOf(text: string): string[] {
  return text.split('\n').filter(line => line.trim() !== '');
}
