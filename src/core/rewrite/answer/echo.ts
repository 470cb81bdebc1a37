/** A line that says something: `}` stands everywhere. */
const isMeaty = (line: string): boolean => line.replace(/\W/g, '').length > 2;

/**
 * The new code without lines of the file around the selection that the model repeated: applied, they would stand there twice.
 *
 *     file "a(); ┃b();┃ c();"   answer "a(); B(); c();"   ⇒   "B();"
 *
 * @param start the selection's first line, from 0.
 */
export function withoutEcho(
  fresh: readonly string[],
  lines: readonly string[],
  start: number,
  count: number,
): readonly string[] {
  const before = lines.slice(0, start);
  const after = lines.slice(start + count);
  const old = lines.slice(start, start + count);
  const head = isSame(fresh[0], old[0]) ? 0 : repeatedAtStart(fresh, before);
  const rest = fresh.slice(head);
  const tail = isSame(rest.at(-1), old.at(-1))
    ? 0
    : repeatedAtStart(rest.toReversed(), after.toReversed());
  return rest.slice(0, rest.length - tail);
}

/** How many lines at the start are the last ones of what stands before. */
function repeatedAtStart(fresh: readonly string[], before: readonly string[]): number {
  for (let count = Math.min(fresh.length - 1, before.length); count > 0; count--) {
    const repeated = fresh.slice(0, count);
    const tail = before.slice(before.length - count);
    if (repeated.some(isMeaty) && repeated.every((line, k) => isSame(line, tail[k]))) return count;
  }
  return 0;
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one?.trim() === other?.trim();
}
