import type { ContextSource, ReadNearest } from '../snippet.ts';

/** Where a project says in a few lines how its code is written, the first that is there. */
const INSTRUCTION_FILES = ['.inkling.md', '.ai/completions.md'] as const;

/** Characters: it stands in every prompt, so it must be short. */
const LONGEST = 1200;

/** What the project asks of all code: it goes along always, and first, where it never moves. */
export function instructionsSource(read: ReadNearest): ContextSource {
  return {
    name: 'instructions',
    async offer(at, signal) {
      const found = await read(at.uri, INSTRUCTION_FILES, signal);
      if (found === undefined) return [];
      const end = found.text.lastIndexOf('\n', LONGEST);
      const text =
        found.text.length <= LONGEST ? found.text : found.text.slice(0, Math.max(0, end));
      return [{ path: found.path, text: text.trim(), why: 'asked for by the project', worth: 1 }];
    },
  };
}
