import * as vscode from 'vscode';
import { USUAL_PORTS } from '../core/backend/detect.ts';
import { Consents } from '../core/backend/relay/consents.ts';
import { readPort } from '../core/backend/relay/rules.ts';
import { isRemoteWindow, remoteOfWindow } from './remote.ts';

const ALLOWED = 'inklingLocal.allowed';
/** After so many times no in a window nobody is asked any more: the remote side must not be able to nag. */
const MOST_QUESTIONS = 3;

/** The user's word on what the remote side of this window may ask on this computer. It is remembered here, and can be taken back. */
export class AskingConsent {
  private readonly consents: Consents;
  private questions = 0;
  private asking = false;

  constructor(memento: vscode.Memento) {
    this.consents = new Consents({
      get: () => memento.get(ALLOWED),
      set: value => memento.update(ALLOWED, value),
    });
  }

  /** @param port any of the usual ones, where it is left out. */
  given(port?: number): boolean {
    return isRemoteWindow() && this.consents.given(remoteOfWindow(), port);
  }

  /** Asks, unless the user has said yes before. @param value a port beside the usual ones, from anybody. */
  async ask(value: unknown): Promise<boolean> {
    const port = value === undefined || value === null ? undefined : readPort(value);
    if (!isRemoteWindow() || (port === undefined && value !== undefined && value !== null)) {
      return false;
    }
    if (this.given(port)) return true;
    if (this.asking || this.questions >= MOST_QUESTIONS) return false;
    this.asking = true;
    try {
      const remote = remoteOfWindow();
      const isAllowed = await confirm(remote, port);
      if (isAllowed) await this.consents.give(remote, port);
      else this.questions++;
      return isAllowed;
    } finally {
      this.asking = false;
    }
  }

  /** `Allowed Remotes`: each can be taken from the list. */
  async showRemotes(): Promise<void> {
    const all = this.consents.all();
    if (all.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No remote is allowed to ask model servers on this computer.'),
      );
      return;
    }
    const picked = await vscode.window.showQuickPick(
      all.map(([label, ports]) => ({ label, description: ports.join(', ') })),
      { title: vscode.l10n.t('Which remote shall no longer ask model servers on this computer?') },
    );
    if (picked !== undefined) await this.consents.take(picked.label);
  }
}

async function confirm(remote: string | undefined, port: number | undefined): Promise<boolean> {
  const ports = [
    ...USUAL_PORTS,
    ...(port === undefined || USUAL_PORTS.includes(port) ? [] : [port]),
  ];
  const allow = vscode.l10n.t('Allow');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'May the remote side “{0}” ask the model servers on this computer?',
      nameFor(remote),
    ),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          'Inkling runs there, and the servers here. Whatever else runs there can ask them too: for answers and for what models they have, at ports {0} of 127.0.0.1, and for nothing else. Keys stay on this computer.',
          ports.join(', '),
        ),
        remote === undefined
          ? vscode.l10n.t('This is remembered until the window is closed.')
          : vscode.l10n.t('This is remembered. “Allowed Remotes” takes it back.'),
      ].join('\n\n'),
    },
    allow,
  );
  return answer === allow;
}

/**
 * A remote as people know it. Containers have names that are data in hexadecimal digits, and that nobody reads.
 *
 *     ssh-remote+box              ⇒      ssh-remote+box
 *     dev-container+7b22686f…     ⇒      dev-container
 */
function nameFor(remote: string | undefined): string {
  const isReadable = remote !== undefined && !/\+[\da-f]{24,}/i.test(remote);
  return isReadable ? remote : (vscode.env.remoteName ?? '');
}
