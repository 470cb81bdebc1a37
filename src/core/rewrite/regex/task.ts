import { givenBlocks } from '../answer/enough.ts';
import { type AskTask, UNTRUSTED } from '../tasks/task.ts';
import type { Dialect, Feature } from './dialects.ts';
import { type Example, quoted } from './examples.ts';
import { expressionIn } from './expression.ts';

const SYSTEM = `You work inside of a code editor, and write one regular expression.
First say in one sentence how it goes about it. Then give the expression alone, as a JavaScript literal /…/flags on one line, in one fenced code block, and stop.
It is tried with JavaScript's RegExp.test: begin with ^ and end with $ where all of a text is meant.
Repetitions inside of repetitions, such as (a+)+, take forever: write it without.
${UNTRUSTED}`;

/** Writes an expression from words and examples. Nothing of the document goes along. */
export function regexFor(examples: readonly Example[], dialect: Dialect): AskTask {
  return {
    id: 'regex',
    routed: 'boilerplate',
    system: SYSTEM,
    followUp: 'Answer as before: one sentence, then the expression alone in one fenced block.',
    bare: true,
    ask: (_, wish) => asked(wish, examples, dialect),
    mostTokens: () => 700,
    // what comes after the block is its explanation, for which nobody waits
    isEnough: answer =>
      givenBlocks(answer).length > 0 && expressionIn(answer).kind === 'expression',
  };
}

function asked(wish: string, examples: readonly Example[], { name, lacks }: Dialect): string {
  const list = (wanted: boolean): string =>
    examples
      .filter(example => example.wanted === wanted)
      .map(({ text }) => `- ${quoted(text)}`)
      .join('\n');
  const [right, wrong] = [list(true), list(false)];
  return [
    `Write a regular expression for: ${wish}`,
    right === '' ? '' : `It must match:\n${right}`,
    wrong === '' ? '' : `It must not match:\n${wrong}`,
    lacks.length === 0
      ? ''
      : `It is going to be used with ${name}, which has no ${lacks.join(', no ')}.`,
  ]
    .filter(part => part !== '')
    .join('\n');
}

/** What is said to the model where the expression can't be written in the document's language. */
export function lackingTold(features: readonly Feature[], { name }: Dialect): string {
  return features.length === 0 ? '' : `${name} has no ${features.join(', no ')}. Do without.`;
}
