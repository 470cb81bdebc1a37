import { randomFrom } from '../../../src/core/base/random.ts';
import type { AnswerFigures } from './answer.ts';
import type { FileFigures } from './replay.ts';

/** A figure of the bench, worked out over files; what it must reach at least. */
export interface Figure {
  readonly name: string;
  readonly goal: string;
  readonly digits: number;
  readonly unit: '%' | 'ms' | '';
  /** A share of something, or a quotient: these have an interval. */
  readonly share: boolean;
  of(files: readonly FileFigures[]): number;
}

type Count = (file: FileFigures) => number;

const keys: Count = ({ typist }) => typist.keys;
const characters: Count = ({ typist }) => typist.characters;
const accepted: Count = ({ typist }) => typist.acceptedCharacters;
const shows: Count = ({ screen }) => screen.shows;
const requests: Count = ({ answers }) => answers.length;
const prompt = sumOf(answer => answer.prompt);
const cached = sumOf(answer => answer.cached);
const prefilled = sumOf(answer => answer.prompt - answer.cached);
const generated = sumOf(answer => answer.generated);
const saved: Count = file => characters(file) - keys(file);

function sumOf(count: (answer: AnswerFigures) => number): Count {
  return ({ answers }) => answers.reduce((sum, answer) => sum + count(answer), 0);
}

/** All that is printed, in its order. */
export const FIGURES: readonly Figure[] = [
  share('keystrokes saved', '≥ 80 %', saved, characters),
  quotient('requests per 100 keystrokes', '≤ 12', 1, file => 100 * requests(file), keys),
  quotient('prompt tokens per character of code', '', 2, prompt, characters),
  quotient('– per character accepted', '', 2, prompt, accepted),
  quotient('prompt tokens prefilled per character of code', '≤ 8', 2, prefilled, characters),
  quotient('– per character accepted', '', 2, prefilled, accepted),
  share('prefix reuse', '≥ 90 %', cached, prompt),
  quotient('tokens generated per character of code', '≤ 1.0', 2, generated, characters),
  quotient('– per character accepted', '', 2, generated, accepted),
  share(
    'generated tokens thrown away: never on the screen',
    '',
    sumOf(answer => answer.generated - answer.shown),
    generated,
  ),
  share(
    '– never taken',
    '',
    sumOf(answer => answer.generated - answer.taken),
    generated,
  ),
  share(
    'requests of which nothing was ever shown',
    '≤ 30 %',
    sumOf(answer => (answer.shown > 0 ? 0 : 1)),
    requests,
  ),
  milliseconds('last key → text, p50', '≤ 55 ms', 0.5, ({ screen }) => screen.latencies),
  milliseconds('last key → text, p95', '≤ 400 ms', 0.95, ({ screen }) => screen.latencies),
  milliseconds('overhead over the floor, p50', '≤ 5 ms', 0.5, ({ screen }) => screen.overheads),
  milliseconds('overhead over the floor, p95', '≤ 20 ms', 0.95, ({ screen }) => screen.overheads),
  share(
    'keystrokes with a wholly right suggestion visible',
    '≥ 30 %',
    ({ typist }) => typist.rightVisible,
    keys,
  ),
  share('shows wrong in their first line', '≤ 15 %', ({ screen }) => screen.wrong, shows),
  total('shows', shows),
  total('flicker', ({ screen }) => screen.flicker, '0'),
  total('characters typed', characters),
];

/** Other on every run, and so apart. */
const OWN: Figure = {
  ...quotient('own CPU per keystroke, mean', '≤ 2 ms', 2, file => sum(file.typist.own), keys),
  unit: 'ms',
};

function share(name: string, goal: string, part: Count, whole: Count): Figure {
  const of = ratio(part, whole);
  return { name, goal, digits: 1, unit: '%', share: true, of: files => 100 * of(files) };
}

function quotient(name: string, goal: string, digits: number, part: Count, whole: Count): Figure {
  return { name, goal, digits, unit: '', share: true, of: ratio(part, whole) };
}

function milliseconds(
  name: string,
  goal: string,
  part: number,
  values: (file: FileFigures) => readonly number[],
): Figure {
  const of: Figure['of'] = files => quantile(files.flatMap(values), part);
  return { name, goal, digits: 0, unit: 'ms', share: false, of };
}

function total(name: string, count: Count, goal = ''): Figure {
  const of: Figure['of'] = files => sum(files.map(count));
  return { name, goal, digits: 0, unit: '', share: false, of };
}

function ratio(part: Count, whole: Count): Figure['of'] {
  return files => sum(files.map(part)) / sum(files.map(whole));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

export function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
}

const DRAWS = 1000;

/** The 95 % interval of a figure, by drawing the files anew: keystrokes of one file are not independent of each other. */
function intervalOf({ of }: Figure, files: readonly FileFigures[]): [number, number] {
  const random = randomFrom(13);
  const draw = (): FileFigures => files[Math.floor(random() * files.length)] as FileFigures;
  const draws = Array.from({ length: DRAWS }, () => of(files.map(draw)));
  return [quantile(draws, 0.025), quantile(draws, 0.975)];
}

/** `−1.2 (−2.0 … −0.4)`: how two clients differ over the same files, each draw the same for both. */
export function pairedInterval(
  figure: Figure,
  files: readonly FileFigures[],
  others: readonly FileFigures[],
): string {
  const random = randomFrom(13);
  const signed = (value: number): string =>
    `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(figure.digits)}`;
  const draws = Array.from({ length: DRAWS }, () => {
    const places = files.map(() => Math.floor(random() * files.length));
    const drawn = (of: readonly FileFigures[]): FileFigures[] =>
      places.map(place => of[place] as FileFigures);
    return figure.of(drawn(files)) - figure.of(drawn(others));
  });
  const [low, high] = [quantile(draws, 0.025), quantile(draws, 0.975)];
  const difference = figure.of(files) - figure.of(others);
  return `${signed(difference)} (${signed(low)} … ${signed(high)})`;
}

/** As it is printed: `87.6 %`. */
export function shown({ digits, unit }: Figure, value: number): string {
  if (!Number.isFinite(value)) return '–';
  const text = value.toFixed(digits);
  return unit === '' ? text : `${text} ${unit}`;
}

/** One row a figure: in total with its interval, and by language. */
export function tableOf(files: readonly FileFigures[]): string {
  const languages = [...new Set(files.map(({ language }) => language))];
  const rows = [...FIGURES, OWN].map(figure => {
    const of = (some: readonly FileFigures[]): string => shown(figure, figure.of(some));
    const byLanguage = languages.map(name => of(files.filter(({ language }) => language === name)));
    const cells = [figure.name, figure.goal, of(files), intervalText(figure, files), ...byLanguage];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `| | goal | all ${files.length} files | 95 % interval | ${languages.join(' | ')} |`,
    `|---|---|--:|---|${'--:|'.repeat(languages.length)}`,
    ...rows,
  ].join('\n');
}

/** One row a figure, one column a client. */
export function sideBySide(clients: ReadonlyMap<string, readonly FileFigures[]>): string {
  const rows = [...FIGURES, OWN].map(figure => {
    const cells = [...clients.values()].map(files => shown(figure, figure.of(files)));
    return `| ${[figure.name, figure.goal, ...cells].join(' | ')} |`;
  });
  return [
    `| | goal | ${[...clients.keys()].join(' | ')} |`,
    `|---|---|${'--:|'.repeat(clients.size)}`,
    ...rows,
  ].join('\n');
}

function intervalText(figure: Figure, files: readonly FileFigures[]): string {
  if (!figure.share) return '';
  const [low, high] = intervalOf(figure, files);
  return `${low.toFixed(figure.digits)} … ${high.toFixed(figure.digits)}`;
}
