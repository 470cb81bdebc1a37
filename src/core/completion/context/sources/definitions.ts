import type { LinedText } from '../alike/linedText.ts';
import type { LineIndex } from '../alike/lineIndex.ts';
import { tokensOf } from '../alike/terms.ts';
import type { ContextPlace, ContextSource, Snippet } from '../snippet.ts';

/** Names that are used where the cursor is, nearest first, and the file that uses them. */
export interface NamesUsed {
  readonly path: string;
  readonly names: readonly string[];
}

/** Asks whoever holds the index of lines: the worker. */
export type FindDefinitions = (
  used: NamesUsed,
  signal: AbortSignal,
) => Promise<readonly Snippet[]> | readonly Snippet[];

const LINES_ABOVE = 8;
const MOST_NAMES = 24;
const MOST = 4;
/** Lines of a definition: a signature that goes over several, or the first members of a type. */
const LONGEST = 6;
/** A name that is defined in more files than this tells nothing by itself. */
const AMBIGUOUS = 3;

/** How the languages begin what they define; the name follows. Only modifiers stand before it, so it is no prose. */
const DEFINES =
  /^\s*([a-z@]+(\([\w\s]*\))?\s+)*?(class|interface|type|enum|struct|trait|union|record|object|protocol|module|namespace|function\*?|def|fn|func|fun|sub|macro_rules!)\s+(\([^)]*\)\s*)?$/;

/**
 * How the functions and types are defined that are used near the cursor and not defined in the prompt.
 *
 *     here:  const user: User = █        there:  export interface User {
 *                                                  name: string;
 */
export function definitionsSource(find: FindDefinitions): ContextSource {
  return {
    name: 'definitions',
    offer(at, signal) {
      const names = namesUsed(at);
      return names.length === 0 ? [] : find({ path: at.path, names }, signal);
    },
  };
}

/** Names on the lines above the cursor, nearest first, that the prompt does not define. */
function namesUsed({ before, window }: ContextPlace): string[] {
  const near = before
    .split('\n')
    .slice(-LINES_ABOVE - 1)
    .join('\n');
  const text = window.before + window.after;
  const names = tokensOf(near)
    .reverse()
    .filter(token => /^[\p{L}_$]/u.test(token) && token.length > 2);
  return [...new Set(names)].filter(name => !definesIn(text, name)).slice(0, MOST_NAMES);
}

function definesIn(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const lineStart = text.lastIndexOf('\n', at) + 1;
    if (DEFINES.test(text.slice(lineStart, at))) return true;
  }
  return false;
}

/** The worker's side: the definitions, in the order of the names; what several files define is left out. */
export function findDefinitions(index: LineIndex, { path, names }: NamesUsed): Snippet[] {
  const found: Snippet[] = [];
  for (const name of names) {
    if (found.length === MOST) break;
    const definitions = definitionsOf(index, name).filter(one => one.path !== path);
    const [first] = definitions;
    if (first === undefined || definitions.length > AMBIGUOUS) continue;
    found.push({
      path: first.path,
      text: definitionAt(first.lines, first.line),
      why: `defines ${name}, which is used here`,
      worth: 0.1 / (definitions.length * (1 + found.length)),
    });
  }
  return found;
}

function definitionsOf(
  index: LineIndex,
  name: string,
): { path: string; lines: LinedText; line: number }[] {
  const found: { path: string; lines: LinedText; line: number }[] = [];
  for (const place of index.linesWith(name)) {
    const line = place.lines.line(place.line);
    const at = line.indexOf(name);
    const whole = !/[\p{L}\p{N}_$]/u.test(line[at + name.length] ?? ' ');
    if (whole && DEFINES.test(line.slice(0, at))) found.push(place);
    if (found.length > AMBIGUOUS) break;
  }
  return found;
}

/** From the line that names it: a signature up to its body; a type with its first members, which are at the same depth. */
function definitionAt(lines: LinedText, line: number): string {
  const first = lines.line(line);
  const depth = depthOf(first);
  const isType = !/\b(function\*?|def|fn|func|fun|sub)\s/.test(first);
  const taken = [first];
  for (let k = line + 1; k < lines.length && taken.length < LONGEST; k++) {
    const next = lines.line(k);
    const opened = /[{:]\s*$/.test(taken.at(-1) ?? '') && !isType;
    if (opened || next.trim() === '' || depthOf(next) < depth) break;
    taken.push(next);
    if (depthOf(next) === depth) break;
  }
  return taken.join('\n');
}

function depthOf(line: string): number {
  return line.search(/\S|$/);
}
