import { isSkippedFolder, LARGEST_FILE, whyNotByName } from './eligible.ts';
import { IgnoreRules } from './ignoreRules.ts';
import type { FoundFile } from './order.ts';

/** An entry of a folder. Links, pipes, sockets and devices are `other`: never followed, never read. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** The way to the disk. Everything may throw: what throws is skipped. */
export interface FileSystem {
  list(folder: string): Promise<readonly Entry[]>;
  /** Size in bytes and last change in milliseconds; `regular` is false for anything but a plain file. */
  stat(path: string): Promise<{ size: number; changed: number; regular: boolean }>;
  /** The file's bytes, at most `most` of them. */
  read(path: string, most: number): Promise<Uint8Array>;
}

export interface Crawled {
  readonly files: readonly FoundFile[];
  /** True when a bound was reached and there is more that was not looked at. */
  readonly partial: boolean;
  /** Folders whose ignore file can't be used, so nothing in them is. */
  readonly unreadableRules: readonly string[];
}

/** Bounds of one crawl. */
export interface CrawlBounds {
  readonly entries: number;
  readonly depth: number;
}

const BOUNDS: CrawlBounds = { entries: 60_000, depth: 40 };
const IGNORE_FILES = ['.gitignore', '.inklingignore'];

/**
 * Finds the files of a folder that may be learned: code, not too large, not ignored, not generated, no secrets by name. Breadth first, so
 * that a bound cuts off what is deepest.
 *
 * @param root the folder on the disk, without `/` at its end.
 * @param excludes says whether the editor's own settings leave a path out.
 */
export async function crawl(
  root: string,
  files: FileSystem,
  excludes: (path: string) => boolean,
  signal: AbortSignal,
  bounds: CrawlBounds = BOUNDS,
): Promise<Crawled> {
  const found: FoundFile[] = [];
  const unreadableRules: string[] = [];
  let seen = 0;
  let partial = false;
  let level: { path: string; rules: IgnoreRules }[] = [
    { path: '', rules: await rootRules(root, files) },
  ];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > bounds.depth) return { files: found, partial: true, unreadableRules };
    const next: typeof level = [];
    for (const folder of level) {
      signal.throwIfAborted();
      const entries = await files.list(join(root, folder.path)).catch(() => []);
      const rules = await rulesIn(root, folder.path, entries, folder.rules, files);
      if (rules === undefined) {
        unreadableRules.push(folder.path);
        continue;
      }
      const candidates: string[] = [];
      for (const entry of entries) {
        if (++seen > bounds.entries) {
          partial = true;
          break;
        }
        const path = folder.path + entry.name;
        if (entry.kind === 'folder') {
          if (isSkippedFolder(entry.name) || rules.excludes(`${path}/`) || excludes(path)) continue;
          next.push({ path: `${path}/`, rules });
        } else if (entry.kind === 'file') {
          if (whyNotByName(entry.name) !== undefined) continue;
          if (!rules.excludes(path) && !excludes(path)) candidates.push(path);
        }
      }
      found.push(...(await sizes(root, candidates, files)));
    }
    level = partial ? [] : next;
  }
  return { files: found, partial, unreadableRules };
}

async function sizes(
  root: string,
  paths: readonly string[],
  files: FileSystem,
): Promise<FoundFile[]> {
  const all = await Promise.all(
    paths.map(async path => {
      try {
        const { size, changed, regular } = await files.stat(join(root, path));
        return regular && size > 0 && size <= LARGEST_FILE ? { path, size, changed } : undefined;
      } catch {
        return undefined; // gone, or not ours to read
      }
    }),
  );
  return all.filter(file => file !== undefined);
}

async function rootRules(root: string, files: FileSystem): Promise<IgnoreRules> {
  const text = await readText(join(root, '.git/info/exclude'), files);
  return (text === undefined ? undefined : new IgnoreRules().with('', text)) ?? new IgnoreRules();
}

async function rulesIn(
  root: string,
  folder: string,
  entries: readonly Entry[],
  outer: IgnoreRules,
  files: FileSystem,
): Promise<IgnoreRules | undefined> {
  let rules: IgnoreRules | undefined = outer;
  for (const name of IGNORE_FILES) {
    if (!entries.some(entry => entry.name === name && entry.kind === 'file')) continue;
    const text = await readText(join(root, folder + name), files);
    rules = text === undefined ? undefined : rules.with(folder, text);
    if (rules === undefined) return undefined;
  }
  return rules;
}

async function readText(path: string, files: FileSystem): Promise<string | undefined> {
  try {
    const bytes = await files.read(path, 300 * 1024);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function join(root: string, path: string): string {
  return `${root}/${path}`.replace(/\/$/, '');
}
