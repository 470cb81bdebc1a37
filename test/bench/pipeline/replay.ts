import { TEMPLATES } from '../../../src/core/backend/tables/models.ts';
import { SimulatedClock } from '../../support/simulatedClock.ts';
import { threadClock } from '../../support/threadTime.ts';
import type { SourceFile } from '../corpora.ts';
import type { AnswerFigures } from './answer.ts';
import { SimulatedDocument } from './document.ts';
import { type Client, type ScreenFigures, SimulatedEditor } from './editor.ts';
import { ScriptedServer } from './server.ts';
import { type Part, type TypistFigures, typePart } from './typist.ts';

/** Makes a client of a server. @param again the client calls it where there is more to show. */
export type MakeClient = (
  server: ScriptedServer,
  clock: SimulatedClock,
  again: () => void,
) => Client;

/** What came of typing one file. */
export interface FileFigures {
  readonly language: string;
  readonly answers: readonly AnswerFigures[];
  readonly typist: TypistFigures;
  readonly screen: ScreenFigures;
}

/** The middle three fifths of a file, in whole lines. */
export function middleOf({ text }: SourceFile): Part {
  const start = text.indexOf('\n', text.length * 0.2) + 1;
  const end = text.indexOf('\n', text.length * 0.8);
  return { text, start, end };
}

const cpu = threadClock();

/** A seeded typist types a part of a file anew, with a client at hand, in simulated time. */
export async function replay(
  file: SourceFile,
  { text, start, end }: Part,
  make: MakeClient,
  seed: number,
  words = true,
): Promise<FileFigures> {
  const clock = new SimulatedClock(cpu);
  const server = new ScriptedServer(clock, text, file.path, TEMPLATES.qwen);
  let editor: SimulatedEditor | undefined;
  const client = make(server, clock, () => void editor?.askAgain());
  const where = { path: file.path, languageId: file.language };
  const document = new SimulatedDocument(where, text.slice(0, start), text.slice(end));
  const isRight = (shown: string): boolean =>
    text.startsWith(shown, document.offset) &&
    document.near.endsWith(text.slice(document.offset - 40, document.offset));
  const asked: Client = {
    ...client,
    provide(at, how, signal) {
      server.near = at.line;
      return client.provide(at, how, signal);
    },
  };
  editor = new SimulatedEditor(asked, clock, document, server.answers, isRight);
  let typist: TypistFigures | undefined;
  const typed = typePart({ text, start, end }, editor, clock, seed, words);
  await clock.run(
    typed.then(figures => {
      typist = figures;
    }),
  );
  return {
    language: file.language,
    answers: server.answers.map(answer => answer.figures),
    typist: typist as TypistFigures,
    screen: editor.figures,
  };
}
