import os from 'node:os';
import * as vscode from 'vscode';
import { isOnUsersSide, USERS_HOST } from '../../core/backend/relay/usersSide.ts';

/** Remote windows by what people call them. */
const REMOTES: Readonly<Record<string, string>> = {
  'ssh-remote': 'SSH',
  wsl: 'WSL',
  'dev-container': 'Dev Container',
  'attached-container': 'Container',
  'k8s-container': 'Kubernetes',
  codespaces: 'Codespaces',
  tunnel: 'Tunnel',
};

/**
 * Which machine an address like `localhost` is on, in words: the one where Inkling runs, and in a remote window that is not the one
 * that the user sits at.
 *
 *     no remote window      ⇒      this machine
 *     WSL                   ⇒      the remote machine devbox (WSL)
 */
export function sideOfLocalhost(): string {
  const remote = remoteHere();
  return remote === undefined
    ? vscode.l10n.t('this machine')
    : vscode.l10n.t('the remote machine {0} ({1})', os.hostname(), remote);
}

/** The same for an address that is on this machine or on the user's own. */
export function sideOf(address: string): string {
  return isOnUsersSide(address) && isRemoteSide()
    ? vscode.l10n.t('your computer')
    : sideOfLocalhost();
}

/** What to type for a server on the user's own computer; `undefined` where that is the one where Inkling runs. */
export function wayToOwnMachine(): string | undefined {
  if (!isRemoteSide()) return undefined;
  return vscode.l10n.t(
    '{0} is your own computer, localhost is {1}.',
    USERS_HOST,
    sideOfLocalhost(),
  );
}

/** Does Inkling run on another machine than the one that the user sits at? */
export function isRemoteSide(): boolean {
  return remoteHere() !== undefined;
}

/** The kind of remote window that Inkling runs at the far end of. */
function remoteHere(): string | undefined {
  const { remoteName } = vscode.env;
  const own = vscode.extensions.getExtension('inkling.inkling');
  if (remoteName === undefined || own?.extensionKind === vscode.ExtensionKind.UI) return undefined;
  return REMOTES[remoteName] ?? remoteName;
}
