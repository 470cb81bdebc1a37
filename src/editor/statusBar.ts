import * as vscode from 'vscode';
import type { BackendError } from '../core/backend/errors.ts';
import { shortName } from '../core/backend/tables/models.ts';
import type { IndexState } from '../worker/protocol.ts';
import { explained } from './notices.ts';

/** What the status bar item shows. */
export interface Face {
  readonly text: string;
  readonly tooltip: string;
  readonly warning: boolean;
}

/** Everything that decides the face, most urgent first. */
export interface Status {
  readonly index: IndexState;
  /** Set when something of ours threw. */
  readonly failure: string | undefined;
  /** Why the chosen model could not be asked the last time; the workspace engine answers meanwhile. */
  readonly modelFault: BackendError | undefined;
  /** The chosen model's name, where one is in use. */
  readonly model: string | undefined;
  readonly snoozedUntil: number | undefined;
  readonly offHere: boolean;
  /** The workspace is not trusted: only the open document counts. */
  readonly limited: boolean;
  /** A model is being asked, for longer than a moment. */
  readonly thinking: boolean;
}

/** One line, one reason. */
export function faceOf(status: Status): Face {
  const { index } = status;
  if (status.failure !== undefined) return face('$(warning) Inkling', status.failure, true);
  if (index.kind === 'problem') {
    return face('$(warning) Inkling', `${vscode.l10n.t(index.message)} (${index.code})`, true);
  }
  if (status.snoozedUntil !== undefined) {
    const until = new Date(status.snoozedUntil).toLocaleTimeString([], {
      hour: '2-digit',
      minute: '2-digit',
    });
    return face('$(debug-pause) Inkling', vscode.l10n.t('Paused until {0}', until));
  }
  if (status.offHere) {
    return face('$(circle-slash) Inkling', vscode.l10n.t('Off for this language or folder'));
  }
  if (status.thinking) {
    return face('$(loading~spin) Inkling', vscode.l10n.t('Thinking: the model is asked'));
  }
  if (index.kind === 'indexing') {
    const share = index.total === 0 ? 0 : Math.floor((100 * index.done) / index.total);
    return face(
      `$(sync~spin) Inkling ${share} %`,
      vscode.l10n.t('Learning this workspace: {0} of {1} files', index.done, index.total),
    );
  }
  if (status.limited) {
    return face(
      '$(shield) Inkling',
      vscode.l10n.t('Limited: this workspace is not trusted, so only the open document is used'),
    );
  }
  if (status.modelFault !== undefined) {
    const sentence = explained(status.modelFault);
    return { text: '$(debug-disconnect) Inkling', tooltip: sentence, warning: false };
  }
  if (status.model !== undefined) {
    return face(
      '$(sparkle) Inkling',
      vscode.l10n.t('Ready: ghost text from {0}', shortName(status.model)),
    );
  }
  if (index.kind === 'ready') {
    const files = vscode.l10n.t('Ready: {0} files learned', index.files);
    const part = index.partial === undefined ? '' : ` (${index.partial})`;
    return face('$(edit) Inkling', files + part);
  }
  return face('$(edit) Inkling', vscode.l10n.t('Ready: the open document is used'));
}

function face(text: string, tooltip: string, warning = false): Face {
  return { text, tooltip: `Inkling: ${tooltip}`, warning };
}

/** Shows the face, and opens the menu when clicked. */
export class StatusBar implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;

  constructor() {
    this.item = vscode.window.createStatusBarItem(
      'inkling.status',
      vscode.StatusBarAlignment.Right,
      100,
    );
    this.item.name = 'Inkling';
    this.item.command = 'inkling.menu';
    this.item.show();
  }

  show(status: Status): void {
    const { text, tooltip, warning } = faceOf(status);
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: tooltip, role: 'button' };
    this.item.backgroundColor = warning
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
  }

  dispose(): void {
    this.item.dispose();
  }
}
