import * as vscode from 'vscode';
import { Gate } from '../../core/gate/gate.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { Turn } from '../../core/rewrite/question.ts';
import { type Depth, explainAt } from '../../core/rewrite/tasks/explain.ts';
import { refactor } from '../../core/rewrite/tasks/refactor.ts';
import type { RewriteTask } from '../../core/rewrite/tasks/task.ts';
import type { Exclusions } from '../models/exclusions.ts';
import type { TaskTools } from '../models/openForTask.ts';
import type { ReadOnly } from '../readOnly.ts';
import { Answers, type Explanation, markdownOf } from './answers.ts';
import { apply } from './apply.ts';
import { tell, type Way } from './faults.ts';
import { Previews } from './previews.ts';
import { underProgress } from './progress.ts';
import { Rewriting } from './rewriting.ts';
import { type Heard, type TalkTools, talk } from './talk.ts';
import {
  editorAt,
  mayChange,
  mayLeave,
  selectionIn,
  subjectOf,
  type Target,
  type TargetTools,
} from './target.ts';
import { askFollowUp, askRefactoring } from './wishes.ts';

export interface CommandTools extends TaskTools {
  readonly exclusions: Exclusions;
  readonly readOnly: ReadOnly;
  readonly memento: vscode.Memento;
}

/** The commands that ask a model about code, and what they leave on the screen. */
export class Commands implements vscode.Disposable {
  private readonly tools: CommandTools & TalkTools & TargetTools;
  private readonly previews = new Previews();
  private readonly answers = new Answers();
  private lastId = 0;

  constructor(tools: CommandTools) {
    this.tools = { ...tools, gate: new Gate(path => tools.exclusions.verdict(path)) };
  }

  async explain(depth: Depth = 'normal'): Promise<void> {
    await this.run(async () => {
      const { target, checked } = this.target(false);
      await checked;
      const { document, subject } = target;
      const explanation: Explanation = {
        id: this.nextId(),
        title: vscode.l10n.t('Explain {0}', `${nameOf(document)}:${subject.start + 1}`),
        document,
        subject,
        depth,
        turns: [],
        stop: new AbortController(),
      };
      await this.continueExplaining(explanation, '');
    });
  }

  private async continueExplaining(explanation: Explanation, wish: string): Promise<void> {
    const { subject, depth, turns, title, stop } = explanation;
    const former = turns.map((turn): Turn => ({ wish: turn.wish, answer: turn.heard.answer }));
    const at = turns.length;
    let showing: Promise<void> | undefined;
    await underProgress(
      title,
      async (_, signal) => {
        const onHeard = (heard: Heard): void => {
          turns[at] = { wish, heard };
          showing ??= this.answers.show(explanation);
          this.answers.refresh(explanation);
        };
        await talk({ task: explainAt(depth), subject, wish, former }, this.tools, onHeard, signal);
        await showing;
      },
      stop.signal,
    );
  }

  async refactor(): Promise<void> {
    await this.run(async () => {
      const { target, checked } = this.target(true);
      const wish = await askRefactoring(this.tools.memento, checked);
      await checked;
      if (wish === undefined) return;
      await this.begin(refactor, vscode.l10n.t('Refactor'), target, wish);
    });
  }

  private async begin(
    task: RewriteTask,
    name: string,
    { document, subject }: Target,
    wish: string,
  ): Promise<void> {
    const title = `${name}: ${nameOf(document)}`;
    await this.attempt(new Rewriting(this.nextId(), title, document, subject, task), wish);
  }

  /** Asks once more, with all that was said before, and shows the answer as the next attempt. */
  private async attempt(rewriting: Rewriting, wish: string): Promise<void> {
    const { task, subject, title, turns: former } = rewriting;
    const at = rewriting.place.of;
    const stopped = rewriting.begin();
    let showing: Promise<void> | undefined;
    const heard = await underProgress(
      title,
      async (say, signal) => {
        const onHeard = (now: Heard): void => {
          rewriting.hear(wish, now, at);
          const approach = rewriting.attempt?.proposal.approach ?? '';
          if (approach !== '') say(approach);
          showing ??= this.previews.show(rewriting);
          this.previews.refresh(rewriting);
        };
        return await talk({ task, subject, wish, former }, this.tools, onHeard, signal);
      },
      stopped,
    );
    await showing;
    await this.ended(rewriting, heard);
  }

  /** Says what there is to say when an answer has ended. */
  private async ended(rewriting: Rewriting, { answer, error }: Heard): Promise<void> {
    if (answer === '') await this.previews.close(rewriting);
    const again = {
      label: vscode.l10n.t('Regenerate'),
      run: () => this.run(() => this.attempt(rewriting, '')),
    };
    if (error !== undefined) throw new Told(error, [again]);
    const fault = rewriting.attempt?.proposal.fault;
    if (fault !== undefined) throw new Told(new RewriteFault(fault), [again]);
  }

  async apply(): Promise<void> {
    await this.run(async () => {
      const rewriting = this.previews.current;
      if (rewriting === undefined) return;
      const { fault, change, document } = rewriting;
      if (fault !== undefined || change === undefined)
        throw new RewriteFault(fault ?? 'OUT-NOCODE');
      await apply(document, change.change);
      rewriting.applied = true;
      await this.previews.close(rewriting);
      const editor = await vscode.window.showTextDocument(document, { preview: false });
      const { start } = change.change;
      editor.selection = new vscode.Selection(start, 0, start, 0);
      editor.revealRange(new vscode.Range(start, 0, start + change.change.after.length, 0));
    });
  }

  async reject(): Promise<void> {
    const rewriting = this.previews.current;
    if (rewriting !== undefined) await this.previews.close(rewriting);
  }

  async regenerate(): Promise<void> {
    const rewriting = this.previews.current;
    if (rewriting !== undefined) await this.run(() => this.attempt(rewriting, ''));
  }

  async followUp(): Promise<void> {
    await this.run(async () => {
      const rewriting = this.previews.current;
      const explanation = rewriting === undefined ? this.answers.current : undefined;
      if (rewriting === undefined && explanation === undefined) throw new RewriteFault('DOC-NONE');
      const wish = await askFollowUp(rewriting === undefined);
      if (wish === undefined) return;
      if (rewriting !== undefined) await this.attempt(rewriting, wish);
      else if (explanation !== undefined) await this.continueExplaining(explanation, wish);
    });
  }

  async copyAnswer(): Promise<void> {
    const { current } = this.answers;
    if (current !== undefined) await vscode.env.clipboard.writeText(markdownOf(current));
  }

  /**
   * What the user means, at once, before another key comes; and whether the command may be done with it, a little later.
   *
   * @throws RewriteFault; so does `checked`.
   */
  private target(rewrites: boolean): { readonly target: Target; readonly checked: Promise<void> } {
    const editor = editorAt();
    const { document } = editor;
    const range = selectionIn(editor);
    if (range === undefined) throw new RewriteFault('DOC-SELECT');
    const check = async (): Promise<void> => {
      if (rewrites) await mayChange(document, this.tools);
      await mayLeave(document, this.tools);
    };
    return { target: { document, subject: subjectOf(document, range) }, checked: check() };
  }

  /** Every command ends here, whatever happened. */
  private async run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await (error instanceof Told ? tell(error.cause, error.ways) : tell(error));
    }
  }

  private nextId(): string {
    return String(++this.lastId);
  }

  dispose(): void {
    this.previews.dispose();
    this.answers.dispose();
  }
}

/** A fault with ways out that only here are known. */
class Told extends Error {
  readonly ways: readonly Way[];

  constructor(cause: Error, ways: readonly Way[]) {
    super('told', { cause });
    this.ways = ways;
  }
}

function nameOf(document: vscode.TextDocument): string {
  return document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
}
