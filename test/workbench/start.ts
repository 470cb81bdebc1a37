// `npm start [-- FOLDER]`: VS Code with Inkling active, on a copy of the sample project or on a folder of yours. Desktop VS Code where
// `code` is on the PATH, else VS Code from packages in a browser. Ctrl-C ends all of it. Where nobody can look (CI, no terminal) the
// demo is played instead.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runDemo } from './demo.ts';
import { installInkling } from './installed.ts';
import { ensureKit } from './kit/install.ts';
import { startServer } from './kit/server.ts';
import { addressOf } from './kit/workbench.ts';
import { build, copySample, ROOT } from './sample.ts';

/** What is opened, and whether its owner vouches for it: VS Code asks about anything but our own sample. */
interface Project {
  readonly folder: string;
  readonly file?: string;
  readonly sample: boolean;
}

const PACKAGED = process.platform === 'linux' && process.arch === 'x64';

/** What a person wants otherwise than the tests. */
const FOR_PEOPLE = {
  'editor.quickSuggestions': { other: 'on', comments: 'off', strings: 'off' },
  'git.enabled': true,
  'security.workspace.trust.startupPrompt': 'always',
};

async function main(): Promise<void> {
  build();
  if (process.env.CI || !process.stdout.isTTY) {
    if (!PACKAGED) throw new Error('Nobody is here to look, and the demo runs on Linux x64 only.');
    console.log('Nobody is here to look: playing the demo.');
    await runDemo(path.join(ROOT, 'test', 'workbench', 'shots'));
    return;
  }
  const project = readProject(process.argv[2]);
  const home = mkdtempSync(path.join(os.tmpdir(), 'inkling-start-'));
  try {
    const code = findOnPath('code');
    if (code !== undefined) await openDesktop(code, project, home);
    else if (PACKAGED) await openPackaged(project, home);
    else throw new Error('Install VS Code, and put its `code` command on the PATH.');
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    if (project.sample) rmSync(path.dirname(project.folder), { recursive: true, force: true });
  }
}

function readProject(argument: string | undefined): Project {
  if (argument === undefined) {
    const folder = copySample();
    return { folder, file: path.join(folder, 'src', 'shipping.ts'), sample: true };
  }
  const folder = path.resolve(process.env.INIT_CWD ?? '.', argument);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`${argument} is not a folder`);
  }
  return { folder, sample: false };
}

/** Desktop VS Code in a profile of its own, so that no other completion and no setting is in the way, and Ctrl-C ends just this one. */
async function openDesktop(code: string, project: Project, home: string): Promise<void> {
  const profile = path.join(home, 'profile');
  const child = spawn(
    code,
    [
      `--extensionDevelopmentPath=${ROOT}`,
      ...['--user-data-dir', profile, '--extensions-dir', path.join(home, 'extensions')],
      ...['--new-window', '--wait', ...(project.sample ? ['--disable-workspace-trust'] : [])],
      ...[project.folder, ...(project.file === undefined ? [] : [project.file])],
    ],
    { stdio: 'ignore', shell: process.platform === 'win32' },
  );
  console.log('VS Code is opening. Close its window, or press Ctrl-C here, to end it.');
  const closed = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  });
  await Promise.race([closed, interrupted()]);
  endDesktop(profile);
  child.kill();
}

/** VS Code writes its process id into its profile. */
function endDesktop(profile: string): void {
  try {
    process.kill(Number(readFileSync(path.join(profile, 'code.lock'), 'utf8')), 'SIGTERM');
  } catch {
    // it has ended already
  }
}

/** VS Code's server and workbench from packages, with Inkling installed as users install it. */
async function openPackaged(project: Project, home: string): Promise<void> {
  ensureKit();
  const extensionsDir = await installInkling(home);
  const server = await startServer({
    extensionsDir,
    trust: !project.sample,
    stay: true,
    settings: FOR_PEOPLE,
  });
  try {
    const address = addressOf(server, project.folder, project.file);
    console.log(`\nVS Code with Inkling: ${address}\nPress Ctrl-C to end it.`);
    openBrowser(address);
    const why = await Promise.race([interrupted(), server.ended.then(() => 'The server ended.')]);
    console.log(`\n${why}`);
  } finally {
    await server.stop();
  }
}

/** Resolves when the user wants to end it. */
function interrupted(): Promise<string> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve('Ended.'));
    }
  });
}

function openBrowser(address: string): void {
  const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  const opener = findOnPath('xdg-open');
  if (!display || opener === undefined) return;
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {}) // the address is printed anyway
    .unref();
}

/** The path of a program, if it is there. */
function findOnPath(name: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (isProgram(file)) return file;
    }
  }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
