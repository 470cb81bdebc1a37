import * as vscode from 'vscode';
import { linesOfSubject } from '../../core/rewrite/explanation.ts';
import type { Heard } from '../../core/rewrite/listen.ts';
import type { Turn } from '../../core/rewrite/question.ts';
import { type Depth, explainAt } from '../../core/rewrite/tasks/explain.ts';
import { Answers, type Explanation, markdownOf } from './answers.ts';
import { Failed } from './faults.ts';
import { underProgress } from './progress.ts';
import { type TalkTools, talk } from './talk.ts';
import type { Target } from './target.ts';

const DEPTH = 'inkling.depth';

/** Explains code, and goes on explaining it. */
export class Explainer implements vscode.Disposable {
  private readonly tools: TalkTools;
  private readonly memento: vscode.Memento;
  private readonly answers = new Answers();
  private lastId = 0;

  constructor(tools: TalkTools, memento: vscode.Memento) {
    this.tools = tools;
    this.memento = memento;
  }

  get current(): Explanation | undefined {
    return this.answers.current;
  }

  /** Explains some lines of a document. @throws Failed */
  async begin(target: Target): Promise<void> {
    await this.goOn(
      this.about(target, this.memento.get<Depth>(DEPTH, 'normal'), this.nextId()),
      '',
    );
  }

  /** A number for one more explanation. */
  nextId(): string {
    return String(++this.lastId);
  }

  /** Shows what is known before anything is asked. */
  show(explanation: Explanation): Promise<void> {
    return this.answers.show(explanation);
  }

  private about({ document, subject }: Target, depth: Depth, id: string): Explanation {
    const { path } = document.uri;
    const place = `${path.slice(path.lastIndexOf('/') + 1)}:${subject.start + 1}`;
    const canLink = vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
    return {
      id,
      title: vscode.l10n.t('Explain {0}', subject.name ?? place),
      preface: '',
      links: canLink ? { line: linesOfSubject(subject) } : {},
      turns: [],
      stop: new AbortController(),
      ask: (wish, former, onHeard, signal) =>
        talk({ task: explainAt(depth), subject, wish, former }, this.tools, onHeard, signal),
      atDepth: other => this.about({ document, subject }, other, id),
    };
  }

  /** Asks on, with all that was said before. @throws Failed */
  async goOn(explanation: Explanation, wish: string): Promise<void> {
    const { turns, title, stop } = explanation;
    const former = turns
      .filter(({ heard }) => heard.answer !== '')
      .map((turn): Turn => ({ wish: turn.wish, answer: turn.heard.answer }));
    const at = turns.length;
    let showing: Promise<void> | undefined;
    const { ending, error } = await underProgress(
      title,
      (_, signal) => {
        const onHeard = (heard: Heard): void => {
          turns[at] = { wish, heard };
          showing ??= this.answers.show(explanation);
          this.answers.refresh(explanation);
        };
        return explanation.ask(wish, former, onHeard, signal);
      },
      stop.signal,
    );
    await showing;
    const again = {
      label: vscode.l10n.t('Try Again'),
      run: async () => {
        turns.splice(at);
        await this.goOn(explanation, wish);
      },
    };
    if (error !== undefined) throw new Failed(error, [again]);
    if (ending === 'failed') throw new vscode.CancellationError();
  }

  /** Asks for a shorter or a deeper explanation of the same, and remembers the choice. */
  async changeDepth(): Promise<void> {
    const { current } = this;
    if (current?.atDepth === undefined) return;
    const rows: (vscode.QuickPickItem & { readonly depth: Depth })[] = [
      {
        depth: 'short',
        label: vscode.l10n.t('Short'),
        description: vscode.l10n.t('three sentences'),
      },
      { depth: 'normal', label: vscode.l10n.t('Normal') },
      {
        depth: 'deep',
        label: vscode.l10n.t('In depth'),
        description: vscode.l10n.t('for who will maintain it'),
      },
    ];
    const title = vscode.l10n.t('How deep shall it be explained?');
    const chosen = await vscode.window.showQuickPick(rows, { title });
    if (chosen === undefined) return;
    await this.memento.update(DEPTH, chosen.depth);
    await this.goOn(current.atDepth(chosen.depth), '');
  }

  async copy(): Promise<void> {
    if (this.current === undefined) return;
    await vscode.env.clipboard.writeText(markdownOf(this.current));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Inkling: copied'), 3000);
  }

  dispose(): void {
    this.answers.dispose();
  }
}
