import { best } from './best.ts';
import { LinedText } from './linedText.ts';
import type { FoundLine, LineIndex, SoughtTerm } from './lineIndex.ts';
import { isPart, termsOf, tokensOf } from './terms.ts';

/** A place where code stands that reads like the code at the cursor. */
export interface AlikePlace {
  readonly path: string;
  readonly lines: LinedText;
  /** The line that corresponds to the cursor's. */
  readonly line: number;
  /** 0…1: how alike, by what stands before the cursor and around it. */
  readonly alike: number;
  /** How many tokens before the cursor stand there too, in the same order. */
  readonly matched: number;
}

const ABOVE = 6;
const BELOW = 4;
const CURSOR_LINE = 3;
const FADING = 0.8;
const BELOW_WEIGHT = 0.6;
const PART_WEIGHT = 0.4;
/** Candidates that are looked at closely. */
const POOL = 60;
/** Tokens before the cursor that count at most: more is not surer. */
const LONGEST = 12;
/** Lines between two places of one file at least. */
const APART = 4;
const TOKEN_WEIGHT = 1 / LONGEST;

/** The text around the cursor, in lines: a few are enough. */
export interface Surroundings {
  readonly path: string;
  /** The last one is the cursor's, up to the cursor. */
  readonly before: readonly string[];
  /** The first one is the line below the cursor's. */
  readonly after: readonly string[];
  /** What the prompt does not hold of the cursor's file. */
  readonly own: string;
}

/** What to look for: the terms of the cursor's line and of the lines near it, less the farther away they stand. */
function soughtAt({ before, after }: Surroundings): SoughtTerm[] {
  const sought: SoughtTerm[] = [];
  const add = (line: string | undefined, offset: number, weight: number): void => {
    for (const term of termsOf(line ?? '')) {
      sought.push({ term, offset, weight: isPart(term) ? weight * PART_WEIGHT : weight });
    }
  };
  add(before.at(-1), 0, CURSOR_LINE);
  for (let k = 1; k <= ABOVE; k++) add(before.at(-1 - k), -k, FADING ** (k - 1));
  for (let k = 1; k <= BELOW; k++) add(after[k - 1], k, BELOW_WEIGHT * FADING ** (k - 1));
  return sought;
}

/**
 * The places of the workspace, and of the cursor's own file outside of the prompt's window, that are most like the cursor's: those that
 * share most terms with it line by line, ordered anew by how many tokens before the cursor stand there too.
 */
export function placesAlike(index: LineIndex, around: Surroundings, most: number): AlikePlace[] {
  const sought = soughtAt(around);
  const total = sought.reduce((sum, { term, weight }) => sum + weight * index.rarity(term), 0);
  if (total === 0) return [];
  const found = [
    ...index.find(sought, POOL, around.path),
    ...findInOwn(index, around.path, new LinedText(around.own), sought),
  ];
  const before = tokensOf(around.before.slice(-3).join('\n')).slice(-LONGEST);
  const places = found.map(({ path, lines, line, score }) => {
    const matched = tokensInCommon(before, lines, line);
    const alike = (score / total + matched * TOKEN_WEIGHT) / 2;
    return { path, lines, line, matched, alike: Math.min(1, alike) };
  });
  return spread(
    places.sort((a, b) => b.alike - a.alike),
    most,
  );
}

/** The same question to the lines of one file that no index holds. */
function findInOwn(
  index: LineIndex,
  path: string,
  lines: LinedText,
  sought: readonly SoughtTerm[],
): FoundLine[] {
  const offsets = new Map<string, SoughtTerm[]>();
  for (const one of sought) offsets.set(one.term, [...(offsets.get(one.term) ?? []), one]);
  const scores = new Float32Array(lines.length);
  for (let k = 0; k < lines.length; k++) {
    for (const term of termsOf(lines.line(k))) {
      for (const { offset, weight } of offsets.get(term) ?? []) {
        const at = k - offset;
        if (at >= 0 && at < lines.length)
          scores[at] = (scores[at] as number) + weight * index.rarity(term);
      }
    }
  }
  return best(scores.keys(), scores, POOL)
    .map(line => ({ path, lines, line, score: scores[line] as number }))
    .filter(({ score }) => score > 0);
}

/** The longest run of tokens that ends before the cursor and ends on that line too. */
function tokensInCommon(before: readonly string[], lines: LinedText, line: number): number {
  const above = tokensOf(lines.lines(line - 2, line));
  const there = [...above, ...tokensOf(lines.line(line))];
  let longest = 0;
  for (let end = above.length; end <= there.length; end++) {
    let matched = 0;
    while (
      matched < before.length &&
      matched < end &&
      there[end - 1 - matched] === before[before.length - 1 - matched]
    ) {
      matched++;
    }
    if (matched > longest) longest = matched;
  }
  return longest;
}

/** The best of them, none near another, no line twice. */
function spread(places: readonly AlikePlace[], most: number): AlikePlace[] {
  const chosen: AlikePlace[] = [];
  for (const place of places) {
    if (chosen.length === most) break;
    const text = place.lines.line(place.line).trim();
    const taken = chosen.some(
      other =>
        (other.lines === place.lines && Math.abs(other.line - place.line) < APART) ||
        other.lines.line(other.line).trim() === text,
    );
    if (!taken) chosen.push(place);
  }
  return chosen;
}
