import { parsePatch, type StructuredPatchHunk } from 'diff';

/** Lines of a file, from 0, the end exclusive. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** What a change adds to one file. */
export interface Changed {
  readonly path: string;
  /** The lines that are new, in the file as it is after the change. */
  readonly added: readonly Lines[];
}

/** How git is asked for differences, so that no settings of the user's or the repository's change what it prints. */
export const GIT_DIFF: readonly string[] = [
  'diff',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--find-renames',
  '--unified=0',
];

/** A change as git tells it. */
export interface Change {
  readonly files: readonly Changed[];
  /** Files that have no lines to look at. */
  readonly binary: readonly string[];
}

/**
 * Reads what `git diff` prints with its usual prefixes `a/` and `b/`, with any number of lines of context.
 *
 *     --- a/x.js              ⇒   x.js: lines 3 to 4
 *     +++ b/x.js
 *     @@ -2,0 +3,2 @@
 *     +one
 *     +two
 *
 * Files that are gone, renamed only, or empty add nothing and are left out.
 *
 * @throws Error where it is no diff.
 */
export function readChange(diff: string): Change {
  const files: Changed[] = [];
  const binary: string[] = [];
  for (const file of parsePatch(diff)) {
    if (file.newFileName === undefined || file.newFileName === '/dev/null' || file.isDelete)
      continue;
    const path = file.newFileName.replace(/^b\//, '');
    const added = file.hunks.flatMap(hunk => [...addedBy(hunk)]);
    if (file.isBinary) binary.push(path);
    else if (added.length > 0) files.push({ path, added });
  }
  return { files, binary };
}

function* addedBy({ newStart, lines }: StructuredPatchHunk): Generator<Lines> {
  let line = newStart - 1;
  let from: number | undefined;
  for (const text of [...lines, ' ']) {
    if (text.startsWith('+')) from ??= line;
    else if (from !== undefined) {
      yield { from, to: line };
      from = undefined;
    }
    if (!text.startsWith('-') && !text.startsWith('\\')) line++;
  }
}

/** Is one of the lines among those that are new? @param to inclusive. */
export function isAdded({ added }: Changed, from: number, to = from): boolean {
  return added.some(lines => from < lines.to && to >= lines.from);
}
