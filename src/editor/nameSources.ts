import * as vscode from 'vscode';
import type { NameSources } from '../core/completion/meaning/meaning.ts';
import type { Completions } from '../core/completion/meaning/members.ts';
import { startOfLine } from '../core/completion/tidy/draft.ts';
import type { Snapshot } from '../core/completion/types.ts';

/** VS Code's own providers and files: what a language's extension knows. */
export const nameSources: NameSources = {
  async completionsAt(at) {
    try {
      const uri = vscode.Uri.parse(at.uri);
      const cursor = new vscode.Position(at.line, startOfLine(at).length);
      const list = await vscode.commands.executeCommand<vscode.CompletionList | undefined>(
        'vscode.executeCompletionItemProvider',
        uri,
        cursor,
      );
      return list && completionsOf(list);
    } catch {
      return undefined; // somebody else's provider: nobody knows
    }
  },

  async namesIn({ uri }: Snapshot, folder) {
    if (!vscode.workspace.isTrusted) return undefined;
    const document = vscode.Uri.parse(uri);
    if (document.scheme === 'untitled') return undefined;
    const there = vscode.Uri.joinPath(document, '..', folder);
    try {
      return (await vscode.workspace.fs.readDirectory(there)).map(([name]) => name);
    } catch (error) {
      const isMissing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      return isMissing ? [] : undefined;
    }
  },
};

function completionsOf({ items, isIncomplete }: vscode.CompletionList): Completions {
  return {
    incomplete: isIncomplete === true,
    items: items.map(({ label, kind }) => ({
      name: typeof label === 'string' ? label : label.label,
      kind: vscode.CompletionItemKind[kind ?? vscode.CompletionItemKind.Text],
    })),
  };
}
