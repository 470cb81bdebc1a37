import * as vscode from 'vscode';
import type { WhyTools } from './view.ts';

const VIEW = 'inkling.whyView';
/** Does nothing while no view is open. */
let showNewest = (): void => {};

/** Offers the view. All that fills it is loaded when it is first opened. */
export function registerWhyView(tools: WhyTools): vscode.Disposable {
  return vscode.window.registerWebviewViewProvider(VIEW, {
    async resolveWebviewView(view) {
      const { openWhyView } = await import('./view.ts');
      showNewest = openWhyView(view, tools);
      view.onDidDispose(() => {
        showNewest = () => {};
      });
    },
  });
}

/** Opens the view, which is nowhere to be seen until somebody asks for it. */
export async function showWhy(): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'inkling.whyOpened', true);
  await vscode.commands.executeCommand(`${VIEW}.focus`);
  showNewest();
}
