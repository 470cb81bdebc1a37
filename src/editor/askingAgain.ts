import * as vscode from 'vscode';
import type { Snapshot } from '../core/completion/types.ts';

type Provide = vscode.InlineCompletionItemProvider['provideInlineCompletionItems'];
type Question = Parameters<Provide>;
type Place = Pick<Snapshot, 'uri' | 'version' | 'line'>;

const EVERYWHERE: vscode.DocumentSelector = { pattern: '**' };

/** Why the editor asks. */
export type Why =
  /** By itself, after a key. */
  | 'typed'
  /** There is more to show than stands there. */
  | 'grown'
  /** The user's key, for what would have come by itself; the same again: for others. */
  | 'key'
  /** The user's key for a long one. */
  | 'long';

/**
 * Makes the editor ask where nothing was typed. There is no way for that but one of its commands, and that wants to be known:
 *
 *     asked twice for the same text, it asks no provider again that it asked before: so each time a new one takes the place of the last
 *     asked by a key, it keeps what stands there, and puts what is new behind it: so where that is to give way, the command is told that
 *     it was no key, and which provider to ask
 *
 * The command takes such words since VS Code 1.106; before 1.103 it asked once only, whatever provider was new.
 */
export class AskingAgain implements vscode.Disposable {
  private readonly provide: (why: Why, ...question: Question) => ReturnType<Provide>;
  private readonly id: string;
  private place: Place | undefined;
  private latest: vscode.Disposable | undefined;

  /** @param provide says what there is to show. @param id of this extension. */
  constructor(provide: (why: Why, ...question: Question) => ReturnType<Provide>, id: string) {
    this.provide = provide;
    this.id = id;
  }

  /** Will the newest provider answer here? Then no other need. */
  isAbout(document: vscode.TextDocument, position: vscode.Position): boolean {
    const { place } = this;
    return (
      place?.uri === document.uri.toString() &&
      place.version === document.version &&
      place.line === position.line
    );
  }

  /** Asks at the cursor, by the user's key. */
  async askHere(why: 'key' | 'long'): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) return;
    const { document, selection } = editor;
    const { version, uri } = document;
    await this.ask({ uri: uri.toString(), version, line: selection.active.line }, why);
  }

  /** Asks at a place, if the cursor's document is still as it was there. */
  async ask(at: Place, why: Why): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.uri.toString() !== at.uri || document.version !== at.version) return;
    this.place = at;
    this.register((...question) => {
      const [asked, position] = question;
      return this.isAbout(asked, position) ? this.provide(why, ...question) : [];
    });
    try {
      await this.trigger(why === 'key');
    } finally {
      if (this.place === at) this.place = undefined;
    }
  }

  /**
   * Readies the active editor, where the cursor is in `document`. A new one asks nobody for ghost text before its first idle moment, up to five seconds: keys pressed sooner would seem to do nothing. What was typed while it is readied is answered.
   */
  async wake(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    let isOver = false;
    this.register((...question) => {
      const [asked] = question;
      const isTyped = asked !== document || asked.version !== version;
      return isTyped && !isOver ? this.provide('typed', ...question) : [];
    });
    try {
      await this.trigger(false);
    } finally {
      isOver = true;
    }
  }

  private async trigger(explicit: boolean): Promise<void> {
    const how = { providerId: `${this.id}:*`, explicit };
    try {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger', how);
    } catch {
      // VS Code's command fails where the editor closes meanwhile: then nobody looks at it
    }
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
