import { approachOf } from '../answer/approach.ts';
import { indentedLike } from '../answer/indentation.ts';
import type { RewriteFaultCode } from '../faults.ts';
import type { Warning } from '../guards/warning.ts';
import type { LineChange } from '../place/edit.ts';
import { hunksOf, settling } from '../place/hunks.ts';
import type { Ending } from '../proposal.ts';
import { type FileBlock, fileBlocksIn, type SearchReplace } from './fileBlocks.ts';
import type { ChosenFile, FileEdit } from './files.ts';
import { anchored, placeOf } from './hunkPlaces.ts';

/** What the answers of an edit across files say so far. */
export interface AcrossProposal {
  /** The model's own sentence on what it is going to do; `` until it comes. */
  readonly approach: string;
  /** In the order of the chosen files, new ones after them. */
  readonly edits: readonly FileEdit[];
  /** What of the answers is not taken, and why. */
  readonly leftOut: readonly Warning[];
  /** Why nothing of it can be applied. */
  readonly fault?: RewriteFaultCode | undefined;
}

/** One answer, whole or not. Chosen files that have no room in one request are asked for in several. */
export interface Part {
  readonly answer: string;
  readonly ending: Ending;
}

/** A file that was not chosen: `free` where none is there, and one may be made. */
export type Standing = 'free' | 'there' | 'excluded';

/**
 * Reads answers as edits of the chosen files, strictly: what does not name a chosen file, or does not fit it at exactly one place, is left out and told.
 *
 * @param standingOf of a path that was not chosen. Only what is not there may be new.
 */
export function acrossFrom(
  parts: readonly Part[],
  files: readonly ChosenFile[],
  standingOf: (path: string) => Standing,
): AcrossProposal {
  const endings = parts.map(({ ending }) => ending);
  const blocks = parts.flatMap(({ answer }) => fileBlocksIn(answer));
  const approach = parts.map(({ answer }) => approachOf(answer)).find(one => one !== '') ?? '';
  const leftOut: Warning[] = [];
  const edits: FileEdit[] = [];
  const isStreaming = endings.includes('streaming');
  for (const [path, own] of byPath(blocks, files, leftOut)) {
    const file = files.find(one => one.path === path);
    const edit =
      file === undefined
        ? newFile(path, own, standingOf, leftOut)
        : changesOf(file, own, isStreaming, leftOut);
    if (edit !== undefined && edit.hunks.length > 0) edits.push(edit);
  }
  const order = files.map(({ path }) => path);
  const rank = ({ path, isNew }: FileEdit): number => (isNew ? order.length : order.indexOf(path));
  const ordered = edits.sort((one, other) => rank(one) - rank(other));
  const fault = isStreaming ? undefined : faultOf(endings, blocks, ordered, leftOut);
  return { approach, edits: ordered, leftOut, fault };
}

function faultOf(
  endings: readonly Ending[],
  blocks: readonly FileBlock[],
  edits: readonly FileEdit[],
  leftOut: readonly Warning[],
): RewriteFaultCode | undefined {
  if (endings.some(ending => ending !== 'whole') || blocks.some(({ closed }) => !closed))
    return 'OUT-CUT';
  if (edits.length > 0) return undefined;
  if (leftOut.length > 0) return 'OUT-UNFIT';
  return blocks.length === 0 ? 'OUT-NOCODE' : 'OUT-SAME';
}

/** The blocks of each file; of one that says only the end of a path, the one chosen file that ends so. */
function byPath(
  blocks: readonly FileBlock[],
  files: readonly ChosenFile[],
  leftOut: Warning[],
): Map<string, FileBlock[]> {
  const found = new Map<string, FileBlock[]>();
  for (const block of blocks) {
    const path =
      block.path === '' && files.length === 1 ? files[0]?.path : meant(block.path, files);
    if (path === undefined || path === '') {
      if (block.closed) leftOut.push({ code: 'OUT-NOPATH', facts: {} });
    } else found.set(path, [...(found.get(path) ?? []), block]);
  }
  return found;
}

function meant(path: string, files: readonly ChosenFile[]): string {
  const paths = files.map(file => file.path);
  if (path === '' || paths.includes(path)) return path;
  const ends = paths.filter(one => one.endsWith(`/${path}`));
  return ends.length === 1 ? (ends[0] ?? path) : path;
}

function changesOf(
  file: ChosenFile,
  blocks: readonly FileBlock[],
  isStreaming: boolean,
  leftOut: Warning[],
): FileEdit | undefined {
  const { path } = file;
  const wholes = blocks.filter(({ content }) => content.kind === 'whole');
  if (blocks.some(({ content }) => content.kind === 'unreadable'))
    leftOut.push({ code: 'OUT-UNREADABLE', facts: { path } });
  if (wholes.length > 1 || (wholes.length === 1 && blocks.length > 1)) {
    leftOut.push({ code: 'OUT-TWICE', facts: { path } });
    return undefined;
  }
  const [whole] = wholes;
  if (whole?.content.kind === 'whole') {
    const hunks = wholeFile(file, whole.content.lines, isStreaming && !whole.closed);
    return { path, isNew: false, hunks };
  }
  const wanted = blocks.flatMap(({ content }) => (content.kind === 'hunks' ? content.hunks : []));
  return { path, isNew: false, hunks: placedIn(file, wanted, leftOut) };
}

/** The hunks between the file and what it shall be; blank lines at its end stay as they are. */
function wholeFile(
  { lines }: ChosenFile,
  fresh: readonly string[],
  isWriting: boolean,
): readonly LineChange[] {
  const end = lines.findLastIndex(line => line.trim() !== '') + 1;
  const own = indentedLike(lines, isWriting ? fresh.slice(0, -1) : fresh); // the last line is not whole yet
  const text = own.slice(0, own.findLastIndex(line => line.trim() !== '') + 1);
  const old = lines.slice(0, end);
  const after = isWriting ? settling(old, text) : text;
  const hunks = hunksOf({ start: 0, before: old, after });
  return anchored(lines, hunks);
}

function placedIn(
  { path, lines }: ChosenFile,
  wanted: readonly SearchReplace[],
  leftOut: Warning[],
): readonly LineChange[] {
  const found: LineChange[] = [];
  for (const hunk of wanted) {
    const place = placeOf(lines, hunk);
    const line = hunk.search.find(one => one.trim() !== '')?.trim() ?? '';
    if (place.kind === 'refused')
      leftOut.push(
        place.times === 0
          ? { code: 'OUT-NOPLACE', facts: { path, line } }
          : { code: 'OUT-PLACES', facts: { path, line, times: String(place.times) } },
      );
    else if (found.some(other => overlap(other, place.change)))
      leftOut.push({ code: 'OUT-OVERLAP', facts: { path, line } });
    else if (place.change.before.join('\n') !== place.change.after.join('\n'))
      found.push(place.change);
  }
  return anchored(
    lines,
    found.sort((one, other) => one.start - other.start),
  );
}

function overlap(one: LineChange, other: LineChange): boolean {
  return (
    one.start < other.start + other.before.length && other.start < one.start + one.before.length
  );
}

/** A file that the answer makes. */
function newFile(
  path: string,
  blocks: readonly FileBlock[],
  standingOf: (path: string) => Standing,
  leftOut: Warning[],
): FileEdit | undefined {
  const isInside = !/^(\/|[a-z]:)|(^|\/)\.\.?(\/|$)/i.test(path);
  const [{ content } = { content: undefined }] = blocks;
  const standing = isInside ? standingOf(path) : 'there';
  if (standing === 'excluded') leftOut.push({ code: 'OUT-EXCLUDED', facts: { path } });
  else if (standing === 'there') leftOut.push({ code: 'OUT-OUTSIDE', facts: { path } });
  else if (blocks.length > 1) leftOut.push({ code: 'OUT-TWICE', facts: { path } });
  else if (content?.kind === 'whole') {
    const text = content.lines.slice(0, content.lines.findLastIndex(line => line !== '') + 1);
    const hunk = { start: 0, before: [''], after: [...text, ''] };
    return { path, isNew: true, hunks: text.length === 0 ? [] : [hunk] };
  } else leftOut.push({ code: 'OUT-UNREADABLE', facts: { path } });
  return undefined;
}
