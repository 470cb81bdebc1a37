import { randomFrom } from '../../../src/core/base/random.ts';
import type { SimulatedClock } from '../../support/simulatedClock.ts';
import type { SimulatedEditor } from './editor.ts';

/** Milliseconds between keys: log-normal, median and spread; more before a word, and a thought at the start of some lines. */
const MEDIAN = 150;
const SPREAD = 0.45;
const BEFORE_WORD = 1.6;
const THOUGHT = 1500;
const THOUGHTS = 0.25;
/** A typo in so many characters, noticed after one more key at most. */
const TYPOS = 0.01;
/** A suggestion is read in so many milliseconds, and taken if it is right and saves so many keys. */
const READ = 250;
const WORTH = 3;
/** A word of a suggestion that is right so far is taken where one key saves so many. */
const WORD_WORTH = 3;

export interface TypistFigures {
  keys: number;
  characters: number;
  accepted: number;
  acceptedCharacters: number;
  /** Keystrokes at which something was on the screen that was right as a whole. */
  rightVisible: number;
  /** Milliseconds of CPU that our own code took, from each keystroke to the next. */
  own: number[];
}

/** What is typed: characters `[start, end)` of a file. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A seeded typist writes a part of a file by a human rhythm, errs now and then and takes it back, and takes what is on the
 * screen once it was read: all of it where it is right as a whole, else its first line where that is right.
 */
export async function typePart(
  { text: truth, start, end }: Part,
  editor: SimulatedEditor,
  clock: SimulatedClock,
  seed: number,
  words: boolean,
): Promise<TypistFigures> {
  const random = randomFrom(seed);
  const never = new AbortController().signal;
  const figures: TypistFigures = {
    ...{ keys: 0, characters: 0, accepted: 0, acceptedCharacters: 0, rightVisible: 0 },
    own: [],
  };
  let at = start;
  let busy = clock.busy;
  while (at < end) {
    await clock.sleep(pauseBefore(truth, at, random), never);
    figures.own.push(clock.busy - busy);
    busy = clock.busy;
    const { visible } = editor;
    const right = visible !== undefined && truth.startsWith(visible.text, at);
    if (right) figures.rightVisible++;
    figures.keys++;
    const taken =
      visible && clock.now() - visible.since >= READ
        ? partTaken(visible.text, truth.slice(at, end), words)
        : '';
    if (taken.length >= WORTH && visible !== undefined) {
      editor.accept(taken);
      figures.accepted++;
      figures.acceptedCharacters += taken.length;
      figures.characters += keysFor(taken);
      at += taken.length;
      continue;
    }
    const char = truth[at] as string;
    if (random() < TYPOS && /\w/.test(char)) {
      editor.type(char === 'q' ? 'w' : 'q');
      await clock.sleep(MEDIAN * 1.5, never);
      editor.backspace();
      figures.keys++;
      continue;
    }
    const typed = char === '\n' ? (/^\n[ \t]*/.exec(truth.slice(at, end))?.[0] ?? char) : char;
    editor.type(typed); // the editor indents by itself
    figures.characters++;
    at += typed.length;
  }
  return figures;
}

/** All of it where that is right, else its first line, else its next word, as VS Code cuts it. */
function partTaken(text: string, truth: string, words: boolean): string {
  if (truth.startsWith(text)) return text;
  const line = /^\s*[^\n]*/.exec(text)?.[0] ?? '';
  if (line !== text && truth.startsWith(line)) return line;
  const word = /^\s*(\w+|[^\w\s]+)\s*/.exec(text)?.[0] ?? '';
  return words && word.length > WORD_WORTH && truth.startsWith(word) ? word : '';
}

/** Keys that typing it would take: indentation is free. */
function keysFor(text: string): number {
  return text.replace(/\n[ \t]+/g, '\n').length;
}

function pauseBefore(text: string, at: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const newLine = /\n[ \t]*$/.test(text.slice(Math.max(0, at - 80), at));
  const word = /\w/.test(text[at] ?? '') && !/\w/.test(text[at - 1] ?? ' ');
  const thought = newLine && random() < THOUGHTS ? THOUGHT : 0;
  return thought + MEDIAN * (word ? BEFORE_WORD : 1) * Math.exp(SPREAD * normal);
}
