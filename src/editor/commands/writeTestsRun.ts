import { type ChildProcess, spawn } from 'node:child_process';
import type { Ended } from '../../core/rewrite/tests/outcome.ts';
import type { Command } from '../../core/rewrite/tests/run.ts';

/** Characters of output that are kept: the last ones. */
const MOST = 400_000;

/**
 * Runs a program without a shell, and hears what it says. The signal ends it and all that it started.
 *
 * @param root the folder that the command's own is inside of.
 * @throws the signal's reason.
 */
export async function ran(
  { program, args, folder }: Command,
  root: string,
  heard: (text: string) => void,
  signal: AbortSignal,
): Promise<Ended> {
  signal.throwIfAborted();
  const own = process.platform !== 'win32'; // a group of its own, so that workers end with it
  const isPath = program.includes('/');
  const child = spawn(isPath ? `${root}/${program}` : program, args, {
    cwd: folder === '' ? root : `${root}/${folder}`,
    // a runner must not think that it is part of another one, should VS Code itself have been started by one
    env: { ...process.env, CI: '1', NO_COLOR: '1', NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: own,
    windowsHide: true,
  });
  const stop = (): void => end(child, own);
  signal.addEventListener('abort', stop, { once: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output = (output + text).slice(-MOST);
      heard(text);
    });
  }
  try {
    const code = await new Promise<number | undefined>(resolve => {
      child.on('error', () => resolve(undefined));
      child.on('close', status => resolve(status ?? 1));
    });
    signal.throwIfAborted();
    return { code, output };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function end(child: ChildProcess, own: boolean): void {
  try {
    if (own && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    else child.kill();
  } catch {
    // it has ended by itself
  }
}
