// `npm run bench:rules`: what each rule of `stop/` and `tidy/` earns. The real model writes several lines at places in held-out files, with nothing to end it
// but its own tokens; then each rule is left out by itself. Answers are kept in .cache/quality, so a run can be ended and goes on the next time.
// --places N (160)   --known (asks nothing, counts what was asked before)   --json (the verdicts, for one process that leaves a rule out)
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mcnemar } from '../../src/core/compare/statistics.ts';
import { stopAt } from '../../src/core/completion/stop/index.ts';
import { restOfLine } from '../../src/core/completion/tidy/draft.ts';
import { tidy } from '../../src/core/completion/tidy/index.ts';
import { syntaxFor } from '../support/grammars.ts';
import { RULES } from './pipeline/rules.ts';

import { QualityModel, SERVERS } from './qualityModel.ts';
import { promptAt, type RulePlace, rulePlaces } from './rulePlaces.ts';

const { values } = parseArgs({
  options: {
    places: { type: 'string', default: '160' },
    known: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

/** What the user sees: all of it right, its first line right, wrong from the first line on, or nothing. Blank lines do not count. */
interface Verdict {
  readonly kind: 'right' | 'begun' | 'wrong' | 'nothing';
  /** Lines up to the first that is wrong, and from there on. */
  readonly right: number;
  readonly wrong: number;
}

const NOTHING: Verdict = { kind: 'nothing', right: 0, wrong: 0 };

async function verdictOf({ at, wants, truth }: RulePlace, answer: string): Promise<Verdict> {
  const syntax = await syntaxFor(at.languageId);
  const { kept } = stopAt(answer, at, wants, syntax);
  const result = tidy(kept, at, syntax);
  if ('kind' in result) return NOTHING;
  const shown = result.text.replace(/[ \t]+$/gm, '');
  const meant = truth.trimEnd().replace(/[ \t]+$/gm, '');
  const left = restOfLine(at).slice(result.replaces).trimEnd();
  const [lines, meantLines] = [linesOf(shown), linesOf(meant)];
  const last = lines.length - 1;
  const fits = holds(meant.slice(shown.length), left); // else the line has something twice
  const isRight = (line: string, k: number): boolean =>
    line === meantLines[k] || (k === last && fits && meantLines[k]?.startsWith(line) === true);
  const firstWrong = lines.findIndex((line, k) => !isRight(line, k) || (k === last && !fits));
  const right = firstWrong < 0 ? lines.length : firstWrong;
  const wrong = lines.length - right;
  if (meant.startsWith(shown) && wrong === 0) return { kind: 'right', right, wrong };
  return { kind: right > 0 ? 'begun' : 'wrong', right, wrong };
}

const linesOf = (text: string): string[] => text.split('\n').filter(line => line.trim() !== '');

/** Can what is left behind the cursor be a part of what is still to be written? */
function holds(unwritten: string, left: string): boolean {
  let at = 0;
  for (const char of left) {
    at = unwritten.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const places = await rulePlaces(Number(values.places));
await using model = new QualityModel();
const verdicts = new Map<number, Verdict>();
let next = 0;
await Promise.all(
  Array.from({ length: SERVERS }, async (_, which) => {
    for (let k = next++; k < places.length; k = next++) {
      const place = places[k] as RulePlace;
      const { prompt, owed } = promptAt(place);
      const told = values.known
        ? model.known(prompt, 'lines')
        : await model.ask(prompt, which, 'lines');
      if (told?.text.startsWith(owed) !== true) continue;
      verdicts.set(k, await verdictOf(place, told.text.slice(owed.length)));
    }
  }),
);
const all = places.map((_, k) => verdicts.get(k));
if (values.json) console.log(JSON.stringify(all));
else console.log(table(all));

function table(all: readonly (Verdict | undefined)[]): string {
  const rows = RULES.map(({ name }) => row(name, without(name), all));
  return [
    '| without | nothing shown | wholly right | begun right | wrong from the first line | lines right, wrong | places better, worse |',
    '|---|--:|--:|--:|--:|--:|---|',
    row('all', all, all),
    ...rows,
  ].join('\n');
}

/** In a process of its own, since a rule is left out when its list is loaded. */
function without(name: string): (Verdict | undefined)[] {
  const preload = path.join(import.meta.dirname, 'pipeline', 'without.ts');
  const options = ['--known', '--json', '--places', values.places];
  const env = { ...process.env, INKLING_WITHOUT: name };
  const run = [`--import=${preload}`, import.meta.filename, ...options];
  const told = execFileSync(process.execPath, run, { env, encoding: 'utf8' });
  return JSON.parse(told).map((verdict: Verdict | null) => verdict ?? undefined);
}

function row(
  name: string,
  verdicts: readonly (Verdict | undefined)[],
  all: readonly (Verdict | undefined)[],
): string {
  const kinds = ['nothing', 'right', 'begun', 'wrong'] as const;
  const counts = kinds.map(kind => verdicts.filter(one => one?.kind === kind).length);
  const sum = (of: 'right' | 'wrong'): number =>
    verdicts.reduce((total, one) => total + (one?.[of] ?? 0), 0);
  const worth = (one: Verdict | undefined): number =>
    one === undefined ? 0 : one.right - one.wrong;
  const better = verdicts.filter((one, k) => worth(one) > worth(all[k])).length;
  const worse = verdicts.filter((one, k) => worth(one) < worth(all[k])).length;
  const told =
    verdicts === all ? '' : `+${better} −${worse}, p ${mcnemar(better, worse).toFixed(3)}`;
  const lines = `${sum('right')}, ${sum('wrong')}`;
  return `| ${[name, ...counts, lines, told].join(' | ')} |`;
}
