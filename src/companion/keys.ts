import * as vscode from 'vscode';
import { readKey } from '../core/backend/endpoint.ts';
import { readPort } from '../core/backend/relay/rules.ts';
import type { Keys } from '../editor/models/keys.ts';

/** What a server's key is kept by. */
export function originOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Asks for the key of the server at a port, and keeps it on this computer; an empty one takes it away. @returns false where the user left. */
export async function askKey(port: number, keys: Keys): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t(
      'The key of the model server at port {0} of this computer, or nothing',
      port,
    ),
    prompt: vscode.l10n.t('It stays on this computer: the remote side never sees it.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: text =>
      text.trim() === '' || isKey(text)
        ? undefined
        : vscode.l10n.t('This holds characters that a key can’t have.'),
  });
  if (key === undefined) return false;
  if (key.trim() === '') await keys.delete(originOf(port));
  else await keys.set(originOf(port), readKey(key));
  return true;
}

/** `Set Key`: asks for the port first. */
export async function askPortAndKey(keys: Keys): Promise<void> {
  const port = await vscode.window.showInputBox({
    title: vscode.l10n.t('The port of the model server on this computer'),
    validateInput: text =>
      readPort(Number(text)) === undefined
        ? vscode.l10n.t('A port is a number from 1024 to 65535.')
        : undefined,
  });
  if (port !== undefined) await askKey(Number(port), keys);
}

function isKey(text: string): boolean {
  try {
    readKey(text);
    return true;
  } catch {
    return false;
  }
}
