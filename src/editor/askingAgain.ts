import * as vscode from 'vscode';
import type { Snapshot } from '../core/completion/types.ts';

type Provide = vscode.InlineCompletionItemProvider['provideInlineCompletionItems'];
type Place = Pick<Snapshot, 'uri' | 'version' | 'line'>;

const EVERYWHERE: vscode.DocumentSelector = { pattern: '**' };

/**
 * Makes the editor ask once more where nothing was typed, since there is more to show. It has no way for that but its commands, and these want to be known:
 *
 *     asked twice for the same text, it does not ask again, but a provider that was not there before: so each time a new one takes the place of the last
 *     asked by a key (`Invoke`), it puts what is new behind what it shows already: so the command is told that this is no key, and which provider to ask
 *
 * An editor whose command takes no such word (VS Code before 1.105 or so) asks as by a key; then it is told to go on to the newest.
 */
export class AskingAgain implements vscode.Disposable {
  private readonly provide: Provide;
  private readonly id: string;
  private place: Place | undefined;
  private latest: vscode.Disposable | undefined;

  /** @param provide says what there is to show now. @param id of this extension. */
  constructor(provide: Provide, id: string) {
    this.provide = provide;
    this.id = id;
  }

  /** Is the editor asked again here, and will the newest provider answer? Then the others need not. */
  isAbout(document: vscode.TextDocument, position: vscode.Position): boolean {
    const { place } = this;
    return (
      place?.uri === document.uri.toString() &&
      place.version === document.version &&
      place.line === position.line
    );
  }

  async askAgain(at: Place): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.uri.toString() !== at.uri || document.version !== at.version) return;
    this.place = at;
    let asKey = false;
    this.register((...question) => {
      const [asked, position, context] = question;
      if (!this.isAbout(asked, position)) return [];
      asKey = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
      return this.provide(...question);
    });
    const how = { providerId: `${this.id}:*`, explicit: false };
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger', how);
    if (this.place === at) this.place = undefined;
    if (asKey) await vscode.commands.executeCommand('editor.action.inlineSuggest.showNext');
  }

  private register(provideInlineCompletionItems: Provide): void {
    this.latest?.dispose();
    this.latest = vscode.languages.registerInlineCompletionItemProvider(EVERYWHERE, {
      provideInlineCompletionItems,
    });
  }

  dispose(): void {
    this.latest?.dispose();
  }
}
