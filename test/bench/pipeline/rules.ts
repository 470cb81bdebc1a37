import type { Part } from './parts.ts';

const STOP = [
  'stopAtLeftover',
  'stopAtRepetition',
  'stopAtSuffix',
  'stopAtProseEnd',
  'stopAtBlockEnd',
  'stopAtStatementEnd',
  'stopAtManyLines',
];
const TIDY = [
  'fitIndentation',
  'keepWholeCharacters',
  'dropStrange',
  'dropUnbalanced',
  'cutClosersBelow',
  'cutLinesBelow',
  'endWithRestOfLine',
  'coverSuffix',
  'dropEcho',
  'dropOnlyComments',
  'dropInsecure',
  'putCloserOnItsLine',
];

/** The rules of `stop/` and `tidy/`, each off by its line in the list. Their worth shows with a real model, which errs as models do. */
export const RULES: readonly Part[] = [
  ...STOP.map(rule => offOf(rule, 'stop/index.ts')),
  ...TIDY.map(rule => offOf(rule, 'tidy/index.ts')),
];

function offOf(rule: string, file: string): Part {
  return { name: rule, file, from: `\n  ${rule},\n`, to: '\n' };
}
