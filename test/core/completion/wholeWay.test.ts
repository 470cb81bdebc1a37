// Properties of the whole way from a key to the screen: the real pipeline in a simulated editor, with a model that says anything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Backend, Piece } from '../../../src/core/backend/backend.ts';
import { LineIndex } from '../../../src/core/completion/context/alike/lineIndex.ts';
import { inkling } from '../../bench/pipeline/clients.ts';
import { SimulatedDocument } from '../../bench/pipeline/document.ts';
import { SimulatedEditor } from '../../bench/pipeline/editor.ts';
import { SimulatedClock } from '../../support/simulatedClock.ts';

/** Says the same to every question, in these pieces, one every 20 ms. */
function backendSaying(pieces: readonly string[], clock: SimulatedClock): Backend {
  return {
    model: 'any',
    host: 'any',
    async *stream(_, signal): AsyncGenerator<Piece> {
      for (const text of pieces) {
        await clock.sleep(20, signal);
        yield { kind: 'text', text };
      }
      yield { kind: 'end', why: 'whole' };
    },
  };
}

interface Seen {
  readonly text: string | undefined;
  readonly flicker: number;
}

/** What is on the screen in the end, after the last character before the cursor was typed. */
async function seen(picture: string, languageId: string, pieces: readonly string[]): Promise<Seen> {
  const [before = '', after = ''] = picture.split('█');
  const clock = new SimulatedClock();
  let editor: SimulatedEditor | undefined;
  const known = { engine: undefined, lines: new LineIndex(), syntax: undefined };
  const client = inkling(backendSaying(pieces, clock), known, clock, () => void editor?.askAgain());
  const document = new SimulatedDocument({ path: 'a', languageId }, before.slice(0, -1), after);
  editor = new SimulatedEditor(client, clock, document, [], () => true);
  editor.type(before.slice(-1));
  await clock.run(clock.sleep(6000, new AbortController().signal));
  return { text: editor.visible?.text, flicker: editor.figures.flicker };
}

const WORDS = [
  ...['\n', '\n', '\n  ', '\n    ', '\n\n', '{', '}', '(', ')', ';', '"', ':', ' ', '\r\n'],
  ...['a', 'b();', 'return 1;', 'else', 'def f():', '// c', '# c', '😀', '👩‍🚀', 'é'],
];
const said = fc.array(fc.constantFrom(...WORDS), { maxLength: 24 }).map(words => words.join(''));
const cuts = fc.array(fc.nat(200), { maxLength: 8 });
const language = fc.constantFrom('typescript', 'python');
const place = fc.constantFrom(
  'function f() {\n  █\n}\n',
  'function f() {█}\n',
  'x = f(█);\ny();\n',
  'const s = "█";\n',
  'def f():\n    █\n\nreturn 1;\n',
  'x =█',
);

function cutAt(text: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map(at => at % (text.length + 1)))].sort((a, b) => a - b);
  return [...ends, text.length].map((end, k) => text.slice(ends[k - 1] ?? 0, end));
}

test('the same text for every chunking, and nothing flickers on the way to it', () =>
  fc.assert(
    fc.asyncProperty(said, place, language, cuts, async (text, picture, languageId, places) => {
      const whole = await seen(picture, languageId, [text]);
      const pieces = await seen(picture, languageId, cutAt(text, places));
      assert.deepEqual(pieces, { text: whole.text, flicker: 0 });
    }),
    { numRuns: 300, seed: 11 },
  ));

test('no split surrogate pair: what is shown is whole characters, wherever the stream was cut', () =>
  fc.assert(
    fc.asyncProperty(said, place, language, cuts, async (text, picture, languageId, places) => {
      const { text: shown = '' } = await seen(picture, languageId, cutAt(text, places));
      encodeURIComponent(shown); // throws at half a character
    }),
    { numRuns: 300, seed: 12 },
  ));
