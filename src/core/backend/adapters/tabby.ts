import { isRecord, type Said, textOf } from '../answer.ts';
import type { Backend } from '../backend.ts';
import { fillsHoles, post, type Wire } from './wire.ts';

/** Fills holes by a Tabby server's own `POST /v1/completions`: it picks the model, the prompt and the length, and answers in one piece. */
export function tabbyCompletions(wire: Wire): Backend {
  return fillsHoles(
    wire,
    readTabby,
    ({ languageId, path, before, after, context, temperature = 0 }, signal) => {
      const body = {
        language: languageId,
        segments: {
          prefix: before,
          suffix: after,
          filepath: path,
          relevant_snippets_from_recently_opened_files: context.map(file => ({
            filepath: file.path,
            body: file.text,
            score: 1,
          })),
        },
        temperature,
      };
      return post(wire, '/completions', body, signal);
    },
  );
}

/** One object with the whole text. */
function readTabby(value: Record<string, unknown>): Said | undefined {
  const { choices } = value;
  if (!Array.isArray(choices)) return undefined;
  const [choice] = choices;
  return { text: isRecord(choice) ? textOf(choice.text) : undefined, finish: 'stop' };
}
