import * as vscode from 'vscode';
import { COMMANDS } from '../../core/backend/relay/protocol.ts';
import { relayedFetch } from '../../core/backend/relay/relayedFetch.ts';
import { fromUsersSide, isOnUsersSide } from '../../core/backend/relay/usersSide.ts';
import { hostNet } from './hostNet.ts';
import { isRemoteSide } from './side.ts';

/** Commands go to whichever host has them. */
const throughCompanion = relayedFetch((command, value) =>
  vscode.commands.executeCommand(command, value),
);

/** Asks a server on the user's own computer: through the companion there, or at once where that is the machine that Inkling runs on. */
export const fetchOnUsersSide: typeof fetch = (input, init) =>
  isRemoteSide() ? throughCompanion(input, init) : hostNet.fetch(fromUsersSide(input), init);

/** Whether the companion is there, and may be used. `not needed`: Inkling runs on the user's own computer. */
export type CompanionState = 'ready' | 'not allowed' | 'absent' | 'not needed';

/** Asks the companion, which starts it; there is no other way to see an extension in another host. */
export async function companionState(): Promise<CompanionState> {
  if (!isRemoteSide()) return 'not needed';
  try {
    const consent: unknown = await vscode.commands.executeCommand(COMMANDS.hello);
    return consent === 'given' ? 'ready' : 'not allowed';
  } catch {
    return 'absent';
  }
}

/** Is the key of this address kept by the companion, because only it may see it? */
export function isKeptByCompanion(origin: string): boolean {
  return isOnUsersSide(origin) && isRemoteSide();
}

/** Asks the user, on their side: for consent to ask the port where it is not a usual one, then for a key. @returns false where they left. */
export async function askCompanionFor(origin: string): Promise<boolean> {
  const port = Number(new URL(origin).port);
  try {
    const allowed = await vscode.commands.executeCommand(COMMANDS.allow, port);
    return (
      allowed === true && (await vscode.commands.executeCommand(COMMANDS.askKey, port)) === true
    );
  } catch {
    await vscode.commands.executeCommand('inkling.reachMyComputer');
    return false;
  }
}
