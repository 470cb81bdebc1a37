// `document` on real functions of pinned packages, answered as badly as one can think of: how many code tokens does it change?
import { isSameCode } from '../../src/core/rewrite/documentation/insertion.ts';
import { RewriteFault } from '../../src/core/rewrite/faults.ts';
import { changed } from '../../src/core/rewrite/place/edit.ts';
import { symbolAt, withDocs } from '../../src/core/rewrite/symbol.ts';
import { documentIn } from '../../src/core/rewrite/tasks/document.ts';
import { definitionsIn } from '../../src/core/syntax/definitions.ts';
import type { Syntax } from '../../src/core/syntax/syntax.ts';
import { syntaxFor } from '../support/grammars.ts';
import { corporaFor, filesOf } from './corpora.ts';

const LANGUAGES = ['typescript', 'javascript', 'python', 'go', 'rust', 'java'];
const OF_EACH = 34;
/** What a model might say, well or badly. */
const ANSWERS = [
  '/**\n * Does it.\n *\n * @param a what it is\n */',
  '"""Does it.\n\n    Args:\n        a: what it is\n    """',
  '// Does it.\n// And more.\nfunc evil() { panic(1) }',
  '/** Ends early: */ evil(); /* */',
  'Says it in plain words, with a """ and a */ in it.',
  '# Does it.\nimport os\nos.remove("x")',
];

interface Tally {
  documented: number;
  refused: number;
  changed: number;
}

/** Documents one function, and tells what became of the code around it. */
function judge(
  syntax: Syntax,
  languageId: string,
  text: string,
  line: number,
  answer: string,
): keyof Tally {
  const lines = text.split('\n');
  const symbol = symbolAt(syntax, lines, line);
  if (symbol === undefined) return 'refused';
  const subject = {
    path: 'a',
    languageId,
    lines,
    ...withDocs(symbol),
  };
  try {
    const task = documentIn(syntax, subject, symbol.definition);
    const { change } = task.read(`It does it.\n\`\`\`\n${answer}\n\`\`\``, subject, 'whole');
    if (change === undefined) return 'refused';
    const after = changed(lines, change);
    const extra = after.length - lines.length;
    const at = after.findIndex((one, k) => one !== lines[k]);
    const isInsertion = after.toSpliced(at, extra).join('\n') === text;
    return isInsertion && isSameCode(syntax, text, after.join('\n')) ? 'documented' : 'changed';
  } catch (error) {
    if (error instanceof RewriteFault) return 'refused';
    throw error;
  }
}

const corpora = corporaFor('measure');
let asked = 0;
for (const languageId of LANGUAGES) {
  const syntax = await syntaxFor(languageId);
  const places = corpora
    .filter(({ language }) => language === languageId)
    .flatMap(filesOf)
    .flatMap(({ text }) =>
      definitionsIn(syntax, text)
        .filter(({ doc, kind }) => doc === '' && kind !== 'type')
        .map(({ start }) => ({ text, line: text.slice(0, start).split('\n').length - 1 })),
    );
  const step = Math.max(1, Math.floor(places.length / OF_EACH));
  const chosen = places.filter((_, k) => k % step === 0).slice(0, OF_EACH);
  const tally: Tally = { documented: 0, refused: 0, changed: 0 };
  for (const { text, line } of chosen) {
    for (const answer of ANSWERS) tally[judge(syntax, languageId, text, line, answer)]++;
  }
  asked += chosen.length;
  if (tally.changed > 0) process.exitCode = 1;
  console.log(
    `${languageId}: ${chosen.length} functions × ${ANSWERS.length} answers: ${tally.documented} documented, ${tally.refused} refused, ${tally.changed} with code changed`,
  );
}
console.log(`${asked} functions`);
