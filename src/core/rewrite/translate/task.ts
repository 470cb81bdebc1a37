import { isWhole } from '../answer/enough.ts';
import { type Subject, selectedLines } from '../subject.ts';
import { type RewriteTask, UNTRUSTED } from '../tasks/task.ts';
import { written } from '../written.ts';
import { type Into, nameOfTarget } from './targets.ts';

const SYSTEM = `You work inside of a code editor, and translate the selected code into another language.
First say in one sentence what does not carry over as it is. Then give the complete translation in one fenced code block named after its language, and stop.
Translate what the code does, and not word by word: with the types, names, standard library and ways of the other language, and the same behaviour for every input, errors and edge cases included. Keep the comments.
Never leave code out with a comment such as "rest unchanged".
If it can't be translated, say why in one sentence, and give no code block.
${UNTRUSTED}`;

const AGAIN = 'Answer as before: one sentence, then the complete translation in one fenced block.';

/** Writes what some lines do in another language, or with an ORM, as a document of its own. */
export function translateInto(into: Into, about: Subject): RewriteTask {
  return {
    id: 'translate',
    routed: 'translate',
    system: SYSTEM,
    followUp: AGAIN,
    about,
    grows: true,
    ask: (_, wish) => [asked(into, about), wish].filter(part => part !== '').join(' '),
    mostTokens: selected => selected * 2 + 1500,
    read: written,
    isEnough: answer => isWhole(answer, into.language.id),
  };
}

function asked(into: Into, about: Subject): string {
  const { orm, language } = into;
  const what = selectedLines(about).length === about.lines.length ? 'file' : 'selected lines';
  if (orm === undefined) return `Translate the ${what} into ${language.name}.`;
  return `Translate the ${what} into ${nameOfTarget(into)}: ${orm.style}. What comes from outside is passed as a parameter, and never put into text. Where a table's model is needed and not shown, assume one by the names in the SQL, and say so in your sentence.`;
}
