import { type Subject, selectedLines } from '../subject.ts';
import { nameIn, oneOf } from './codeBlock.ts';
import { type Block, partsOf } from './fences.ts';
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
  const blocks = givenBlocks(answer);
  if (blocks.length === 0) return false;
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
  const last = givenBlocks(answer).at(-1);
  return last !== undefined && isThisLanguage(nameIn(last.info), languageId);
}

/** The blocks of an answer that now goes on with words; none while it is in a block, or may end by itself. */
export function givenBlocks(answer: string): readonly Block[] {
  if (FENCED_END.test(answer.trimEnd())) return [];
  const { blocks } = partsOf(answer);
  return blocks.at(-1)?.closed === true ? blocks : [];
}
