import * as vscode from 'vscode';
import { type BackendError, explain } from '../core/backend/errors.ts';

/** A fault as one sentence for people, in their language. */
export function explained(fault: BackendError): string {
  return explain(fault, text => vscode.l10n.t(text));
}

/** The same cause is told once in this time. */
const QUIET = 10 * 60_000;

/** A button and the command behind it. */
export interface Remedy {
  readonly label: string;
  readonly command: string;
}

/** Notices that are never modal, and never more than one for a cause. */
export class Notices {
  private readonly told = new Map<string, number>();

  /** @param code of the cause. */
  tell(code: string, sentence: string, remedies: readonly Remedy[] = []): void {
    const now = performance.now();
    if (now - (this.told.get(code) ?? Number.NEGATIVE_INFINITY) < QUIET) return;
    this.told.set(code, now);
    const labels = remedies.map(({ label }) => label);
    void vscode.window.showWarningMessage(sentence, ...labels).then(chosen => {
      const remedy = remedies.find(({ label }) => label === chosen);
      if (remedy !== undefined) void vscode.commands.executeCommand(remedy.command);
    });
  }
}
