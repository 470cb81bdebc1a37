import type { Cut, Line, Streamed } from './streamed.ts';

/** Groups of up to this many lines are looked for. */
const LONGEST_GROUP = 8;

/**
 * Ends a completion that goes in circles: before the third time of a line, or of a group of lines, all of it the same.
 *
 *     █a();             █a();
 *      a();✂             b();
 *      a();              a();
 *                        b();✂
 *                        a();
 *                        b();
 */
export function stopAtRepetition(line: Line, { lines }: Streamed): Cut | undefined {
  const full = lines.filter(({ blank }) => !blank);
  for (let size = 1; size <= LONGEST_GROUP; size++) {
    if (!line.blank && isPeriodic(full, size, 3 * size)) return beforeLast(full, size);
  }
  return circleIn(line);
}

/**
 * Where a third time has begun, and may yet turn out to be none: what is shown waits there, so that nothing shown is taken back.
 *
 * @returns the offset to show up to; `undefined` where nothing has to wait.
 */
export function waitsAt({ lines }: Streamed): number | undefined {
  const full = lines.filter(({ blank }) => !blank);
  let first: number | undefined;
  for (let size = 2; size <= LONGEST_GROUP; size++) {
    for (let begun = 1; begun < size; begun++) {
      if (!isPeriodic(full, size, 2 * size + begun)) continue;
      const end = beforeLast(full, begun).end;
      first = Math.min(first ?? end, end);
    }
  }
  return first;
}

/** Are the last `count` lines the same as those `size` lines above them? A group must say something. */
function isPeriodic(lines: readonly Line[], size: number, count: number): boolean {
  const from = lines.length - count;
  if (from < 0) return false;
  for (let k = from; k + size < lines.length; k++) {
    if (!isSame(lines[k], lines[k + size])) return false;
  }
  return lines.slice(-size).some(({ text }) => /\w/.test(text));
}

/** The first line has a part that was there before, so only its indentation tells. */
function isSame(a: Line | undefined, b: Line | undefined): boolean {
  return a?.indent === b?.indent && a?.text.trim() === b?.text.trim();
}

function beforeLast(lines: readonly Line[], count: number): Cut {
  return { end: lines[lines.length - count - 1]?.end ?? 0, ended: 'repetition' };
}

/**
 * A line that goes in circles ends after the first round.
 *
 *     █x = foo.bar✂.bar.bar.bar.bar.bar.bar.bar
 */
function circleIn(line: Line): Cut | undefined {
  const match = /(?=.{0,39}\w)(.{3,40}?)\1{7,}/.exec(line.text.slice(0, 1000));
  if (match === null || !/\w/.test(match[1] ?? '')) return undefined;
  const end = line.start + match.index + (match[1] ?? '').length;
  return { end: wholeCharacter(line, end), ended: 'repetition' };
}

/** Never between the halves of a character. */
function wholeCharacter({ text, start }: Line, end: number): number {
  return /[\ud800-\udbff]/.test(text[end - start - 1] ?? '') ? end - 1 : end;
}
