import * as vscode from 'vscode';
import { type BackendError, explain } from '../core/backend/errors.ts';

/** A fault as one sentence for people, in their language. */
export function explained(fault: BackendError): string {
  return explain(fault, text => vscode.l10n.t(text));
}

/** A cause that was over and is back within this time is not told again, milliseconds. */
const QUIET = 10 * 60_000;

/** A button and the command behind it. */
export interface Remedy {
  readonly label: string;
  readonly command: string;
}

/** When a cause was told last, and whether it was over since. */
interface Told {
  readonly at: number;
  readonly over: boolean;
}

/** Notices that are never modal, and never more than one for a cause, however long that lasts. */
export class Notices {
  private readonly told = new Map<string, Told>();

  /** @param code of the cause. */
  tell(code: string, sentence: string, remedies: readonly Remedy[] = []): void {
    const now = performance.now();
    const before = this.told.get(code);
    if (before !== undefined && (!before.over || now - before.at < QUIET)) return;
    this.told.set(code, { at: now, over: false });
    const labels = remedies.map(({ label }) => label);
    void vscode.window.showWarningMessage(sentence, ...labels).then(chosen => {
      const remedy = remedies.find(({ label }) => label === chosen);
      if (remedy !== undefined) void vscode.commands.executeCommand(remedy.command);
    });
  }

  /** All is well again: what comes now is a new cause. */
  allWell(): void {
    for (const [code, { at }] of this.told) this.told.set(code, { at, over: true });
  }
}
