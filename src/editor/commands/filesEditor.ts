import * as vscode from 'vscode';
import { acrossQuestion, grouped, safeFiles } from '../../core/rewrite/across/question.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { Warning } from '../../core/rewrite/guards/warning.ts';
import { type Heard, listen } from '../../core/rewrite/listen.ts';
import { openForTask } from '../models/openForTask.ts';
import type { Applied } from './applied.ts';
import { Failed } from './faults.ts';
import { applyFiles, applyTicked, doubtsAbout, hunkAt, told } from './filesApplying.ts';
import { type EditNow, FilesEdit, type OpenFile } from './filesEdit.ts';
import { filesAmong, opened, standingOf, uriOf } from './filesOpening.ts';
import { FilesPreview } from './filesPreview.ts';
import { askFiles, askInstruction } from './filesWishes.ts';
import { underProgress } from './progress.ts';
import { confirmed, type TalkTools } from './talk.ts';
import { mayLeave, type TargetTools } from './target.ts';

const LONGEST_TITLE = 50;

/** Edits several files by one instruction: asks, previews all of it at once, and applies what the user takes as one step. */
export class FilesEditor implements vscode.Disposable {
  private readonly tools: TalkTools & TargetTools;
  private readonly done: Applied;
  private readonly preview = new FilesPreview(uriOf);
  private lastId = 0;

  constructor(tools: TalkTools & TargetTools, done: Applied) {
    this.tools = tools;
    this.done = done;
  }

  get current(): FilesEdit | undefined {
    return this.preview.current;
  }

  /** @param marked files that the user has marked in the explorer; without them they are asked for. @throws RewriteFault, CancellationError, Failed */
  async begin(marked: readonly vscode.Uri[]): Promise<void> {
    const uris = marked.length > 0 ? await filesAmong(marked) : await askFiles();
    if (uris === undefined) throw new vscode.CancellationError();
    if (uris.length === 0) throw new RewriteFault('DOC-FILES');
    const files = await opened(uris, this.tools);
    const wish = await askInstruction(files.length);
    if (wish === undefined) throw new vscode.CancellationError();
    await this.ask(files, wish);
  }

  private async ask(files: readonly OpenFile[], wish: string): Promise<void> {
    const chosen = files.map(file => file.chosen);
    const open = await openForTask('refactor', chosen[0]?.languageId ?? '', this.tools);
    const room = { model: open.backend.model, window: open.window };
    const groups = grouped(safeFiles(chosen, this.tools.gate), wish, room);
    const id = String(++this.lastId);
    const words = wish.length > LONGEST_TITLE ? `${wish.slice(0, LONGEST_TITLE)}…` : wish;
    const title = vscode.l10n.t('Edit: {0}', words);
    const edit = new FilesEdit(id, title, files, groups, path => standingOf(path, this.tools));
    await this.attempt(edit, wish);
  }

  /** The next attempt at what the user is in. @param words of the user's; `` for another attempt at the same. */
  async again(words: string): Promise<void> {
    if (this.current !== undefined) await this.attempt(this.current, words);
  }

  /** Asks with all that was said before, request by request, and shows the answer as the next attempt. */
  private async attempt(edit: FilesEdit, words: string): Promise<void> {
    if (edit.isOutdated && edit.place.of > 0) {
      await this.anew(edit, words);
      return;
    }
    const wish = edit.wishWith(words);
    const open = await openForTask('refactor', edit.files[0]?.chosen.languageId ?? '', this.tools);
    const room = { model: open.backend.model, window: open.window };
    const asked = edit.groups.map((group, k) => {
      const own = new Set(group.map(({ file }) => file));
      const others = edit.files.map(({ chosen }) => chosen).filter(file => !own.has(file));
      return acrossQuestion(group, { wish, former: edit.turnsOf(k), others }, room);
    });
    await confirmed(asked, open);
    const unwanted = edit.begin(wish);
    const chosen = edit.files.map(file => file.chosen.path);
    let showing: Promise<void> | undefined;
    const last = await underProgress(
      edit.title,
      async (say, signal) => {
        let heard: Heard | undefined;
        for (const [k, question] of asked.entries()) {
          const original = edit.groups[k]?.flatMap(({ file }) => file.lines) ?? [];
          const onHeard = (now: Heard): void => {
            edit.hear(k, now);
            say(progressOf(edit, k, asked.length));
            showing ??= this.preview.show(edit, chosen);
            this.preview.refresh();
          };
          heard = await listen(question, open, { original }, onHeard, signal);
          if (heard.ending !== 'whole') break;
        }
        return heard;
      },
      unwanted,
    );
    await showing;
    if (unwanted.aborted && last?.ending === 'failed') return; // closed, or asked once more
    if (last?.ending === 'failed' && last.error === undefined) {
      await this.preview.close(edit);
      throw new vscode.CancellationError();
    }
    await edit.settle();
    const paths = edit.now.map(one => one.edit.path);
    if (paths.length > 0) await this.preview.show(edit, paths);
    edit.stop(); // only now can it be applied: all of it is shown
    this.preview.refresh();
    await this.ended(edit, last);
  }

  /** The files were changed since: the same instruction for what they are now. */
  private async anew(edit: FilesEdit, words: string): Promise<void> {
    const first = edit.turnsOf(0)[0]?.wish ?? edit.attempt?.wish ?? '';
    await this.preview.close(edit);
    const files = await opened(
      edit.files.map(({ document }) => document.uri),
      this.tools,
    );
    await this.ask(files, [first, words].filter(part => part !== '').join('\n'));
  }

  /** What there is to say when an answer has ended. @throws Failed */
  private async ended(edit: FilesEdit, heard: Heard | undefined): Promise<void> {
    if (edit.now.length === 0) await this.preview.close(edit);
    for (const { document } of edit.files) await mayLeave(document, this.tools); // the rules may have changed
    const again = {
      label: vscode.l10n.t('Regenerate'),
      run: () => this.attempt(edit, ''),
    };
    if (heard?.error !== undefined) throw new Failed(heard.error, [again]);
    const { fault, leftOut } = edit.attempt?.proposal ?? { fault: undefined, leftOut: [] };
    const words = { label: vscode.l10n.t('Show Answer'), run: () => this.showAnswer(edit) };
    if (fault !== undefined) {
      const facts = { why: leftOut[0] === undefined ? '' : told(leftOut[0]) };
      throw new Failed(new RewriteFault(fault, facts), [again, words]);
    }
    if (leftOut.length > 0) this.sayLeftOut(leftOut);
  }

  private sayLeftOut(leftOut: readonly Warning[]): void {
    const text = vscode.l10n.t(
      'Inkling: parts of the answer that are left out: {0}. {1}',
      leftOut.length,
      leftOut[0] === undefined ? '' : told(leftOut[0]),
    );
    void vscode.window.showWarningMessage(text);
  }

  /** Applies all that is proposed, or the part at the cursor. @throws RewriteFault */
  async apply(part: 'all' | 'at the cursor'): Promise<void> {
    const edit = this.current;
    if (edit === undefined) return;
    if (edit.fault !== undefined) throw new RewriteFault(edit.fault);
    const chosen = part === 'all' ? edit.now : [this.atCursor(edit)];
    if (!(await this.isWanted(edit, chosen))) return;
    await applyFiles(chosen);
    await this.noted(edit, chosen);
  }

  /** VS Code's own refactor preview, where each hunk has a box to tick. */
  async choose(): Promise<void> {
    const edit = this.current;
    if (edit === undefined) return;
    if (edit.fault !== undefined) throw new RewriteFault(edit.fault);
    if (!(await this.isWanted(edit, edit.now))) return;
    const label = edit.attempt?.proposal.approach || edit.title;
    await this.noted(edit, await applyTicked(edit.now, label));
  }

  /** Remembers what was applied, and goes on with the rest, if any. */
  private async noted(edit: FilesEdit, all: readonly EditNow[]): Promise<void> {
    const together = `${edit.id}.${Date.now()}`;
    for (const { document, here } of all) {
      if (document !== undefined) this.done.note(document, here, together);
      edit.applied(here);
    }
    const left = edit.now.map(one => one.edit.path);
    if (left.length > 0) await this.preview.show(edit, left);
    else await this.preview.close(edit);
    if (all.length === 0) return;
    const text = vscode.l10n.t('Inkling: {0} files changed', all.length);
    vscode.window.setStatusBarMessage(text, 5000);
  }

  /** The hunk that the cursor is in, on either side. @throws RewriteFault EDIT-NOHUNK */
  private atCursor({ now }: FilesEdit): EditNow {
    const editor = vscode.window.activeTextEditor;
    const path = editor && this.preview.pathAt(editor.document.uri);
    const one = now.find(({ edit }) => edit.path === path);
    if (editor === undefined || one === undefined) throw new RewriteFault('EDIT-NOHUNK');
    const isProposed = this.preview.isProposed(editor.document.uri);
    return hunkAt(one, editor.selection.active.line, isProposed);
  }

  /** The user's yes where something speaks against it; true where nothing does. */
  private async isWanted(edit: FilesEdit, chosen: readonly EditNow[]): Promise<boolean> {
    const leftOut = (edit.attempt?.proposal.leftOut ?? []).map(told);
    const doubts = [...leftOut, ...(await doubtsAbout(chosen, this.tools))];
    if (doubts.length === 0) return true;
    const yes = vscode.l10n.t('Apply');
    const said = await vscode.window.showWarningMessage(
      vscode.l10n.t('Inkling: apply this all the same?'),
      { modal: true, detail: doubts.join('\n\n') },
      yes,
    );
    return said === yes;
  }

  async reject(): Promise<void> {
    if (this.current !== undefined) await this.preview.close(this.current);
  }

  /** Shows another attempt. */
  async walk(steps: number): Promise<void> {
    const edit = this.current;
    if (edit === undefined) return;
    edit.walk(steps);
    await this.preview.show(
      edit,
      edit.now.map(one => one.edit.path),
    );
  }

  /** All that the model said, and thought. */
  async showAnswer(edit = this.current): Promise<void> {
    const heards = edit?.attempt?.heards ?? [];
    const content = heards.map(({ reasoning, answer }) => `${reasoning}\n\n${answer}`.trim());
    const document = await vscode.workspace.openTextDocument({
      content: content.join('\n\n---\n\n'),
      language: 'markdown',
    });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
  }

  dispose(): void {
    this.preview.dispose();
  }
}

function progressOf(edit: FilesEdit, at: number, of: number): string {
  const approach = edit.attempt?.proposal.approach ?? '';
  return of === 1 ? approach : `${vscode.l10n.t('{0} of {1}', at + 1, of)} ${approach}`.trim();
}
