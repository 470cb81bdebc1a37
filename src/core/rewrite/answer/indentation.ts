/**
 * The new code as deep as the old one was, and with tabs where that had tabs. Models like to begin at the margin.
 *
 *     old "    if (a) {⏎      b();⏎    }"   new "if (a) {⏎  c();⏎}"   ⇒   "    if (a) {⏎      c();⏎    }"
 */
export function indentedLike(old: readonly string[], fresh: readonly string[]): readonly string[] {
  const tabs = old.some(line => line.startsWith('\t'));
  const width = stepOf(fresh);
  const lines = tabs ? fresh.map(line => withTabs(line, width)) : fresh;
  const wanted = marginOf(old);
  const found = marginOf(lines);
  if (wanted === found) return lines;
  return lines.map(line => (line.trim() === '' ? line : wanted + line.slice(found.length)));
}

/** What all lines begin with, blank ones aside. */
export function marginOf(lines: readonly string[]): string {
  const margins = lines
    .filter(line => line.trim() !== '')
    .map(line => /^[ \t]*/.exec(line)?.[0] ?? '');
  const [first = ''] = margins;
  let length = first.length;
  for (const margin of margins) {
    while (!margin.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}

/** Spaces of one level: the smallest step between two lines. */
function stepOf(lines: readonly string[]): number {
  const depths = lines.filter(line => line.trim() !== '').map(line => line.search(/[^ ]/));
  const steps = depths.map((depth, k) => depth - (depths[k - 1] ?? 0)).filter(step => step > 1);
  return Math.min(4, ...steps);
}

function withTabs(line: string, width: number): string {
  const spaces = line.search(/[^ ]|$/);
  return '\t'.repeat(Math.floor(spaces / width)) + ' '.repeat(spaces % width) + line.slice(spaces);
}
