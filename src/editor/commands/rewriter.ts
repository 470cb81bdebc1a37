import * as vscode from 'vscode';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { warningsOf } from '../../core/rewrite/guards/index.ts';
import { tellWarning } from '../../core/rewrite/guards/warning.ts';
import type { Heard } from '../../core/rewrite/listen.ts';
import type { LineChange } from '../../core/rewrite/place/edit.ts';
import type { RewriteTask } from '../../core/rewrite/tasks/task.ts';
import type { Applied } from './applied.ts';
import { apply } from './apply.ts';
import { Failed } from './faults.ts';
import { Previews } from './previews.ts';
import { underProgress } from './progress.ts';
import { Rewriting } from './rewriting.ts';
import { type TalkTools, talk } from './talk.ts';
import { linesOf, mayLeave, type Target, type TargetTools } from './target.ts';

/** How a command makes its task for some lines: again, when they have changed. @throws RewriteFault */
export type TaskMaker = (target: Target) => RewriteTask | Promise<RewriteTask>;

/** What comes after all of a rewriting was applied. */
export type Sequel = () => Promise<void>;

/** Asks for rewrites, previews them in VS Code's diff editor, and applies what the user takes. */
export class Rewriter implements vscode.Disposable {
  private readonly tools: TalkTools & TargetTools;
  private readonly previews = new Previews();
  private readonly makers = new WeakMap<Rewriting, TaskMaker>();
  private readonly sequels = new WeakMap<Rewriting, Sequel>();
  private readonly done: Applied;
  private readonly applying = new Set<Rewriting>();
  private lastId = 0;

  constructor(tools: TalkTools & TargetTools, done: Applied) {
    this.tools = tools;
    this.done = done;
  }

  get current(): Rewriting | undefined {
    return this.previews.current;
  }

  /** @param title of the preview, before the file's name. */
  async begin(
    title: string,
    target: Target,
    wish: string,
    maker: TaskMaker,
    sequel?: Sequel,
  ): Promise<void> {
    await this.attempt(await this.made(title, target, maker, sequel), wish);
  }

  /** Previews an answer that needs no model; one may be asked for another. */
  async propose(title: string, target: Target, answer: string, maker: TaskMaker): Promise<void> {
    const rewriting = await this.made(title, target, maker);
    rewriting.hear('', { answer, reasoning: '', ending: 'whole', model: '' }, 0);
    await this.previews.show(rewriting);
  }

  private async made(
    title: string,
    target: Target,
    maker: TaskMaker,
    sequel?: Sequel,
  ): Promise<Rewriting> {
    const task = await maker(target);
    const { path } = target.document.uri;
    const name = `${title}: ${target.fresh?.name ?? path.slice(path.lastIndexOf('/') + 1)}`;
    const rewriting = new Rewriting(String(++this.lastId), name, target, task);
    this.makers.set(rewriting, maker);
    if (sequel !== undefined) this.sequels.set(rewriting, sequel);
    return rewriting;
  }

  /** The next attempt at what the user is in. */
  async again(words: string): Promise<void> {
    if (this.current !== undefined) await this.attempt(this.current, words);
  }

  /** Asks with all that was said before, and shows the answer as the next attempt. @param words of the user's; `` for another attempt at the same. */
  async attempt(rewriting: Rewriting, words: string): Promise<void> {
    if (rewriting.fault === 'DOC-CHANGED') {
      await this.anew(rewriting, words);
      return;
    }
    const wish = rewriting.wishWith(words);
    const { task, subject, title, turns: former } = rewriting;
    const at = rewriting.place.of;
    const unwanted = rewriting.begin();
    let showing: Promise<void> | undefined;
    const heard = await underProgress(
      title,
      async (say, signal) => {
        const onHeard = (now: Heard): void => {
          rewriting.hear(wish, now, at);
          say(rewriting.attempt?.proposal.approach ?? '');
          showing ??= this.previews.show(rewriting);
          this.previews.refresh(rewriting);
        };
        return await talk(
          { task, subject: task.about ?? subject, wish, former },
          this.tools,
          onHeard,
          signal,
        );
      },
      unwanted,
    );
    await showing;
    if (unwanted.aborted && heard.ending === 'failed') return; // closed, or asked once more
    rewriting.stop();
    this.previews.refresh(rewriting);
    await this.ended(rewriting, heard);
  }

  /** The lines were changed since: the same wish for what they are now. */
  private async anew(rewriting: Rewriting, wish: string): Promise<void> {
    const maker = this.makers.get(rewriting);
    const { target, title } = rewriting;
    const first = wish === '' ? (rewriting.turns[0]?.wish ?? '') : wish;
    await this.previews.close(rewriting);
    const sequel = this.sequels.get(rewriting);
    if (maker !== undefined)
      await this.begin(title.slice(0, title.indexOf(':')), target, first, maker, sequel);
  }

  /** What there is to say when an answer has ended. @throws Failed */
  private async ended(rewriting: Rewriting, { answer, ending, error }: Heard): Promise<void> {
    if (answer === '') await this.previews.close(rewriting);
    if (ending === 'failed' && error === undefined) throw new vscode.CancellationError();
    await mayLeave(rewriting.document, this.tools); // the rules may have changed meanwhile
    const again = {
      label: vscode.l10n.t('Regenerate'),
      run: () => this.attempt(rewriting, ''),
    };
    if (error !== undefined) throw new Failed(error, [again]);
    const { fault, facts } = rewriting.attempt?.proposal ?? {};
    if (fault === undefined) return;
    const words = { label: vscode.l10n.t('Show Answer'), run: () => this.showAnswer(rewriting) };
    throw new Failed(new RewriteFault(fault, facts), [again, words]);
  }

  /** Applies all, or the part at the cursor. @throws RewriteFault */
  async apply(part: 'all' | 'at the cursor'): Promise<void> {
    const rewriting = this.current;
    if (rewriting === undefined) return;
    if (this.applying.has(rewriting)) throw new RewriteFault('EDIT-DONE');
    this.applying.add(rewriting);
    try {
      await this.applyTo(rewriting, part);
    } finally {
      this.applying.delete(rewriting);
    }
  }

  private async applyTo(rewriting: Rewriting, part: 'all' | 'at the cursor'): Promise<void> {
    const { fault, placed, document } = rewriting;
    if (fault !== undefined || placed === undefined) throw new RewriteFault(fault ?? 'OUT-NOCODE');
    const chosen = part === 'all' ? rewriting.hunks : hunkAtCursor(rewriting);
    if (!(await this.confirmed(rewriting, placed.found === 'moved', placed.change))) return;
    await apply(document, chosen);
    this.done.note(document, chosen);
    rewriting.applied(chosen, placed.change.start);
    if (rewriting.hunks.length > 0) this.previews.refresh(rewriting);
    else await this.finish(rewriting, placed.change);
  }

  /** The user's yes where something speaks against it; true where nothing does. */
  private async confirmed(
    rewriting: Rewriting,
    moved: boolean,
    change: LineChange,
  ): Promise<boolean> {
    const { document, task, attempt } = rewriting;
    const { languageId } = document;
    const syntax = await this.tools.grammars.syntaxOf(languageId);
    const passedOver = attempt?.proposal.passedOver ?? 0;
    const own = attempt?.proposal.warnings ?? [];
    const found = warningsOf(rewriting.subject, linesOf(document), change, syntax, passedOver);
    const warnings = [...found, ...own]
      .filter(({ code }) => code !== 'OUT-MORE' || task.grows !== true)
      .map(warning => tellWarning(warning, text => vscode.l10n.t(text)));
    if (moved)
      warnings.push(
        vscode.l10n.t('The code stands at another place now: line {0}.', change.start + 1),
      );
    if (warnings.length === 0) return true;
    const yes = vscode.l10n.t('Apply');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Inkling: apply this all the same?'),
      { modal: true, detail: warnings.join('\n\n') },
      yes,
    );
    return chosen === yes;
  }

  /** The preview closes behind the document: once the user sees that, nothing moves the cursor any more. */
  private async finish(rewriting: Rewriting, { start }: LineChange): Promise<void> {
    const selection = new vscode.Range(start, 0, start, 0);
    await vscode.window.showTextDocument(rewriting.document, { preview: false, selection });
    await this.previews.close(rewriting);
    await this.sequels.get(rewriting)?.();
  }

  async reject(): Promise<void> {
    if (this.current !== undefined) await this.previews.close(this.current);
  }

  /** All that the model said, and thought, in a document of its own: to be read, searched and copied. */
  async showAnswer(rewriting = this.current): Promise<void> {
    if (rewriting?.attempt === undefined) return;
    const { answer, reasoning } = rewriting.attempt.heard;
    const thoughts = `${vscode.l10n.t('Thoughts of the model')}\n\n${reasoning}\n\n---\n\n`;
    const content = `${reasoning === '' ? '' : thoughts}${answer}`;
    const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
  }

  walk(steps: number): void {
    const { current } = this;
    current?.walk(steps);
    if (current !== undefined) this.previews.refresh(current);
  }

  dispose(): void {
    this.previews.dispose();
  }
}

/** In the preview the cursor counts by the new lines, in the document by the old. @throws RewriteFault EDIT-NOHUNK */
function hunkAtCursor({ hunks, document }: Rewriting): readonly LineChange[] {
  const editor = vscode.window.activeTextEditor;
  const line = editor?.selection.active.line ?? 0;
  const isOld = editor?.document === document;
  let grown = 0;
  for (const hunk of hunks) {
    const start = isOld ? hunk.start : hunk.start + grown;
    const count = Math.max(1, (isOld ? hunk.before : hunk.after).length);
    if (line >= start && line < start + count) return [hunk];
    grown += hunk.after.length - hunk.before.length;
  }
  throw new RewriteFault('EDIT-NOHUNK');
}
