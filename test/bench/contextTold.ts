import type { LineIndex } from '../../src/core/completion/context/alike/lineIndex.ts';
import { tokensOf } from '../../src/core/completion/context/alike/terms.ts';
import { findAlike, surroundingsOf } from '../../src/core/completion/context/sources/alike.ts';
import type { QualityLine } from './qualityPlaces.ts';
import { plain } from './qualityVariants.ts';

/** A way to choose context, without a model: what it says for a line. */
type Told = (line: QualityLine, own: string) => string;

const WINDOW = 10;
const HEAD = 15;
const IMPORT = /^\s*(import|from|use|#include|package)\b|\brequire\(/;
const DEFINES = /^\s*([a-z@]+\s+)*?(class|interface|type|enum|struct|trait|function|def|fn|func)\s/;

/** How much of what a line holds and the prompt lacks the context tells, by how it is chosen: a table. */
export function toldTable(
  lines: readonly QualityLine[],
  indexOf: (line: QualityLine) => LineIndex,
): string {
  const alike = (most: number): Told => {
    return (line, own) => {
      const window = windowOf(line);
      const place = {
        ...{ uri: '', path: line.file.path, languageId: line.file.language, version: 0, line: 0 },
        before: own.slice(0, own.indexOf(GAP)) + window.before,
        after: window.after + own.slice(own.indexOf(GAP) + GAP.length),
        window,
      };
      const found = findAlike(indexOf(line), surroundingsOf(place));
      return found
        .slice(0, most)
        .map(snippet => snippet.text)
        .join('\n');
    };
  };
  const ways: Readonly<Record<string, Told>> = {
    'places alike: the best': alike(1),
    'places alike: the best two': alike(2),
    'places alike: the best four': alike(4),
    'most similar window of ten lines (Jaccard)': mostSimilar,
    'the first 15 lines of the file': ({ above }) => above.split('\n', HEAD).join('\n'),
    'its imports': ({ above }) => matching(above, IMPORT),
    'what it defines outside of the window': (_, own) => matching(own, DEFINES),
  };
  const rows = Object.entries(ways).map(([name, told]) => row(name, lines, told));
  return [
    '| context | characters a line | names told that the prompt lacks | lines told |',
    '|---|--:|--:|--:|',
    ...rows,
  ].join('\n');
}

const GAP = '\n\0\n';

function windowOf(line: QualityLine): { before: string; after: string } {
  const { above, after } = plain(line);
  return { before: above, after };
}

function row(name: string, lines: readonly QualityLine[], told: Told): string {
  let characters = 0;
  const names = { told: 0, all: 0 };
  const whole = { told: 0, all: 0 };
  for (const line of lines) {
    const { before, after } = windowOf(line);
    const own = `${line.above.slice(0, line.above.length - before.length)}${GAP}${line.after.slice(after.length)}`;
    const text = told(line, own);
    characters += text.length;
    const known = new Set(tokensOf(before + line.text.slice(0, line.cursors[0]) + after));
    const said = new Set(tokensOf(text));
    const needed = new Set(tokensOf(line.text.slice(line.cursors[0])).filter(isName));
    for (const name of needed) {
      if (known.has(name)) continue;
      names.all++;
      if (said.has(name)) names.told++;
    }
    const bare = line.text.trim();
    if (`${before}\0${after}`.includes(bare)) continue;
    if (!own.includes(bare) && !line.learned.some(file => file.text.includes(bare))) continue;
    whole.all++;
    if (text.includes(bare)) whole.told++;
  }
  return `| ${name} | ${Math.round(characters / lines.length)} | ${names.told} of ${names.all} | ${whole.told} of ${whole.all} |`;
}

function isName(token: string): boolean {
  return token.length > 2 && /^[\p{L}_$]/u.test(token);
}

function matching(text: string, pattern: RegExp): string {
  return text
    .split('\n')
    .filter(line => pattern.test(line))
    .join('\n');
}

/** What most peers do: the window of another file that shares most words with the lines above the cursor. */
function mostSimilar({ above, learned }: QualityLine): string {
  const here = new Set(tokensOf(above.split('\n').slice(-WINDOW).join('\n')));
  let best = { score: 0, text: '' };
  for (const { text } of learned) {
    const lines = text.split('\n');
    for (let from = 0; from < lines.length; from += WINDOW / 2) {
      const window = lines.slice(from, from + WINDOW).join('\n');
      const there = new Set(tokensOf(window));
      const shared = [...there].filter(token => here.has(token)).length;
      const score = shared / (here.size + there.size - shared);
      if (score > best.score) best = { score, text: window };
    }
  }
  return best.text;
}
