import * as vscode from 'vscode';
import { BackendError } from '../../core/backend/errors.ts';
import { RewriteFault, tellRewriteFault } from '../../core/rewrite/faults.ts';
import { explained } from '../notices.ts';

/** A button under a message, and what it does. */
export interface Way {
  readonly label: string;
  run(): Promise<void>;
}

/** A fault, and ways out that only the command knows that ran into it. */
export class Failed extends Error {
  readonly ways: readonly Way[];

  constructor(fault: Error, ways: readonly Way[]) {
    super(fault.name, { cause: fault });
    this.ways = ways;
  }
}

/** What helps against a fault of a model or its connection, by code; all others are tried again. */
const REMEDIES: Readonly<Record<string, string>> = {
  'CFG-MODEL': 'inkling.chooseModel',
  'CFG-TRUST': 'workbench.trust.manage',
  'AUTH-KEY': 'inkling.setKey',
  'REQ-MODEL': 'inkling.chooseModel',
  'REQ-ROOM': 'inkling.chooseModel',
};

/**
 * The end of a command that did not do what was wanted: one message, with ways out; where the user cancelled it, a word in the status bar.
 *
 * @param go takes a way out, which may end here again.
 * @throws what is no fault of ours.
 */
export async function tell(
  error: unknown,
  go: (work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const fault = error instanceof Failed ? error.cause : error;
  const ways = error instanceof Failed ? error.ways : [];
  if (fault instanceof vscode.CancellationError || isAbort(fault)) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Inkling: cancelled'), 5000);
    return;
  }
  if (!(fault instanceof BackendError) && !(fault instanceof RewriteFault)) throw fault;
  const sentence =
    fault instanceof BackendError
      ? explained(fault)
      : tellRewriteFault(fault, text => vscode.l10n.t(text));
  const remedy = remedyOf(fault.code);
  const all = remedy === undefined ? ways : [remedy, ...ways];
  const chosen = await vscode.window.showWarningMessage(sentence, ...all.map(({ label }) => label));
  const way = all.find(({ label }) => label === chosen);
  if (way !== undefined) await go(() => way.run());
}

/** Work that a signal ended, which the user gave. */
function isAbort(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === 'AbortError';
}

function remedyOf(code: string): Way | undefined {
  const command = REMEDIES[code];
  if (command === undefined) return undefined;
  const labels: Readonly<Record<string, string>> = {
    'inkling.chooseModel': vscode.l10n.t('Choose Model'),
    'inkling.setKey': vscode.l10n.t('Set Key'),
    'workbench.trust.manage': vscode.l10n.t('Manage Trust'),
  };
  return {
    label: labels[command] ?? command,
    run: async () => void (await vscode.commands.executeCommand(command)),
  };
}

/** A message that nothing waits for. @param go takes a way that it offers. */
export function say(
  text: string,
  ways: readonly Way[],
  go: (work: () => Promise<void>) => Promise<void>,
): void {
  void vscode.window
    .showInformationMessage(text, ...ways.map(({ label }) => label))
    .then(async chosen => {
      const way = ways.find(({ label }) => label === chosen);
      if (way !== undefined) await go(() => way.run());
    });
}
