import * as vscode from 'vscode';

/** What a page is made of. */
export interface Page {
  /** The name of its script and its style in `dist/views`. */
  readonly name: 'why' | 'usage';
  readonly title: string;
  /** Our own HTML, with all texts in it escaped. */
  readonly body: string;
}

/** What a page of ours may load: files of this folder. */
export function viewsFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'views');
}

/**
 * A whole page for a webview. Only the one script runs, and nothing is loaded from anywhere but our own folder: a page has no way out but messages to the
 * extension.
 */
export function htmlOf(
  { name, title, body }: Page,
  webview: vscode.Webview,
  folder: vscode.Uri,
): string {
  const nonce = crypto.randomUUID();
  const file = (suffix: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, `${name}.${suffix}`)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${file('css')}">
</head>
<body>
${body}
<script nonce="${nonce}" src="${file('js')}"></script>
</body>
</html>`;
}

/** Text as it stands in HTML, also between quotation marks. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
