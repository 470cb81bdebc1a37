import { partsOf } from '../answer/fences.ts';

/** Lines that give way to others, as a model says it. */
export interface SearchReplace {
  readonly search: readonly string[];
  readonly replace: readonly string[];
}

/** A block of an answer that speaks of one file. */
export interface FileBlock {
  /** As the model writes it; `` where it names none. */
  readonly path: string;
  readonly content:
    | { readonly kind: 'whole'; readonly lines: readonly string[] }
    | { readonly kind: 'hunks'; readonly hunks: readonly SearchReplace[] }
    /** Marks of hunks that are not in their order, or a patch. */
    | { readonly kind: 'unreadable' };
  readonly closed: boolean;
}

const SEARCH = /^<{5,9} ?SEARCH\s*$/;
const DIVIDER = /^={5,9}\s*$/;
const REPLACE = /^>{5,9} ?REPLACE\s*$/;
const PATCH = /^(@@ -\d|\*\*\* (Begin Patch|Update File)|diff --git )/;

/**
 * The blocks of an answer, each with its file's path: from the fence line, else from the line above it, else from a comment that is its first line.
 *
 *     ```ts src/a.ts⏎<<<<<<< SEARCH⏎a();⏎=======⏎b();⏎>>>>>>> REPLACE⏎```   ⇒   src/a.ts: a(); ⇒ b();
 *     ```ts src/b.ts⏎all of it⏎```                                              ⇒   src/b.ts, whole
 */
export function fileBlocksIn(answer: string): readonly FileBlock[] {
  return partsOf(answer).blocks.map(block => {
    const [first = ''] = block.lines;
    const named = pathAfterFence(block.info) ?? pathAlone(block.above);
    const inside = named === undefined && isComment(first) ? pathAlone(first) : undefined;
    const lines = inside === undefined ? block.lines : block.lines.slice(1);
    const content = contentOf(lines, block.closed);
    return { path: named ?? inside ?? '', content, closed: block.closed };
  });
}

function contentOf(lines: readonly string[], closed: boolean): FileBlock['content'] {
  const isMarked = lines.some(line => SEARCH.test(line) || REPLACE.test(line));
  if (!isMarked)
    return lines.some(line => PATCH.test(line)) ? { kind: 'unreadable' } : { kind: 'whole', lines };
  const hunks = hunksIn(lines, closed);
  return hunks === undefined ? { kind: 'unreadable' } : { kind: 'hunks', hunks };
}

/** `undefined` where something stands between hunks, or one is not whole. Of a block that is still being written, those that are whole. */
function hunksIn(lines: readonly string[], closed: boolean): readonly SearchReplace[] | undefined {
  const hunks: SearchReplace[] = [];
  let search: string[] | undefined;
  let replace: string[] | undefined;
  for (const line of lines) {
    if (search === undefined) {
      if (SEARCH.test(line)) search = [];
      else if (line.trim() !== '') return undefined;
    } else if (replace === undefined) {
      if (DIVIDER.test(line)) replace = [];
      else if (SEARCH.test(line) || REPLACE.test(line)) return undefined;
      else search.push(line);
    } else if (REPLACE.test(line)) {
      hunks.push({ search, replace });
      search = undefined;
      replace = undefined;
    } else if (SEARCH.test(line)) return undefined;
    else replace.push(line);
  }
  return search === undefined || !closed ? hunks : undefined;
}

/** A path as it stands in prose: without blanks, and with an ending or a name that needs none. */
const PATH =
  /^(?:[a-z]:)?\/?(?:[\w.@()[\]+-]+\/)*(?:[\w.@()[\]+-]*\.\w{1,10}|(?:Make|Docker|Gem|Rake|Jenkins)file)$/i;

/** `ts src/a.ts`, `ts:src/a.ts`, `src/a.ts`, `ts title="src/my file.ts"`. */
function pathAfterFence(info: string): string | undefined {
  const plain = slashed(info);
  const [, rest = plain] = /^[\w+#-]+[\s:]+(.+)$/.exec(plain) ?? [];
  const path = bare(rest.replace(/^(?:path|file|filename|title)\s*[=:]\s*/i, ''));
  const isPath = rest === plain ? PATH.test(path) : /[./]/.test(path);
  return isPath ? path : undefined;
}

/** A line that is nothing but a path: `// src/a.ts`, `**src/a.ts**`, `### File: src/a.ts`. */
function pathAlone(line: string): string | undefined {
  const words = slashed(line).replace(/^\W*\b(?:file(?:name)?|path):/i, '');
  const path = bare(
    words
      .replace(/^\s*(?:\/\/|\/\*+|#+|--|;|<!--|\d+\.)?\s*/, '')
      .replace(/\s*(?:\*\/|-->)?\s*$/, ''),
  );
  return PATH.test(path) ? path : undefined;
}

function slashed(text: string): string {
  return text.trim().replaceAll('\\', '/');
}

/** Without quotes, stars, a colon at the end, and `./` before it. */
function bare(text: string): string {
  return text.replace(/^["'`*]+|["'`*:]+$/g, '').replace(/^(?:\.\/)+/, '');
}

function isComment(line: string): boolean {
  return /^\s*(\/\/|#|--|;|\/\*|<!--)/.test(line);
}
