import { visitTokens } from '../../src/core/workspace/lexer.ts';
import { corporaFor, filesOf, type SourceFile } from './corpora.ts';
import { randomFrom, splitFiles } from './split.ts';

/** A cursor in a held-out file, the rest of its line taken away: what the model should write again. */
export interface QualityPlace {
  readonly package: string;
  readonly file: SourceFile;
  readonly before: string;
  /** Begins with the line end. */
  readonly after: string;
  readonly rest: string;
  /** The other files of the repository. */
  readonly learned: readonly SourceFile[];
}

const HELD = 12;

/**
 * Random places where a token starts, as many from each language as from any other; the first `most` of them are themselves such a
 * mixture, so that a short run measures the same thing with less certainty.
 */
export function qualityPlaces(most: number): QualityPlace[] {
  const byLanguage = new Map<string, QualityPlace[][]>();
  for (const corpus of corporaFor('measure')) {
    const split = splitFiles(filesOf(corpus), HELD);
    const random = randomFrom(11);
    const all = split.held.flatMap(file => startsOf(file.text).map(at => ({ file, at })));
    const places = Array.from({ length: Math.min(most, all.length) }, () => {
      const [{ file, at }] = all.splice(Math.floor(random() * all.length), 1) as [(typeof all)[0]];
      const end = file.text.indexOf('\n', at);
      return {
        package: corpus.package,
        file,
        before: file.text.slice(0, at),
        after: file.text.slice(end),
        rest: file.text.slice(at, end).trimEnd(),
        learned: split.learned,
      };
    });
    byLanguage.set(corpus.language, [...(byLanguage.get(corpus.language) ?? []), places]);
  }
  const languages = [...byLanguage.values()].map(inTurns);
  return inTurns(languages).slice(0, most);
}

/** `[a1 a2] [b1 b2]` ⇒ `a1 b1 a2 b2` */
function inTurns<T>(rows: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...rows.map(row => row.length));
  return Array.from({ length: longest }, (_, k) => rows.flatMap(row => row.slice(k, k + 1))).flat();
}

/** Where tokens start: the first of a line after its indentation, which the editor writes; the others before their spaces. */
function startsOf(text: string): number[] {
  const starts: number[] = [];
  visitTokens(
    text,
    (start, _, space) => {
      const first = space === 0 || text[Math.min(space, start) - 1] === '\n';
      starts.push(first ? start : Math.min(space, start));
    },
    () => {},
  );
  return starts.filter(at => at > 0 && text.indexOf('\n', at) > at);
}
