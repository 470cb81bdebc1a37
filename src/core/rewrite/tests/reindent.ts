/** How a piece of text is moved to another depth. */
export interface Move {
  /** The indentation that its first line has, and the one that it gets. */
  readonly from: string;
  readonly to: string;
  /** Lines from 0 that begin inside of a string: they stay as they are. */
  readonly inStrings: ReadonlySet<number>;
  /** One step of indentation in the text that it comes from, and in the one that it goes to. */
  readonly units?: { readonly from: string; readonly to: string };
}

/**
 * Moves whole lines to another depth, in the way of indenting that the target has.
 *
 *     ··it('adds', () => {        ⇥it('adds', () => {
 *     ····add();             ⇒    ⇥⇥add();
 *     ··});                       ⇥});
 */
export function reindented(text: string, { from, to, inStrings, units }: Move): string {
  return text
    .split('\n')
    .map((line, index) => {
      if (inStrings.has(index)) return line;
      if (line.trim() === '') return '';
      const rest = line.startsWith(from) ? line.slice(from.length) : line.trimStart();
      return to + (units ? inUnits(rest, units.from, units.to) : rest);
    })
    .join('\n');
}

function inUnits(line: string, from: string, to: string): string {
  let depth = 0;
  while (line.startsWith(from, depth * from.length)) depth++;
  return to.repeat(depth) + line.slice(depth * from.length);
}

/** The blanks that the line of an offset begins with. */
export function indentOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

/** One step of indentation, as most lines of a text have it; two spaces where it has none. */
export function unitOf(text: string): string {
  if (/^\t/m.test(text)) return '\t';
  const depths = [...text.matchAll(/^( +)\S/gm)].map(match => match[1]?.length ?? 0);
  const least = Math.min(...depths.filter(depth => depth > 1));
  return ' '.repeat(Number.isFinite(least) ? Math.min(least, 8) : 2);
}
