import type * as vscode from 'vscode';
import { Ledger } from '../../core/backend/sharing/ledger.ts';
import { today } from '../today.ts';

const KEY = 'inkling.ledger';
const KEEP_AFTER = 2000;

/** The ledger in VS Code's own storage on this machine. It is kept soon after each change: nothing is left for the end, which may never come. */
export function keptLedger(memento: vscode.Memento): Ledger & vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const keep = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void memento.update(KEY, ledger.save());
    }, KEEP_AFTER);
  };
  const ledger = new Ledger(today, keep);
  ledger.load(memento.get(KEY));
  return Object.assign(ledger, { dispose: () => clearTimeout(timer) });
}
