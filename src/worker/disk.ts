import { lstat, open, readdir } from 'node:fs/promises';
import type { Entry, FileSystem } from '../core/workspace/files/crawl.ts';

/** The disk. Links are not followed, and nothing but plain files is opened. */
export const disk: FileSystem = {
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .map((entry): Entry => {
        const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
        return { name: entry.name, kind };
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  },

  async stat(path) {
    const { size, mtimeMs, ...rest } = await lstat(path).then(found => ({
      size: found.size,
      mtimeMs: found.mtimeMs,
      regular: found.isFile(),
    }));
    return { size, changed: Math.floor(mtimeMs), regular: rest.regular };
  },

  /** One read of at most `most` bytes: a file that grows meanwhile can't make it longer. */
  async read(path, most) {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (!stat.isFile()) throw new Error('not a plain file');
      const bytes = new Uint8Array(Math.min(stat.size, most));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    } finally {
      await file.close();
    }
  },
};
