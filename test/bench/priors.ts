import { visitTokens } from '../../src/core/workspace/lexer.ts';
import { type Corpus, filesOf } from './corpora.ts';

/** Languages that share their sequences. */
export const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  javascript: ['javascript', 'typescript'],
  python: ['python'],
  go: ['go'],
  rust: ['rust'],
  java: ['java'],
};

/** Lengths, in tokens, at which sequences of different packages are compared. */
const LENGTHS = [3, 4, 5, 6, 8, 10, 12, 16, 20];
/** Characters that are looked at of each package, so that a large one does not outweigh the others. */
const MOST_SOURCE = 700_000;

interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The token sequences that at least `packages` of the corpora share, those first that save most typing, in at most `size` characters. One a line;
 * `⏎` stands for a line end inside.
 */
export function sharedSequences(
  corpora: readonly Corpus[],
  packages: number,
  size: number,
): string[] {
  const perPackage = corpora.map(corpus => tokenizedFiles(corpus));
  const seenBy = new Map<string, number>();
  for (const files of perPackage) {
    const own = new Set<string>();
    for (const { tokens } of files) forEachSequence(tokens, key => own.add(key));
    for (const key of own) seenBy.set(key, (seenBy.get(key) ?? 0) + 1);
  }
  const worth = new Map<string, number>();
  for (const files of perPackage) {
    for (const { text, tokens } of files) {
      let covered = 0;
      for (let at = 0; at < tokens.length; at++) {
        const length = longestShared(tokens, at, seenBy, packages);
        if (length === 0 || at + length <= covered) continue;
        covered = at + length;
        const sequence = written(text, tokens.slice(at, at + length));
        if (/\w\W*\w/.test(sequence)) worth.set(sequence, (worth.get(sequence) ?? 0) + 1);
      }
    }
  }
  const ranked = [...worth]
    .filter(([, times]) => times >= packages)
    .sort(([a, s], [b, t]) => t * b.length - s * a.length || (a < b ? -1 : 1));
  const kept: string[] = [];
  let total = 0;
  for (const [sequence] of ranked) {
    total += sequence.length + 1;
    if (total > size) break;
    kept.push(sequence);
  }
  return kept.reverse(); // the most valuable last: they are found first
}

function tokenizedFiles(corpus: Corpus): { text: string; tokens: Token[] }[] {
  const files: { text: string; tokens: Token[] }[] = [];
  let total = 0;
  for (const file of filesOf(corpus)) {
    total += file.text.length;
    if (total > MOST_SOURCE) break;
    const text = withoutComments(file.text);
    const tokens: Token[] = [];
    visitTokens(
      text,
      (start, end, space) => tokens.push({ start, end, text: text.slice(space, end) }),
      () => tokens.push({ start: -1, end: -1, text: '\n' }),
    );
    files.push({ text, tokens });
  }
  return files;
}

/** Prose says nothing about code, and licence headers least of all. */
function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter(line => !/^\s*(\/\/|\/?\*|#(?!\[|include|define))/.test(line))
    .join('\n');
}

function keyOf(tokens: readonly Token[], at: number, length: number): string {
  let key = '';
  for (let k = at; k < at + length; k++) key += `${tokens[k]?.text}\0`;
  return key;
}

function forEachSequence(tokens: readonly Token[], visit: (key: string) => void): void {
  for (let at = 0; at < tokens.length; at++) {
    for (const length of LENGTHS) {
      if (at + length > tokens.length) break;
      visit(keyOf(tokens, at, length));
    }
  }
}

function longestShared(
  tokens: readonly Token[],
  at: number,
  seenBy: ReadonlyMap<string, number>,
  packages: number,
): number {
  let longest = 0;
  for (const length of LENGTHS) {
    if (at + length > tokens.length) break;
    if ((seenBy.get(keyOf(tokens, at, length)) ?? 0) < packages) break;
    longest = length;
  }
  return longest;
}

/** The sequence as source text, later lines indented as they stand to the first. */
function written(text: string, tokens: readonly Token[]): string {
  const inside = tokens.filter(token => token.start >= 0);
  const first = inside[0];
  const last = inside.at(-1);
  if (first === undefined || last === undefined) return '';
  const lineStart = text.lastIndexOf('\n', first.start) + 1;
  const indent = text.slice(lineStart).search(/\S/);
  return text
    .slice(first.start, last.end)
    .split('\n')
    .filter(line => line.trim() !== '')
    .map((line, k) => (k === 0 ? line : line.replace(new RegExp(`^\\s{0,${indent}}`), '')))
    .join('⏎');
}
