import * as vscode from 'vscode';

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
 *     WSL                   ⇒      the remote side (WSL)
 */
export function sideOfLocalhost(): string {
  const remote = remoteHere();
  return remote === undefined
    ? vscode.l10n.t('this machine')
    : vscode.l10n.t('the remote side ({0})', remote);
}

/** What to do about a server on the user's own machine; `undefined` where that is the one where Inkling runs. */
export function wayToOwnMachine(): string | undefined {
  const remote = remoteHere();
  if (remote === undefined) return undefined;
  return vscode.l10n.t(
    'localhost is {0} here. For a server on your own machine, make it run there too, or forward its port to that side.',
    vscode.l10n.t('the remote side ({0})', remote),
  );
}

/** The kind of remote window that Inkling runs at the far end of. */
function remoteHere(): string | undefined {
  const { remoteName } = vscode.env;
  const own = vscode.extensions.getExtension('inkling.inkling');
  if (remoteName === undefined || own?.extensionKind === vscode.ExtensionKind.UI) return undefined;
  return REMOTES[remoteName] ?? remoteName;
}
