/** So often among so many of the last lines. */
const TIMES = 10;
const AMONG = 30;
const SHORTEST = 20;

/**
 * Does a model say the same line again and again, and will go on until its limit? Small ones do. Numbers don't count: they tend to be counted up.
 *
 *     "24: return a;⏎25: }⏎26: return a;⏎27: }⏎28: return a;⏎…"
 *
 * @param original what it works on: where that repeats itself, an answer may.
 */
export function isLooping(answer: string, original: readonly string[]): boolean {
  const lines = answer.slice(0, answer.lastIndexOf('\n')).split('\n').slice(-AMONG).map(plain);
  const last = lines.findLast(line => line.length >= SHORTEST);
  if (last === undefined) return false;
  const count = (all: readonly string[]): number => all.filter(line => line === last).length;
  return count(lines) >= TIMES && count(original.map(plain)) < 3;
}

function plain(line: string): string {
  return line.replace(/\d+/g, '').trim();
}
