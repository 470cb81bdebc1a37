import * as vscode from 'vscode';
import type { Finding } from '../../core/backend/doctor.ts';
import { BackendError } from '../../core/backend/errors.ts';
import { shortName } from '../../core/backend/tables/models.ts';
import { signalOf } from '../abort.ts';
import { explained } from '../notices.ts';
import { type ModelChoice, readChoice, VSCODE } from './choice.ts';
import { net } from './net.ts';
import { type OpeningTools, openPlace, placeOf } from './openChoice.ts';

const SCHEME = 'inkling-report';
const MARKS: Readonly<Record<Finding['verdict'], string>> = { well: '✓', warning: '!', ill: '✗' };

/** The doctor's report as a document that can be read, searched and copied, but not changed. It holds no code and no key. */
export class Reports implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private text = '';
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly uri = vscode.Uri.parse(`${SCHEME}:Connection Report`);
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  provideTextDocumentContent(): string {
    return this.text;
  }

  set(text: string): void {
    this.text = text;
    this.changed.fire(this.uri);
  }

  async show(): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}

/** `Inkling: Test Connection`: examines the chosen model and its server, and shows what was found, with a remedy for each thing that is not well. */
export async function testConnection(reports: Reports, tools: OpeningTools): Promise<void> {
  const choice = readChoice();
  if (choice === undefined || choice.endpoint === VSCODE) {
    const text =
      choice === undefined
        ? vscode.l10n.t(
            'Inkling: no model is chosen, so there is no connection to test. Choose one first.',
          )
        : vscode.l10n.t('Inkling: this model belongs to VS Code, which keeps its connection.');
    const choose = vscode.l10n.t('Choose Model');
    if ((await vscode.window.showInformationMessage(text, choose)) === choose) {
      await vscode.commands.executeCommand('inkling.chooseModel');
    }
    return;
  }
  const lines = [vscode.l10n.t('Inkling: connection to {0}', shortName(choice.model)), ''];
  reports.set(lines.join('\n'));
  await reports.show();
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Inkling: testing the connection…'),
      cancellable: true,
    },
    async (_, token) => {
      const { signal, dispose } = signalOf(token);
      try {
        for await (const finding of findings(choice, tools, signal)) {
          lines.push(`${MARKS[finding.verdict]} ${finding.what}: ${finding.found}`);
          if (finding.remedy !== undefined) lines.push(`    → ${finding.remedy}`);
          reports.set(lines.join('\n'));
        }
        lines.push('', vscode.l10n.t('Done. Only code of Inkling’s own was sent.'));
      } catch (error) {
        if (!signal.aborted && !(error instanceof BackendError)) throw error;
        lines.push(error instanceof BackendError ? explained(error) : vscode.l10n.t('Cancelled.'));
      } finally {
        dispose();
      }
      reports.set(lines.join('\n'));
    },
  );
}

async function* findings(
  choice: ModelChoice,
  tools: OpeningTools,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const { examine } = await import('../../core/backend/doctor.ts');
  const place = await placeOf(choice, tools);
  const open = () => openPlace(place, choice.byChat === true);
  yield* examine(place, open, net, () => performance.now(), signal);
}
