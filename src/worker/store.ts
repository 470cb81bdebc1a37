import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const NAME = 'workspace-index.bin';
/** No index of ours is larger; whatever is, is not ours. */
const LARGEST = 400e6;

/**
 * Reads what was kept for this workspace; `undefined` where there is nothing that could be read. Whether the bytes make sense is
 * the engine's to say.
 */
export async function readStore(folder: string): Promise<Uint8Array | undefined> {
  try {
    const file = path.join(folder, NAME);
    const { size } = await stat(file);
    return size > LARGEST ? undefined : await readFile(file);
  } catch {
    return undefined;
  }
}

/**
 * Keeps the bytes: written beside, flushed, then renamed into place, so that a reader, or a start after a crash, sees the old index
 * or the new one and never half of one. Two windows on one folder: the last one wins.
 *
 * @throws what the disk throws (ENOSPC, EACCES, EROFS …), with nothing left behind.
 */
export async function writeStore(folder: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const target = path.join(folder, NAME);
  const temporary = `${target}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    const inTheWay = await stat(target).catch(() => undefined);
    if (inTheWay?.isDirectory()) await rm(target, { recursive: true });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
