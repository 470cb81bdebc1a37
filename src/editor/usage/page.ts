import * as vscode from 'vscode';
import { csvOf } from '../../core/usage/csv.ts';
import type { KeptBook } from '../../core/usage/keptBook.ts';
import type { FromUsage, ToUsage, UsageWord } from '../../views/usageMessages.ts';
import { today } from '../today.ts';
import { escaped, htmlOf, viewsFolder } from '../views/page.ts';

/** What the page shows and changes. */
export interface UsageTools {
  readonly extension: vscode.Uri;
  readonly book: KeptBook;
  /** Forgets what the ledger of costs holds of the days before today. */
  forgetCosts(): void;
}

let open: vscode.WebviewPanel | undefined;

/** `Inkling: Usage`: one page, beside which nothing is kept when it is closed. */
export function openUsage(tools: UsageTools): void {
  if (open !== undefined) {
    open.reveal();
    return;
  }
  const folder = viewsFolder(tools.extension);
  const title = vscode.l10n.t('Inkling: Usage');
  const panel = vscode.window.createWebviewPanel('inkling.usage', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [folder],
  });
  open = panel;
  panel.onDidDispose(() => {
    open = undefined;
  });
  const show = async (): Promise<void> => {
    const rows = await tools.book.rows();
    const message: ToUsage = { rows, today: today(), words: words() };
    if (open === panel) await panel.webview.postMessage(message);
  };
  panel.webview.onDidReceiveMessage(async (message: FromUsage) => {
    if (message.kind === 'export') await exportAs(message.as, tools.book);
    else if (message.kind !== 'delete' || (await forget(tools))) await show();
  });
  panel.webview.html = htmlOf({ name: 'usage', title, body: body(title) }, panel.webview, folder);
}

/** Asks where to, and writes the file. */
async function exportAs(kind: 'csv' | 'json', book: KeptBook): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `inkling-usage.${kind}`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Usage'),
    filters: kind === 'csv' ? { CSV: ['csv'] } : { JSON: ['json'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  const rows = await book.rows();
  const text = kind === 'csv' ? csvOf(rows) : `${JSON.stringify(rows, null, 2)}\n`;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(target, { preview: true });
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Inkling: {0} could not be written. Nothing was lost.', target.fsPath),
    );
  }
}

/** @returns whether the user meant it, and it was done. */
async function forget({ book, forgetCosts }: UsageTools): Promise<boolean> {
  const yes = vscode.l10n.t('Delete');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete all usage figures of Inkling on this machine?'),
    {
      modal: true,
      detail: vscode.l10n.t('What was spent today still counts for the limit of the day.'),
    },
    yes,
  );
  if (chosen !== yes) return false;
  try {
    await book.forget();
    forgetCosts();
    return true;
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Inkling: The usage figures could not be deleted. Try again.'),
    );
    return false;
  }
}

function words(): Record<UsageWord, string> {
  return {
    day: vscode.l10n.t('Day'),
    language: vscode.l10n.t('Language'),
    model: vscode.l10n.t('Model'),
    all: vscode.l10n.t('All'),
    commands: vscode.l10n.t('Commands'),
    workspace: vscode.l10n.t('Workspace engine'),
    requests: vscode.l10n.t('Requests'),
    tokens: vscode.l10n.t('Tokens'),
    read: vscode.l10n.t('Tokens read'),
    written: vscode.l10n.t('Tokens written'),
    cost: vscode.l10n.t('Cost'),
    latency: vscode.l10n.t('Time to the first text'),
    median: 'p50',
    slowest: 'p95',
    suggestions: vscode.l10n.t('Suggestions'),
    offered: vscode.l10n.t('Offered (inferred)'),
    accepted: vscode.l10n.t('Accepted'),
    stayed: vscode.l10n.t('Still there after 5 min'),
    looked: vscode.l10n.t('Looked at after 5 min'),
    saved: vscode.l10n.t('Characters saved'),
    lines: vscode.l10n.t('Lines accepted'),
    costPerLine: vscode.l10n.t('Cost per accepted line'),
    tableOf: vscode.l10n.t('The same as a table'),
    total: vscode.l10n.t('Together'),
    none: vscode.l10n.t('none'),
    tooFew: vscode.l10n.t('too few'),
    ofOffered: vscode.l10n.t('Accepted (of offered)'),
    ofLooked: vscode.l10n.t('Still there / looked at'),
  };
}

function body(title: string): string {
  const kept = escaped(
    vscode.env.remoteName === undefined
      ? vscode.l10n.t('Counted on this machine and kept on it only: names and figures, never text.')
      : vscode.l10n.t(
          'Counted on the machine where Inkling runs ({0}) and kept on it only: names and figures, never text.',
          vscode.env.remoteName,
        ),
  );
  const days = [7, 30, 90]
    .map(count => {
      const name = escaped(vscode.l10n.t('{0} days', count));
      return `<option value="${count}"${count === 30 ? ' selected' : ''}>${name}</option>`;
    })
    .join('');
  const label = (name: string, id: string, options: string): string =>
    `<label>${escaped(name)}<select id="${id}">${options}</select></label>`;
  const button = (name: string, id: string): string =>
    `<button type="button" id="${id}">${escaped(name)}</button>`;
  const { day, language, model } = words();
  const by = `<option value="day">${escaped(day)}</option><option value="languageId">${escaped(language)}</option><option value="model">${escaped(model)}</option>`;
  return `<main>
<h1>${escaped(title)}</h1>
<p>${kept}</p>
<form>
${label(vscode.l10n.t('Time'), 'days', days)}
${label(vscode.l10n.t('By'), 'by', by)}
${label(language, 'languageId', '')}
${label(model, 'model', '')}
${button(vscode.l10n.t('Refresh'), 'refresh')}
${button(vscode.l10n.t('Export CSV…'), 'csv')}
${button(vscode.l10n.t('Export JSON…'), 'json')}
${button(vscode.l10n.t('Delete…'), 'delete')}
</form>
<p id="empty">${escaped(vscode.l10n.t('Nothing was counted in this time.'))}</p>
<dl id="totals"></dl>
<div id="charts" hidden></div>
<div id="table" tabindex="0" role="region" aria-label="${escaped(vscode.l10n.t('The same as a table'))}"></div>
<h2>${escaped(vscode.l10n.t('How it is counted'))}</h2>
<ul>
${notes()
  .map(note => `<li>${escaped(note)}</li>`)
  .join('\n')}
</ul>
</main>`;
}

function notes(): string[] {
  return [
    vscode.l10n.t(
      'Offered is inferred: VS Code does not tell what it showed. A suggestion that was given to it counts once, however long you type along it; one that was replaced before you could see it counts too.',
    ),
    vscode.l10n.t(
      'Accepted: some part of it was put in. Characters saved: what was put in, less one key each time.',
    ),
    vscode.l10n.t(
      'Still there: after five minutes the same text stands where it moved to, white space aside. Where the document was closed by then, it is not looked at.',
    ),
    vscode.l10n.t(
      'Times are right to within 5 %. p95 needs 20 answers, p50 needs 2; with fewer there is none.',
    ),
    vscode.l10n.t(
      'Cost is by the prices that Inkling knows, in US dollars; tokens are as the server counts them, else estimated.',
    ),
  ];
}
