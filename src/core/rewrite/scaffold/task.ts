import type { SafeText } from '../../gate/gate.ts';
import { isWhole } from '../answer/enough.ts';
import { fenced } from '../answer/fences.ts';
import type { Subject } from '../subject.ts';
import { type RewriteTask, UNTRUSTED } from '../tasks/task.ts';
import { written } from '../written.ts';
import { KIND_WORDS, type Kind } from './kinds.ts';
import type { Ground, Tool } from './tools.ts';

/** All that is known before a scaffold is asked for. */
export interface ScaffoldWanted {
  readonly kind: Kind;
  readonly what: string;
  readonly ground: Ground;
  readonly tools: readonly Tool[];
  readonly path: string;
  /** Code that it is about, such as the type of what is kept; `undefined` where there is none. */
  readonly about?: Subject | undefined;
  /** A file of the same kind, whose style is taken over. */
  readonly example?: { readonly path: string; readonly text: SafeText } | undefined;
}

const SYSTEM = `You work inside of a code editor, and write a new file for a project.
First say in one sentence what you are going to write, and what you assume. Then give the whole file, complete and with its imports, in one fenced code block, and stop.
Take over the style, the names and the ways to treat errors of the example, and use what the project has. Bring in no package that is not named.
What comes from outside is checked before it is used; queries take parameters; secrets come from the environment. Leave no placeholder but where the project must decide: there write one TODO that says what.
${UNTRUSTED}`;

const AGAIN = 'Answer as before: one sentence, then the whole file in one fenced block.';

/** Writes a new file that does what such files do, with what the project is written with. */
export function scaffold(wanted: ScaffoldWanted): RewriteTask {
  return {
    id: 'scaffold',
    routed: 'boilerplate',
    system: SYSTEM,
    followUp: AGAIN,
    grows: true,
    ask: (_, wish) => [asked(wanted), wish].filter(part => part !== '').join('\n'),
    mostTokens: () => 4000,
    read: written,
    isEnough: answer => isWhole(answer, wanted.ground.languageId),
    ...(wanted.about === undefined ? { bare: true } : { about: wanted.about }),
  };
}

function asked({ kind, what, ground, tools, path, example }: ScaffoldWanted): string {
  const named = tools.map(({ id, style }) => `${id}: ${style}`);
  const means =
    named.length > 0 ? named.join('; ') : `the standard library: ${ground.standard[kind]}`;
  const parts = [
    KIND_WORDS[kind].replace('{what}', () => what),
    `It is the new file ${path}, in ${ground.languageId}, with ${means}.`,
  ];
  if (example !== undefined)
    parts.push(`A file of this kind in the project (${example.path}):\n${fenced(example.text)}`);
  return parts.join('\n');
}
