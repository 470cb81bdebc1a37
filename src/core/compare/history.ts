import { GIT_DIFF, type Lines, readChange } from '../rewrite/review/changes.ts';
import { readContent } from '../workspace/files/content.ts';
import {
  isSkippedFolder,
  LARGEST_FILE,
  languageOf,
  whyNotByName,
} from '../workspace/files/eligible.ts';
import { chooseFiles, type FoundFile } from '../workspace/files/order.ts';

/** Runs git in the repository's root, and gives what it prints. @param input what it reads. */
export type Git = (args: readonly string[], input?: string) => Promise<Uint8Array>;

/** A file as it is at the last commit, and which of its lines were written lately. */
export interface WrittenFile {
  readonly path: string;
  readonly languageId: string;
  /** Its lines end with `\n`. */
  readonly text: string;
  /** Lines that one commit or several wrote in one run, from 0. */
  readonly runs: readonly Lines[];
}

/** What was written lately, and when "lately" begins. */
export interface History {
  /** The commit before all of it: what is learned is as it was then. */
  readonly base: string;
  readonly commits: number;
  readonly files: readonly WrittenFile[];
}

/** A file as it was before. */
export interface EarlierFile {
  readonly path: string;
  readonly text: string;
}

/** So many commits are gone back, one step after the other, until there are enough lines. */
const STEPS = [10, 30, 100, 300];
/** Files of one comparison, the largest of them all, and bytes of source that are learned: as many as the index learns. */
const MOST_FILES = 200;
const MOST_SOURCE = 20e6;
/** Files that git is asked for at a time. */
const BATCH = 100;
const LEAST_LINES = 2;

/**
 * The code that the last commits wrote, of files that are there still, as far back as it takes.
 *
 * @param enough so many lines.
 * @param usable which files count: those that the user's rules do not leave out.
 * @param head the last of these commits.
 * @throws what `git` throws.
 */
export async function recentHistory(
  git: Git,
  enough: number,
  usable: (path: string) => Promise<boolean>,
  head = 'HEAD',
): Promise<History> {
  const most = (STEPS.at(-1) ?? 0) + 1;
  const log = ['log', '-n', String(most), '--first-parent', '--no-color', '--format=%H', head];
  const commits = linesOf(await git(log));
  let history: History = { base: commits.at(-1) ?? '', commits: 0, files: [] };
  for (const step of STEPS) {
    const back = Math.min(step, commits.length - 1);
    if (back <= history.commits) break; // there are no more
    const base = commits[back] as string;
    history = { base, commits: back, files: await writtenSince(git, base, head, usable) };
    if (count(history.files) >= enough) break;
  }
  return history;
}

function count(files: readonly WrittenFile[]): number {
  return files.flatMap(({ runs }) => runs).reduce((sum, { from, to }) => sum + to - from, 0);
}

async function writtenSince(
  git: Git,
  base: string,
  head: string,
  usable: (path: string) => Promise<boolean>,
): Promise<WrittenFile[]> {
  const names = [...GIT_DIFF, '--diff-filter=AM', '--name-only', '-z', base, head, '--'];
  const paths: string[] = [];
  for (const path of decode(await git(names)).split('\0')) {
    if (paths.length === MOST_FILES) break;
    if (isTyped(path) && isCode(path) && (await usable(path))) paths.push(path);
  }
  if (paths.length === 0) return [];
  const diff = ['--literal-pathspecs', ...GIT_DIFF, base, head, '--', ...paths];
  const text = decode(await git(diff));
  const removed = removedLines(text);
  const runs = new Map(readChange(text).files.map(({ path, added }) => [path, added]));
  const written: WrittenFile[] = [];
  for await (const [path, bytes] of contents(git, paths, path => `${head}:${path}`)) {
    const content = readContent(bytes);
    const text = decode(bytes);
    if (content.kind === 'skipped' || content.text !== text) continue; // it holds secrets
    const unified = text.replace(/\r\n?/g, '\n');
    const languageId = languageOf(nameOf(path)) ?? 'plaintext';
    const own = notMoved(runs.get(path) ?? [], unified.split('\n'), removed);
    if (own.length > 0) written.push({ path, languageId, text: unified, runs: own });
  }
  return written;
}

/** What the same commits took away somewhere and put here was moved, and not written. */
function notMoved(
  runs: readonly Lines[],
  lines: readonly string[],
  removed: ReadonlySet<string>,
): Lines[] {
  return runs.filter(({ from, to }) => {
    const own = lines.slice(from, to).map(line => line.trim());
    const telling = own.filter(line => line.length > LONGER);
    const moved = telling.filter(line => removed.has(line));
    return own.length >= LEAST_LINES ? moved.length <= telling.length / 2 : moved.length === 0;
  });
}

/** Shorter lines are alike everywhere. */
const LONGER = 12;

function removedLines(diff: string): Set<string> {
  const lines = diff.split('\n').filter(line => line.startsWith('-') && !line.startsWith('---'));
  return new Set(lines.map(line => line.slice(1).trim()));
}

/** The repository's code as it was at a commit, the most telling files last, as the index learns it. @param written where the lines are that will be replayed. */
export async function* filesAt(
  git: Git,
  commit: string,
  written: readonly WrittenFile[],
  usable: (path: string) => Promise<boolean>,
): AsyncGenerator<EarlierFile> {
  const ids = new Map<string, string>();
  const found: FoundFile[] = [];
  for (const entry of decode(await git(['ls-tree', '-r', '-l', '-z', commit])).split('\0')) {
    const [, id, size, path] = /^100\d+ blob (\w+) +(\d+)\t(.*)$/s.exec(entry) ?? [];
    if (path === undefined || id === undefined || Number(size) > LARGEST_FILE) continue;
    if (!isCode(path) || !(await usable(path))) continue;
    ids.set(path, id);
    found.push({ path, size: Number(size), changed: 0 });
  }
  const near = written.map(({ path }) => path);
  const chosen = chooseFiles(found, near, MOST_SOURCE).map(({ path }) => path);
  for await (const [path, bytes] of contents(git, chosen, path => ids.get(path) ?? '')) {
    const content = readContent(bytes);
    if (content.kind === 'text') yield { path, text: content.text.replace(/\r\n?/g, '\n') };
  }
}

/** Prose and data: their lines are nobody's to complete. */
const NOT_TYPED = new Set(['markdown', 'restructuredtext', 'json', 'jsonc']);

function isTyped(path: string): boolean {
  return !NOT_TYPED.has(languageOf(nameOf(path)) ?? '');
}

function isCode(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return (
    !folders.some(isSkippedFolder) && whyNotByName(nameOf(path)) === undefined && !/\n/.test(path)
  );
}

/** What git has under some names; what it has not is left out. */
async function* contents(
  git: Git,
  paths: readonly string[],
  nameFor: (path: string) => string,
): AsyncGenerator<[path: string, bytes: Uint8Array]> {
  for (let from = 0; from < paths.length; from += BATCH) {
    const batch = paths.slice(from, from + BATCH);
    const input = batch.map(path => `${nameFor(path)}\n`).join('');
    const objects = objectsIn(await git(['cat-file', '--batch'], input));
    for (const [k, path] of batch.entries()) {
      const bytes = objects[k];
      if (bytes !== undefined) yield [path, bytes];
    }
  }
}

const LINE_END = 10;

/**
 * What `git cat-file --batch` prints, one entry for each name, in their order.
 *
 *     1a2b… blob 5⏎hello⏎      ⇒   hello
 *     HEAD:gone.ts missing⏎    ⇒   undefined
 */
function objectsIn(bytes: Uint8Array): (Uint8Array | undefined)[] {
  const objects: (Uint8Array | undefined)[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(LINE_END, at);
    const size = / (\d+)$/.exec(decode(bytes.subarray(at, end)))?.[1];
    at = end + 1;
    if (size === undefined) objects.push(undefined);
    else {
      objects.push(bytes.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
  }
  return objects;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function linesOf(bytes: Uint8Array): string[] {
  return decode(bytes)
    .split('\n')
    .filter(line => line !== '');
}
