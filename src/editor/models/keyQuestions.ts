import * as vscode from 'vscode';
import { readAddress, readKey } from '../../core/backend/endpoint.ts';
import { BackendError } from '../../core/backend/errors.ts';
import { explained } from '../notices.ts';
import { readModels, VSCODE } from './choice.ts';
import type { Keys } from './keys.ts';
import { wayToOwnMachine } from './side.ts';
import { askCompanionFor, isKeptByCompanion } from './usersSide.ts';

/** Asks for an address, until it is one that can be used. @returns its base and origin; `undefined` where the user left. */
export async function askAddress(): Promise<{ base: string; origin: string } | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Inkling: address of the endpoint'),
    placeHolder: 'https://example.com/v1',
    ...promptOf(wayToOwnMachine()),
    ignoreFocusOut: true,
    validateInput: text => problemOf(() => readAddress(text)),
  });
  return typed === undefined ? undefined : readAddress(typed);
}

function promptOf(prompt: string | undefined): { prompt?: string } {
  return prompt === undefined ? {} : { prompt };
}

/** `Inkling: Set Key`: the key of a chosen model's endpoint. @returns false where nothing was entered. */
export async function askKey(keys: Keys): Promise<boolean> {
  const endpoints = Object.values(readModels()).flatMap(choice => choice?.endpoint ?? []);
  const origins = new Set(
    endpoints.filter(endpoint => endpoint !== VSCODE).map(endpoint => readAddress(endpoint).origin),
  );
  const title = vscode.l10n.t('Inkling: whose key?');
  const origin =
    origins.size > 1 ? await vscode.window.showQuickPick([...origins], { title }) : [...origins][0];
  return origin !== undefined && askKeyFor(origin, keys);
}

/** Asks for the key of an origin; an empty one takes it away. @returns false where the user left. */
export async function askKeyFor(origin: string, keys: Keys): Promise<boolean> {
  if (isKeptByCompanion(origin)) return askCompanionFor(origin);
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Inkling: the key for {0}, or nothing', new URL(origin).host),
    password: true,
    ignoreFocusOut: true,
    validateInput: text => (text.trim() === '' ? undefined : problemOf(() => readKey(text))),
  });
  if (key === undefined) return false;
  if (key.trim() === '') await keys.delete(origin);
  else if (!(await keys.set(origin, readKey(key)))) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Inkling: The key is kept for this session only. The system’s key store is not available. (CFG-STORE)',
      ),
    );
  }
  return true;
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof BackendError ? explained(error) : String(error);
  }
}
