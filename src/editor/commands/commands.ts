import * as vscode from 'vscode';
import { Gate } from '../../core/gate/gate.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { symbolIn } from '../../core/rewrite/symbol.ts';
import { documentIn } from '../../core/rewrite/tasks/document.ts';
import { fix } from '../../core/rewrite/tasks/fix.ts';
import { implement } from '../../core/rewrite/tasks/implement.ts';
import { refactor } from '../../core/rewrite/tasks/refactor.ts';
import type { RewriteTask } from '../../core/rewrite/tasks/task.ts';
import type { Grammars } from '../../core/syntax/grammars.ts';
import type { Exclusions } from '../models/exclusions.ts';
import type { TaskTools } from '../models/openForTask.ts';
import type { ReadOnly } from '../readOnly.ts';
import { Applied } from './applied.ts';
import { Architect } from './architect.ts';
import { Explainer } from './explainer.ts';
import { tell } from './faults.ts';
import { FilesEditor } from './filesEditor.ts';
import { TestImplementer } from './implementTests.ts';
import { RegexWriter } from './regex.ts';
import { Reviewer } from './review.ts';
import { Rewriter } from './rewriter.ts';
import { scaffoldHere } from './scaffold.ts';
import type { TalkTools } from './talk.ts';
import { editorAt, type Target, type TargetTools, targetIn, type Wanted } from './target.ts';
import { TestHomes } from './testHomes.ts';
import { TestRounds } from './testRounds.ts';
import { TestRuns } from './testRuns.ts';
import { translate } from './translate.ts';
import { askFollowUp, askRefactoring } from './wishes.ts';
import { TestWriter } from './writeTests.ts';

export interface CommandTools extends TaskTools {
  readonly exclusions: Exclusions;
  readonly readOnly: ReadOnly;
  readonly grammars: Grammars;
  readonly memento: vscode.Memento;
  /** What is remembered for this workspace only. */
  readonly workspaceMemento: vscode.Memento;
  readonly version: string;
  /** The bundle of the thread that tries regular expressions. */
  readonly regexFile: string;
  log(text: string): void;
}

/** The commands that ask a model about code. Each is one line in `extension.ts`. */
export class Commands implements vscode.Disposable {
  private readonly tools: CommandTools & TalkTools & TargetTools;
  private readonly done = new Applied();
  private readonly rewriter: Rewriter;
  private readonly filesEditor: FilesEditor;
  private readonly explainer: Explainer;
  private readonly testRuns = new TestRuns();
  private readonly architect: Architect;
  private readonly testWriter: TestWriter;
  private readonly testImplementer: TestImplementer;
  private readonly regexWriter: RegexWriter;
  private readonly reviewer: Reviewer;

  constructor(tools: CommandTools) {
    this.tools = { ...tools, gate: new Gate(path => tools.exclusions.verdict(path)) };
    this.rewriter = new Rewriter(this.tools, this.done);
    this.filesEditor = new FilesEditor(this.tools, this.done);
    this.explainer = new Explainer(this.tools, tools.memento);
    this.architect = new Architect(this.tools, this.explainer);
    const go = (work: () => Promise<void>): Promise<void> => this.run(work);
    const homes = new TestHomes(tools.workspaceMemento);
    const rounds = new TestRounds(this.testRuns, go);
    this.testWriter = new TestWriter(this.tools, this.rewriter, homes, rounds);
    this.testImplementer = new TestImplementer(this.tools, this.rewriter, homes, rounds);
    this.regexWriter = new RegexWriter(this.tools, tools.regexFile);
    this.reviewer = new Reviewer(this.tools, this.rewriter, tools.workspaceMemento, go);
  }

  explain(): Promise<void> {
    return this.run(async () => {
      await this.explainer.begin(await this.target(['problem', 'symbol', 'comment'], false));
    });
  }

  refactor(): Promise<void> {
    return this.run(async () => {
      const target = this.target(['symbol'], true);
      const wish = await askRefactoring(this.tools.memento, target);
      const found = await target;
      if (wish === undefined) return;
      await this.rewriter.begin(vscode.l10n.t('Refactor'), found, wish, () => refactor);
    });
  }

  document(): Promise<void> {
    return this.run(async () => {
      const target = await this.target(['symbol with documentation'], true);
      const title = vscode.l10n.t('Document');
      await this.rewriter.begin(title, target, '', found => this.documentation(found));
    });
  }

  /** The task of documenting what is first defined in some lines. @throws RewriteFault */
  private async documentation({ subject }: Target): Promise<RewriteTask> {
    const syntax = await this.tools.grammars.syntaxOf(subject.languageId);
    if (syntax === undefined) throw new RewriteFault('DOC-SYNTAX');
    const symbol = symbolIn(syntax, subject.lines, subject.start, subject.count);
    if (symbol === undefined) throw new RewriteFault('DOC-SELECT');
    return documentIn(syntax, subject, symbol.definition);
  }

  /** @param range where the problem is, for a quick fix; else it is the one at the cursor. */
  fix(range?: unknown): Promise<void> {
    return this.run(async () => {
      const { document, selection: own } = editorAt();
      const at = range instanceof vscode.Range ? range.start : own.active;
      const selection = range instanceof vscode.Range ? new vscode.Selection(at, at) : own;
      const target = await this.target(['problem'], true, { document, selection });
      if ((target.subject.problems ?? []).length === 0) throw new RewriteFault('DOC-NOERROR');
      await this.rewriter.begin(vscode.l10n.t('Fix'), target, '', () => fix);
    });
  }

  implement(): Promise<void> {
    return this.run(async () => {
      const target = await this.target(['comment', 'symbol with documentation'], true);
      await this.rewriter.begin(vscode.l10n.t('Implement'), target, '', () => implement);
    });
  }

  implementTests(): Promise<void> {
    return this.run(async () => {
      const target = await this.target(['file'], false);
      const writeTests = { label: vscode.l10n.t('Write Tests'), run: () => this.writeTests() };
      await this.testImplementer.begin(target, writeTests);
    });
  }

  translate(): Promise<void> {
    return this.run(async () => {
      const target = await this.target(['file'], false);
      await translate(target, this.rewriter, this.tools.memento);
    });
  }

  scaffold(): Promise<void> {
    return this.run(() => scaffoldHere(this.rewriter, this.tools));
  }

  regex(): Promise<void> {
    return this.run(() => this.regexWriter.begin());
  }

  writeTests(): Promise<void> {
    return this.run(async () => {
      await this.testWriter.begin(await this.target(['symbol', 'file'], false));
    });
  }

  /** @param uri, @param marked what the explorer's context menu is about. */
  editFiles(uri?: unknown, marked?: unknown): Promise<void> {
    const all = Array.isArray(marked) ? marked : [uri];
    const uris = all.filter(one => one instanceof vscode.Uri);
    return this.run(() => this.filesEditor.begin(uris));
  }

  architecture(): Promise<void> {
    return this.run(() => this.architect.begin());
  }

  chooseChanges(): Promise<void> {
    return this.run(() => this.filesEditor.choose());
  }

  review(): Promise<void> {
    return this.run(() => this.reviewer.begin());
  }

  exportFindings(): Promise<void> {
    return this.run(() => this.reviewer.exportFindings());
  }

  apply(): Promise<void> {
    return this.run(() => this.previewing.apply('all'));
  }

  applyPart(): Promise<void> {
    return this.run(() => this.previewing.apply('at the cursor'));
  }

  reject(): Promise<void> {
    return this.run(() => this.previewing.reject());
  }

  takeBack(): Promise<void> {
    return this.run(() => this.done.takeBack(editorAt().document));
  }

  regenerate(): Promise<void> {
    return this.run(() => this.previewing.again(''));
  }

  showAnswer(): Promise<void> {
    return this.run(() => this.previewing.showAnswer());
  }

  walk(steps: number): Promise<void> {
    return this.run(async () => this.previewing.walk(steps));
  }

  /** The preview that the user is in: of one file, or of several. */
  private get previewing(): Rewriter | FilesEditor {
    return this.filesEditor.current === undefined ? this.rewriter : this.filesEditor;
  }

  followUp(): Promise<void> {
    return this.run(async () => {
      const { previewing } = this;
      const explanation = this.explainer.current;
      const isPreview = previewing.current !== undefined;
      if (!isPreview && explanation === undefined) throw new RewriteFault('ASK-NOTHING');
      const wish = await askFollowUp(!isPreview);
      if (wish === undefined) return;
      if (isPreview) await previewing.again(wish);
      else if (explanation !== undefined) await this.explainer.goOn(explanation, wish);
    });
  }

  changeDepth(): Promise<void> {
    return this.run(() => this.explainer.changeDepth());
  }

  copyAnswer(): Promise<void> {
    return this.run(() => this.explainer.copy());
  }

  private target(
    wanted: readonly Wanted[],
    rewrites: boolean,
    editor: Pick<vscode.TextEditor, 'document' | 'selection'> = editorAt(),
  ): Promise<Target> {
    return targetIn(editor, wanted, rewrites, this.tools);
  }

  /** Every command ends here, whatever happened: in a result, a word that it was cancelled, or one message with ways out. */
  private async run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await tell(error, work => this.run(work));
    }
  }

  dispose(): void {
    this.done.dispose();
    this.rewriter.dispose();
    this.filesEditor.dispose();
    this.explainer.dispose();
    this.testRuns.dispose();
    this.reviewer.dispose();
  }
}
