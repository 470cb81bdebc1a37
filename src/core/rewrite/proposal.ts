import { approachOf } from './answer/approach.ts';
import { oneCodeBlock } from './answer/codeBlock.ts';
import { withoutEcho } from './answer/echo.ts';
import { indentedLike } from './answer/indentation.ts';
import type { RewriteFaultCode } from './faults.ts';
import type { Warning } from './guards/warning.ts';
import type { LineChange } from './place/edit.ts';
import { settling } from './place/hunks.ts';
import { type Subject, selectedLines } from './subject.ts';

/** How an answer came to its end, or that it has not yet. */
export type Ending = 'streaming' | 'whole' | 'length' | 'failed';

/** What an answer says so far, for a command that rewrites. */
export interface Proposal {
  /** The model's own sentence on what it is going to do; `` until it comes. */
  readonly approach: string;
  /** What would change, or would so far; `undefined` where there is no code. */
  readonly change?: LineChange | undefined;
  /** Why it can't be applied; `undefined` where it can, or is still coming. */
  readonly fault?: RewriteFaultCode | undefined;
  /** What fills the sentence of the fault. */
  readonly facts?: Readonly<Record<string, string>>;
  /** What speaks against it, besides what any change is looked at for. */
  readonly warnings?: readonly Warning[];
  /** How many other code blocks of the answer could have been meant. */
  readonly passedOver: number;
}

/** Reads an answer, whole or not, whose code takes the place of the selected lines. */
export function rewritten(answer: string, subject: Subject, ending: Ending): Proposal {
  const { path, languageId, start } = subject;
  const before = selectedLines(subject);
  const approach = approachOf(answer);
  const taken = oneCodeBlock(answer, { path, languageId, original: before });
  if (taken.kind === 'none') {
    const fault = ending === 'streaming' ? undefined : ending === 'whole' ? taken.code : 'OUT-CUT';
    return { approach, fault, passedOver: 0 };
  }
  const { passedOver } = taken;
  const isOpen = ending === 'streaming' && !taken.closed;
  const lines = isOpen ? linesSoFar(taken.lines) : trimmed(taken.lines);
  const own = withoutEcho(lines, subject.lines, start, subject.count);
  const fresh = trimmed(indentedLike(before, own));
  const isWhole = ending === 'whole' && taken.closed;
  const after = isWhole ? fresh : settling(before, fresh);
  const isSame = after.join('\n') === before.join('\n');
  const fault = isWhole
    ? isSame
      ? 'OUT-SAME'
      : undefined
    : ending === 'streaming'
      ? undefined
      : 'OUT-CUT';
  return { approach, change: { start, before, after }, fault, passedOver };
}

/** Without blank lines at both ends: the selection has none there either. */
function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex(line => line.trim() !== '');
  const last = lines.findLastIndex(line => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}

/**
 * While it streams, a line is whole once its end has come. The last one stands for what is still to come, and is blank.
 *
 *     "a();⏎b"   ⇒   "a();⏎"       "a();⏎b();⏎"   ⇒   "a();⏎b();⏎"
 */
function linesSoFar(lines: readonly string[]): readonly string[] {
  return [...trimmed(lines.slice(0, -1)), ''];
}
