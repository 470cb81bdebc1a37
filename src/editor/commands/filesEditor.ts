import * as vscode from 'vscode';
import type { ChosenFile } from '../../core/rewrite/across/files.ts';
import type { Standing } from '../../core/rewrite/across/proposal.ts';
import { acrossQuestion, grouped, safeFiles } from '../../core/rewrite/across/question.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { warningsOf } from '../../core/rewrite/guards/index.ts';
import { surfaceOf } from '../../core/rewrite/guards/interface.ts';
import { pathWarning } from '../../core/rewrite/guards/path.ts';
import { tellWarning, type Warning } from '../../core/rewrite/guards/warning.ts';
import { changed, type LineChange } from '../../core/rewrite/place/edit.ts';
import { standsAt } from '../../core/rewrite/place/follow.ts';
import { openForTask } from '../models/openForTask.ts';
import { pathOf } from '../snapshot.ts';
import type { Applied } from './applied.ts';
import { addFile, addHunks, applyAll, type DocumentEdit, type NewFile } from './apply.ts';
import { Failed } from './faults.ts';
import { type EditNow, FilesEdit, type OpenFile } from './filesEdit.ts';
import { FilesPreview } from './filesPreview.ts';
import { askFiles, askInstruction } from './filesWishes.ts';
import { underProgress } from './progress.ts';
import { confirmed, type Heard, listen, type TalkTools } from './talk.ts';
import { linesOf, mayChange, mayLeave, type TargetTools } from './target.ts';

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
    const files = await this.opened(uris);
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
    const edit = new FilesEdit(id, title, files, groups, path => this.standingOf(path));
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
    const files = await this.opened(edit.files.map(({ document }) => document.uri));
    await this.ask(files, [first, words].filter(part => part !== '').join('\n'));
  }

  /** What there is to say when an answer has ended. @throws Failed */
  private async ended(edit: FilesEdit, heard: Heard | undefined): Promise<void> {
    if (edit.now.length === 0) await this.preview.close(edit);
    if (heard?.ending === 'failed' && heard.error === undefined) {
      await this.preview.close(edit);
      throw new vscode.CancellationError();
    }
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
    const chosen = part === 'all' ? edit.now : this.atCursor(edit);
    if (!(await this.isWanted(edit, chosen))) return;
    await applyAll(documentEdits(chosen), newFiles(chosen));
    await this.noted(
      edit,
      chosen.flatMap(({ edit: own, document, here }) => ({ path: own.path, document, here })),
    );
  }

  /** VS Code's own refactor preview, where each hunk has a box to tick. */
  async choose(): Promise<void> {
    const edit = this.current;
    if (edit === undefined) return;
    if (edit.fault !== undefined) throw new RewriteFault(edit.fault);
    const { now } = edit;
    if (!(await this.isWanted(edit, now))) return;
    const label = edit.attempt?.proposal.approach || edit.title;
    const note = { needsConfirmation: true, label };
    const all = new vscode.WorkspaceEdit();
    for (const file of newFiles(now)) addFile(all, file, note);
    for (const one of documentEdits(now)) addHunks(all, one, note);
    await vscode.workspace.applyEdit(all);
    const taken = [];
    for (const { edit: own, document, here } of now) {
      const hunks =
        document === undefined ? await madeOf(own.path, here) : appliedOf(document, here);
      taken.push({ path: own.path, document, here: hunks });
    }
    await this.noted(
      edit,
      taken.filter(({ here }) => here.length > 0),
    );
  }

  /** Remembers what was applied, and goes on with the rest, if any. */
  private async noted(
    edit: FilesEdit,
    all: readonly {
      path: string;
      document: vscode.TextDocument | undefined;
      here: readonly LineChange[];
    }[],
  ): Promise<void> {
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
  private atCursor({ now }: FilesEdit): readonly EditNow[] {
    const editor = vscode.window.activeTextEditor;
    const path = editor && this.preview.pathAt(editor.document.uri);
    const one = now.find(({ edit }) => edit.path === path);
    if (editor === undefined || one === undefined) throw new RewriteFault('EDIT-NOHUNK');
    const { line } = editor.selection.active;
    let grown = 0;
    for (const hunk of one.here) {
      const isProposed = this.preview.isProposed(editor.document.uri);
      const start = hunk.start + (isProposed ? grown : 0);
      const { length } = isProposed ? hunk.after : hunk.before;
      if (line >= start && line < start + Math.max(1, length)) return [{ ...one, here: [hunk] }];
      grown += hunk.after.length - hunk.before.length;
    }
    throw new RewriteFault('EDIT-NOHUNK');
  }

  /** The user's yes where something speaks against it; true where nothing does. */
  private async isWanted(edit: FilesEdit, chosen: readonly EditNow[]): Promise<boolean> {
    const lines = (edit.attempt?.proposal.leftOut ?? []).map(told);
    for (const { edit: own, document, here, gone } of chosen) {
      const path = own.path;
      const found =
        document === undefined ? newWarnings(path) : await this.warnings(document, here);
      const moved = gone.map(({ before }): Warning => {
        return { code: 'OUT-MOVED', facts: { path, line: before[0]?.trim() ?? '' } };
      });
      lines.push(...found.map(one => `${path}: ${told(one)}`), ...moved.map(told));
    }
    if (lines.length === 0) return true;
    const yes = vscode.l10n.t('Apply');
    const said = await vscode.window.showWarningMessage(
      vscode.l10n.t('Inkling: apply this all the same?'),
      { modal: true, detail: lines.join('\n\n') },
      yes,
    );
    return said === yes;
  }

  private async warnings(
    document: vscode.TextDocument,
    hunks: readonly LineChange[],
  ): Promise<readonly Warning[]> {
    const before = linesOf(document);
    const after = hunks.reduceRight(changed, before);
    const syntax = await this.tools.grammars.syntaxOf(document.languageId);
    const { languageId } = document;
    const subject = { path: pathOf(document.uri), languageId };
    return warningsOf(subject, before, { start: 0, before, after }, syntax, 0);
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

  /** The files, each as it is at this moment. @throws RewriteFault DOC-FILE */
  private async opened(uris: readonly vscode.Uri[]): Promise<readonly OpenFile[]> {
    const files: OpenFile[] = [];
    for (const uri of uris) {
      const path = pathOf(uri);
      try {
        const document = await vscode.workspace.openTextDocument(uri);
        if (document.getText().includes('\0')) throw new RewriteFault('DOC-BINARY');
        await mayChange(document, this.tools);
        await mayLeave(document, this.tools);
        files.push({ document, chosen: await this.chosen(document, path) });
      } catch (error) {
        const why = error instanceof RewriteFault ? error.code : vscode.l10n.t('it is no text');
        throw new RewriteFault('DOC-FILE', { path, why });
      }
    }
    return files;
  }

  private async chosen(document: vscode.TextDocument, path: string): Promise<ChosenFile> {
    const { languageId } = document;
    const lines = linesOf(document);
    const syntax = await this.tools.grammars.syntaxOf(languageId);
    const offers = syntax === undefined ? [] : [...surfaceOf(syntax, lines.join('\n')).values()];
    return { path, languageId, lines, offers };
  }

  private async standingOf(path: string): Promise<Standing> {
    await this.tools.exclusions.ready(path);
    if (this.tools.gate.whyNot(path) !== undefined) return 'excluded';
    try {
      await vscode.workspace.fs.stat(uriOf(path));
      return 'there';
    } catch {
      return vscode.workspace.getWorkspaceFolder(uriOf(path)) === undefined ? 'there' : 'free';
    }
  }

  dispose(): void {
    this.preview.dispose();
  }
}

/** Where a path as `pathOf` makes it is. */
function uriOf(path: string): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first, ...rest] = path.split('/');
  const named = folders.length > 1 ? folders.find(({ name }) => name === first) : undefined;
  if (named !== undefined) return vscode.Uri.joinPath(named.uri, ...rest);
  const [folder] = folders;
  const isWhole = /^(\/|[a-z]:)/i.test(path);
  return folder === undefined || isWhole
    ? vscode.Uri.file(path)
    : vscode.Uri.joinPath(folder.uri, path);
}

/** The files among what was marked; a folder is none. */
async function filesAmong(marked: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  for (const uri of marked) {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) !== 0) files.push(uri);
  }
  return files;
}

function progressOf(edit: FilesEdit, at: number, of: number): string {
  const approach = edit.attempt?.proposal.approach ?? '';
  return of === 1 ? approach : `${vscode.l10n.t('{0} of {1}', at + 1, of)} ${approach}`.trim();
}

function documentEdits(all: readonly EditNow[]): readonly DocumentEdit[] {
  return all.flatMap(({ document, here }) =>
    document === undefined || here.length === 0 ? [] : [{ document, hunks: here }],
  );
}

function newFiles(all: readonly EditNow[]): readonly NewFile[] {
  return all.flatMap(({ edit, document, here }) =>
    document === undefined
      ? here.map(({ after }) => ({ uri: uriOf(edit.path), text: after.join('\n') }))
      : [],
  );
}

function newWarnings(path: string): readonly Warning[] {
  const made: Warning = { code: 'OUT-NEWFILE', facts: { path } };
  const runs = pathWarning(path);
  return runs === undefined ? [made] : [made, runs];
}

/** Those of the hunks that stand in the document now, for VS Code applied what the user ticked. */
function appliedOf(
  document: vscode.TextDocument,
  hunks: readonly LineChange[],
): readonly LineChange[] {
  const lines = linesOf(document);
  let grown = 0;
  return hunks.filter(({ start, before, after }) => {
    const at = start + grown;
    const [long, short] = after.length >= before.length ? [after, before] : [before, after];
    const isLong = standsAt(lines, long, at);
    const isApplied = (long === after) === isLong && (isLong || standsAt(lines, short, at));
    if (isApplied) grown += after.length - before.length;
    return isApplied;
  });
}

async function madeOf(path: string, hunks: readonly LineChange[]): Promise<readonly LineChange[]> {
  try {
    await vscode.workspace.fs.stat(uriOf(path));
    return hunks;
  } catch {
    return [];
  }
}

function told(warning: Warning): string {
  return tellWarning(warning, text => vscode.l10n.t(text));
}
