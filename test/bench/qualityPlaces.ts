import { randomFrom } from '../../src/core/base/random.ts';
import { tokenStarts } from '../../src/core/compare/places.ts';
import { corporaFor, filesOf, folderOf, type SourceFile } from './corpora.ts';
import { splitFiles } from './split.ts';

/** A line of a held-out file as it is being typed. */
export interface QualityLine {
  readonly package: string;
  /** Where the repository is on the disk. */
  readonly root: string;
  readonly file: SourceFile;
  /** All above the line; ends with a line end. */
  readonly above: string;
  /** All below it; begins with the line end. */
  readonly after: string;
  /** The whole line, without spaces at its end. */
  readonly text: string;
  /** Where the model is asked: offsets in the line, ascending. */
  readonly cursors: readonly number[];
  /** The other files of the repository. */
  readonly learned: readonly SourceFile[];
}

const HELD = 12;
/** Cursors on a line: the server still knows the prompt from the one before, so three cost little more than one. */
const ON_A_LINE = 3;

/**
 * Random places where a token starts, and two more on the same line; as many lines from each language as from any other. The first `most` of
 * them are themselves such a mixture, so that a short run measures the same thing with less certainty.
 */
export function qualityLines(most: number): QualityLine[] {
  const byLanguage = new Map<string, QualityLine[][]>();
  for (const corpus of corporaFor('measure')) {
    const { held, learned } = splitFiles(filesOf(corpus), HELD);
    const random = randomFrom(11);
    const starts = held.flatMap(file => tokenStarts(file.text).map(at => ({ file, at })));
    const lines = new Map<string, QualityLine>();
    while (lines.size < most && starts.length > 0) {
      const [{ file, at }] = starts.splice(Math.floor(random() * starts.length), 1) as [Start];
      const start = file.text.lastIndexOf('\n', at - 1) + 1;
      const end = file.text.indexOf('\n', at);
      const key = `${file.path}:${start}`;
      if (lines.has(key)) continue;
      const others = starts.filter(other => other.file === file && other.at !== at);
      const onLine = others.map(other => other.at).filter(other => other >= start && other < end);
      while (onLine.length > ON_A_LINE - 1) onLine.splice(Math.floor(random() * onLine.length), 1);
      lines.set(key, {
        package: corpus.package,
        root: folderOf(corpus),
        file,
        above: file.text.slice(0, start),
        after: file.text.slice(end),
        text: file.text.slice(start, end).trimEnd(),
        cursors: [at, ...onLine].sort((a, b) => a - b).map(cursor => cursor - start),
        learned,
      });
    }
    const before = byLanguage.get(corpus.language) ?? [];
    byLanguage.set(corpus.language, [...before, [...lines.values()]]);
  }
  return inTurns([...byLanguage.values()].map(inTurns)).slice(0, most);
}

interface Start {
  readonly file: SourceFile;
  readonly at: number;
}

/** `[a1 a2] [b1 b2]` ⇒ `a1 b1 a2 b2` */
function inTurns<T>(rows: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...rows.map(row => row.length));
  return Array.from({ length: longest }, (_, k) => rows.flatMap(row => row.slice(k, k + 1))).flat();
}
