import * as vscode from 'vscode';

/** In a browser an address like `localhost` is on the machine that the browser runs on. */
export function sideOfLocalhost(): string {
  return vscode.l10n.t('your browser’s machine');
}

/** What a browser asks of a server, which no setting of ours can change. */
export function wayToOwnMachine(): string {
  return vscode.l10n.t(
    'From a browser only servers can be asked that allow it: https, or localhost, and a CORS header for this page.',
  );
}

/** `user.localhost` is the same machine there. */
export function sideOf(): string {
  return sideOfLocalhost();
}
