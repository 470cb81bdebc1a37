import * as vscode from 'vscode';
import type { Receipt } from '../../core/backend/sharing/ledger.ts';
import { NoAnswer, type Sent } from '../../core/completion/types.ts';
import type { Decided, Decisions } from '../../core/why/decisions.ts';
import { reportOf } from '../../core/why/report.ts';
import type { FromWhy, ToWhy, WhyAct, WhyBlock } from '../../views/whyMessages.ts';
import { escaped, htmlOf, viewsFolder } from '../views/page.ts';
import { blocksOf, rowOf, sentBlocks, titleOf } from './describe.ts';

/** What the view shows, and whom it asks. */
export interface WhyTools {
  readonly extension: vscode.Extension<unknown>;
  readonly decisions: Decisions;
  receiptsOf(sent: Sent): readonly Receipt[];
  /** What a question at the cursor would send. @throws NoAnswer where nothing would be. */
  preview(editor: vscode.TextEditor): Promise<Sent>;
}

/** Milliseconds between two looks at new decisions. */
const PACE = 150;

/**
 * Fills the view of `Inkling: Why?`. Called when it is opened; when it is closed nothing of it is left.
 *
 * @returns shows the newest decision, for when the user asks again.
 */
export function openWhyView(view: vscode.WebviewView, tools: WhyTools): () => void {
  const { webview } = view;
  const folder = viewsFolder(tools.extension.extensionUri);
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const page = new WhyPage(message => void webview.postMessage(message), tools);
  webview.onDidReceiveMessage((message: FromWhy) => page.hear(message));
  webview.html = htmlOf(
    { name: 'why', title: vscode.l10n.t('Why?'), body: body() },
    webview,
    folder,
  );
  view.onDidDispose(() => page.dispose());
  view.onDidChangeVisibility(() => {
    if (!view.visible) page.rest(); // the page itself is gone, and says that it is ready when it is back
  });
  return () => page.showRows(true);
}

/** What is said to the open page. */
class WhyPage implements vscode.Disposable {
  private readonly say: (message: ToWhy) => void;
  private readonly tools: WhyTools;
  private timer: NodeJS.Timeout | undefined;

  constructor(say: (message: ToWhy) => void, tools: WhyTools) {
    this.say = say;
    this.tools = tools;
  }

  hear(message: FromWhy): void {
    if (message.kind === 'ready') this.begin();
    else if (message.kind === 'preview') void this.preview();
    else {
      const decided = this.tools.decisions.find(message.id);
      if (decided === undefined) return;
      if (message.kind === 'select') this.showDetails(decided);
      else void this.act(message.act, decided);
    }
  }

  /** Follows the decisions from now on. */
  private begin(): void {
    this.showRows(true);
    this.tools.decisions.onAdded = () => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.showRows(false);
      }, PACE);
    };
  }

  rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tools.decisions.onAdded = undefined;
  }

  dispose(): void {
    this.rest();
  }

  /** @param newest is to be chosen, whatever was. */
  showRows(newest: boolean): void {
    this.say({ kind: 'rows', rows: this.tools.decisions.all.map(rowOf), newest });
  }

  private showDetails(decided: Decided): void {
    const blocks = blocksOf(decided, this.tools.receiptsOf);
    this.say({ kind: 'details', id: decided.id, title: titleOf(decided), blocks });
  }

  private async act(act: WhyAct, decided: Decided): Promise<void> {
    const { outcome, uri, line } = decided;
    if (act === 'goThere') await goTo(uri, line);
    else if (act === 'copyReport') await this.copy(decided);
    else if (outcome.kind === 'silent' && outcome.setting !== undefined) {
      await vscode.commands.executeCommand('workbench.action.openSettings', outcome.setting);
    }
  }

  private async copy(decided: Decided): Promise<void> {
    const { extension, receiptsOf } = this.tools;
    const about = [
      `Inkling ${extension.packageJSON.version}`,
      `${vscode.env.appName} ${vscode.version}, ${vscode.env.remoteName === undefined ? 'local' : 'remote'}`,
    ];
    await vscode.env.clipboard.writeText(reportOf(decided, { about, receiptsOf }));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Inkling: the report is copied.'), 4000);
  }

  private async preview(): Promise<void> {
    const title = vscode.l10n.t('What would be sent here');
    this.say({ kind: 'details', id: undefined, title, blocks: await this.previewBlocks() });
  }

  private async previewBlocks(): Promise<WhyBlock[]> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
      return [{ kind: 'note', text: vscode.l10n.t('Put the cursor into a document first.') }];
    }
    try {
      const sent = await this.tools.preview(editor);
      const whereTo =
        sent.host === ''
          ? vscode.l10n.t('Nothing leaves: no model is chosen. With one, this would be sent to it.')
          : vscode.l10n.t('This would be sent to {0}. Nothing was sent now.', sent.host);
      return [{ kind: 'note', text: whereTo }, ...sentBlocks(sent)];
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return [{ kind: 'note', text: vscode.l10n.t(error.message) }];
    }
  }
}

async function goTo(uri: string, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const at = document.lineAt(Math.min(line, document.lineCount) - 1).range.end;
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

function body(): string {
  const title = escaped(vscode.l10n.t('Last decisions, newest first'));
  const preview = escaped(vscode.l10n.t('What Would Be Sent Here?'));
  const empty = escaped(vscode.l10n.t('Nothing was asked yet. Type something in a document.'));
  const details = escaped(vscode.l10n.t('The chosen decision'));
  return `<section class="list" aria-labelledby="list-title">
<div class="head">
<h2 id="list-title">${title}</h2>
<button type="button" id="preview">${preview}</button>
</div>
<p id="empty">${empty}</p>
<ul id="decisions" role="listbox" tabindex="0" aria-labelledby="list-title" hidden></ul>
</section>
<main id="details" tabindex="0" aria-label="${details}"></main>`;
}
