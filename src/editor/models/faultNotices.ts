import * as vscode from 'vscode';
import type { BackendError, FaultCode } from '../../core/backend/errors.ts';
import { explained, type Notices, type Remedy } from '../notices.ts';

/** Faults that only the user can mend, and by what. All others pass by themselves, and show in the status bar alone. */
const REMEDIES: Partial<Record<FaultCode, readonly string[]>> = {
  'AUTH-KEY': ['inkling.setKey'],
  'AUTH-QUOTA': ['inkling.chooseModel'],
  'REQ-MODEL': ['inkling.chooseModel'],
  'REQ-FIM': ['inkling.chooseModel'],
  'NET-TLS': ['inkling.testConnection'],
  'NET-PROXY': ['inkling.testConnection'],
  'NET-REDIRECT': ['inkling.testConnection'],
  'SRV-HTML': ['inkling.testConnection'],
  'CFG-COMPANION': ['inkling.reachMyComputer'],
  'CFG-ROUTE': ['inkling.chooseModel'],
  'CFG-MODEL': ['inkling.chooseModel'],
  'CFG-URL': ['inkling.chooseModel'],
  'CFG-INSECURE': ['inkling.chooseModel'],
  'LIM-DAY': ['inkling.openSettings'],
};

/** Tells the user of a fault that waits for them, with a way out. */
export function tellFault(notices: Notices, fault: BackendError): void {
  const commands = REMEDIES[fault.code];
  if (commands === undefined) return;
  const labels: Readonly<Record<string, string>> = {
    'inkling.setKey': vscode.l10n.t('Set Key'),
    'inkling.chooseModel': vscode.l10n.t('Choose Model'),
    'inkling.testConnection': vscode.l10n.t('Test Connection'),
    'inkling.reachMyComputer': vscode.l10n.t('Reach My Computer'),
    'inkling.openSettings': vscode.l10n.t('Open Settings'),
  };
  const remedies = commands.map(
    (command): Remedy => ({ label: labels[command] ?? command, command }),
  );
  notices.tell(fault.code, explained(fault), remedies);
}
