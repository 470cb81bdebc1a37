/** A part of the pipeline, and the change to the source that leaves it out. */
export interface Part {
  readonly name: string;
  /** Under `src/core/completion`. */
  readonly file: string;
  /** Stands there once. */
  readonly from: string;
  readonly to: string;
}

/** The parts that `npm run bench -- --ablation` leaves out, one at a time. */
export const PARTS: readonly Part[] = [
  part('asking ahead', 'complete.ts', '  void askAhead(chosen, run);\n', ''),
  part('reading on beyond what is shown', 'ask.ts', 'const AHEAD = 3;', 'const AHEAD = 0;'),
  part(
    'a question goes on while its answer is typed',
    'question.ts',
    '|| this.mayAnswer(at);',
    '|| (this.mayAnswer(at) && at.before === this.at.before);',
  ),
  part('the cache', 'session.ts', 'of this.cache.at(at)', 'of []'),
  part(
    'what is on the screen stays',
    'complete.ts',
    'if (onScreen !== undefined && !extendsShown(outcome, onScreen))',
    'if (onScreen === null)',
  ),
  part(
    'the next line only where one was taken',
    'complete.ts',
    'if (block || now.asked ||',
    'if (true || block || now.asked ||',
  ),
  part('blocks', 'place.ts', 'const block = BLOCKS.find(', 'const block = [].find('),
  part('nothing asked after a deletion', 'trigger.ts', "now.lastChange !== 'deleted'", 'true'),
  part('the wait (0 ms instead)', 'wait.ts', WAIT(), 'return 0;'),
  part('the wait adapts (75 ms instead)', 'wait.ts', WAIT(), 'return 75;'),
  part('the wait by how right the last were', 'wait.ts', '(1.6 - 1.6 * trust)', '0.8'),
  part('at once at the start of a line', 'wait.ts', 'test(at.before.slice(-200))', "test('x')"),
  part('some time between questions', 'question.ts', 'const GAP = 70;', 'const GAP = 0;'),
  part(
    'cutting back',
    'holeModel.ts',
    'goesOn ? askCutBack(before, ask) : ask(before)',
    'ask(before)',
  ),
  part('places alike', 'context/sources/alike.ts', 'find(surroundingsOf(at), signal)', '[]'),
  part(
    'context stays while the server has it',
    'context/choose.ts',
    '= rules.settled ?',
    '= false ?',
  ),
  part(
    'the window stays where it began',
    'context/packer.ts',
    'this.last.get(at.uri)',
    'undefined',
  ),
  part(
    'the grammar, to tell where it ends',
    'stop/index.ts',
    "wants === 'line' || scope !== 'code' ?",
    'true ?',
  ),
];

function WAIT(): string {
  return 'return Math.round(Math.min(LONGEST, Math.max(0, wait)));';
}

function part(name: string, file: string, from: string, to: string): Part {
  return { name, file, from, to };
}

/** The source without a part. @throws where what is left out is not there, or more than once. */
export function leaveOut({ name, from, to }: Part, source: string): string {
  const found = source.split(from);
  if (found.length !== 2) throw new Error(`${name}: found ${found.length - 1} times`);
  return found.join(to);
}
