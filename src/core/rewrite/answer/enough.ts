import { type Subject, selectedLines } from '../subject.ts';
import { nameIn, oneOf } from './codeBlock.ts';
import { partsOf } from './fences.ts';
import { isThisLanguage } from './languages.ts';

const FENCED_END = /(`{3,}|~{3,})$/;

/**
 * Has the model given the rewritten lines, and now talks about them? Then it can be stopped: the user waits for nothing else. A block that is much shorter
 * than the selection, or the old code, is not yet what was asked for.
 *
 *     "I add one.⏎```js⏎new⏎```⏎This code"   ⇒   true
 *     "First import it:⏎```js⏎one line⏎```⏎Then"   ⇒   false, where ten lines are selected
 */
export function isEnough(answer: string, subject: Subject): boolean {
  if (FENCED_END.test(answer.trimEnd())) return false; // it may end by itself
  const { blocks } = partsOf(answer);
  if (blocks.at(-1)?.closed !== true) return false;
  const original = selectedLines(subject);
  const { path, languageId } = subject;
  const taken = oneOf(blocks, { path, languageId, original });
  return (
    taken.kind === 'code' &&
    taken.closed &&
    taken.lines.length >= original.length / 2 &&
    taken.lines.join('\n') !== original.join('\n')
  );
}

/**
 * The same for a whole document, which there is nothing to measure against: a block that is named after the language, and words after it.
 *
 *     "```sh⏎npm i⏎```⏎```js⏎code⏎```⏎This"   ⇒   true, for JavaScript
 */
export function isWhole(answer: string, languageId: string): boolean {
  if (FENCED_END.test(answer.trimEnd())) return false;
  const last = partsOf(answer).blocks.at(-1);
  return last?.closed === true && isThisLanguage(nameIn(last.info), languageId);
}
