import * as vscode from 'vscode';
import { COMPLETERS, type Completer, isOff } from '../../core/keys/completers.ts';
import {
  conflictsOf,
  GHOST_KEYS,
  type KeyBinding,
  type KeyConflict,
  type KeyOwner,
  type Platform,
  VSCODE_KEYS,
} from '../../core/keys/conflicts.ts';

/** Another extension with ghost text of its own. */
export interface InstalledCompleter extends Completer {
  /** Its setting says already that it is silent here. */
  readonly silent: boolean;
}

/** What an extension's manifest says, as far as it matters here. */
interface Manifest {
  readonly displayName?: unknown;
  readonly isBuiltin?: unknown;
  readonly contributes?: {
    readonly keybindings?: unknown;
    readonly commands?: unknown;
    readonly configuration?: unknown;
  };
}

/** Our keys that mean something to VS Code too, where ours do not count. */
export function keysOfVscode(own: vscode.Extension<unknown>): KeyConflict[] {
  return conflictsOf(bindingsOf(own), [VSCODE_KEYS], platform());
}

/** Our keys that another installed extension wants too. Only extensions that run on the same side as Inkling can be seen. */
export function keyConflicts(own: vscode.Extension<unknown>): KeyConflict[] {
  const others = vscode.extensions.all.filter(
    ({ id, packageJSON }) => id !== own.id && (packageJSON as Manifest).isBuiltin !== true,
  );
  const ours = [...bindingsOf(own), ...GHOST_KEYS];
  return conflictsOf(ours, others.map(ownerOf), platform());
}

function platform(): Platform {
  // a web extension has no process
  const system = typeof process === 'undefined' ? navigator.platform : process.platform;
  if (/^(darwin|mac)/i.test(system)) return 'mac';
  return /^win/i.test(system) ? 'win' : 'linux';
}

function ownerOf(extension: vscode.Extension<unknown>): KeyOwner {
  const { displayName } = extension.packageJSON as Manifest;
  const name = typeof displayName === 'string' ? displayName : extension.id;
  return { id: extension.id, name, bindings: bindingsOf(extension) };
}

/** Manifests are written by anybody: what is no key is left out. */
function bindingsOf({ packageJSON }: vscode.Extension<unknown>): KeyBinding[] {
  const declared = listOf((packageJSON as Manifest).contributes?.keybindings);
  return declared.filter(
    (one): one is Record<string, unknown> & KeyBinding =>
      typeof one.command === 'string' &&
      ['key', 'mac', 'linux', 'win', 'when'].every(name =>
        ['string', 'undefined'].includes(typeof one[name]),
      ),
  );
}

/** What a command is called by the extension that has it. */
export function titleOf(id: string, command: string): string {
  const extension = vscode.extensions.getExtension(id);
  const commands = listOf((extension?.packageJSON as Manifest | undefined)?.contributes?.commands);
  const title = commands.find(one => one.command === command)?.title;
  return typeof title === 'string' ? title : command;
}

/** The extensions with ghost text of their own that are installed and on. */
export function installedCompleters(): InstalledCompleter[] {
  return COMPLETERS.flatMap(({ off, ...completer }): InstalledCompleter[] => {
    const extension = vscode.extensions.getExtension(completer.id);
    if (extension === undefined) return [];
    if (off === undefined || !declares(extension, off.setting))
      return [{ ...completer, silent: false }];
    const now = vscode.workspace.getConfiguration().get<unknown>(off.setting);
    return [{ ...completer, off, silent: isOff(off, now) }];
  });
}

/** Settings come and go with versions: only what the installed one has is offered. */
function declares({ packageJSON }: vscode.Extension<unknown>, setting: string): boolean {
  return listOf((packageJSON as Manifest).contributes?.configuration).some(({ properties }) => {
    return typeof properties === 'object' && properties !== null && setting in properties;
  });
}

/** Manifests have one of something, or a list. */
function listOf(value: unknown): Record<string, unknown>[] {
  const all = Array.isArray(value) ? value : [value];
  return all.filter(one => typeof one === 'object' && one !== null);
}
