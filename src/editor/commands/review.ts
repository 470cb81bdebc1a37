import * as vscode from 'vscode';
import { BackendError } from '../../core/backend/errors.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { Finding } from '../../core/rewrite/review/finding.ts';
import { fixingAnswer } from '../../core/rewrite/review/fixing.ts';
import {
  questionsFor,
  type ReviewPart,
  reviewAsked,
  reviewByRules,
  roomForReview,
  withModel,
} from '../../core/rewrite/review/review.ts';
import { toSarif } from '../../core/rewrite/review/sarif.ts';
import { fix } from '../../core/rewrite/tasks/fix.ts';
import { type OpenChatModel, openForTask } from '../models/openForTask.ts';
import { pathOf } from '../snapshot.ts';
import { folderHere } from './folderHere.ts';
import { underProgress } from './progress.ts';
import { Repository, type ReviewedChange } from './reviewGit.ts';
import { type FindingDiagnostic, inTheirLanguage, ReviewProblems } from './reviewProblems.ts';
import { askChange } from './reviewWishes.ts';
import type { Rewriter } from './rewriter.ts';
import { confirmed, type TalkTools } from './talk.ts';
import { linesOf, mayLeave, type Target, type TargetTools } from './target.ts';

export interface ReviewTools extends TalkTools, TargetTools {
  readonly version: string;
  log(text: string): void;
}

/** Commands that only actions of ours run: they are in no palette. */
const FIX = 'inkling.review.fix';
const DISMISS = 'inkling.review.dismiss';

/** Reviews changes: rules first, then the user's model; what they find is in the Problems view. */
export class Reviewer implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly tools: ReviewTools;
  private readonly rewriter: Rewriter;
  private readonly problems: ReviewProblems;
  private readonly go: (work: () => Promise<void>) => Promise<void>;
  private readonly own: readonly vscode.Disposable[];

  /** @param go runs what an action or a button begins; like any command, that may end in a fault. */
  constructor(
    tools: ReviewTools,
    rewriter: Rewriter,
    memento: vscode.Memento,
    go: (work: () => Promise<void>) => Promise<void>,
  ) {
    this.tools = tools;
    this.rewriter = rewriter;
    this.problems = new ReviewProblems(memento);
    this.go = go;
    this.own = [
      this.problems,
      vscode.commands.registerCommand(FIX, (uri: vscode.Uri, found: FindingDiagnostic) =>
        go(() => this.fix(uri, found)),
      ),
      vscode.commands.registerCommand(DISMISS, (finding: Finding) =>
        go(() => this.problems.dismiss(finding)),
      ),
      vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    ];
  }

  /** @throws RewriteFault, BackendError, CancellationError */
  async begin(): Promise<void> {
    if (!vscode.workspace.isTrusted) throw new RewriteFault('DOC-TRUST');
    const repository = await Repository.around(folderHere(), this.tools.log);
    const chosen = await askChange(repository, this.problems.dismissed.length);
    if (chosen === undefined) throw new vscode.CancellationError();
    if (chosen === 'forget') {
      await this.problems.forgetDismissed();
      return;
    }
    const change = await repository.change(chosen);
    const byRules = reviewByRules(change.files);
    await this.problems.show(change.root, byRules);
    const word = await this.askModel(change, byRules);
    this.sayWhatWasFound(change, word);
  }

  /** What the model adds, file by file as there is room. @returns who answered, or why nobody did. */
  private async askModel(
    { root, files }: ReviewedChange,
    byRules: readonly Finding[],
  ): Promise<string> {
    const [first] = files;
    if (first === undefined) return vscode.l10n.t('Nobody was asked: no text was changed.');
    let open: OpenChatModel;
    try {
      open = await openForTask('review', first.languageId, this.tools);
    } catch (error) {
      if (!(error instanceof BackendError) || error.code !== 'CFG-MODEL') throw error;
      return vscode.l10n.t('By rules only: no model is chosen.');
    }
    const gatePath = (path: string): string => pathOf(vscode.Uri.joinPath(root, path));
    for (const { path } of files) await this.tools.exclusions.ready(gatePath(path));
    const most = roomForReview(open.window);
    const { parts, left } = questionsFor(files, this.tools.gate, most, gatePath);
    for (const { path, reason } of left) this.tools.log(`review: ${path} left out: ${reason}`);
    const unread = await this.askParts(parts, open, root, byRules);
    const notes = [vscode.l10n.t('By rules and {0}.', open.backend.model)];
    if (left.length > 0) notes.push(vscode.l10n.t('Files that were not sent: {0}.', left.length));
    if (unread > 0) notes.push(vscode.l10n.t('Answers that could not be read: {0}.', unread));
    return notes.join(' ');
  }

  /** @returns how many answers held no list of faults. */
  private async askParts(
    parts: readonly ReviewPart[],
    open: OpenChatModel,
    root: vscode.Uri,
    byRules: readonly Finding[],
  ): Promise<number> {
    const asked = parts.map(reviewAsked);
    const [biggest] = [...asked].sort((a, b) => b.tokens - a.tokens);
    const tokens = asked.reduce((sum, one) => sum + one.tokens, 0);
    if (biggest !== undefined) await confirmed({ ...biggest, tokens }, open);
    let unread = 0;
    let findings = byRules;
    await underProgress(vscode.l10n.t('Reviewing changes'), async (say, signal) => {
      for (const [at, part] of parts.entries()) {
        say(vscode.l10n.t('{0} of {1}', at + 1, parts.length));
        let answer = '';
        const { question } = reviewAsked(part);
        for await (const piece of open.backend.stream(question, signal)) {
          if (piece.kind === 'text') answer += piece.text;
        }
        const read = withModel(findings, answer, part.files);
        if (read === undefined) unread++;
        if (read !== undefined && read.dropped > 0)
          this.tools.log(`review: ${read.dropped} unproven findings dropped`);
        findings = read?.findings ?? findings;
        await this.problems.show(root, findings);
      }
    });
    return unread;
  }

  private sayWhatWasFound({ left }: ReviewedChange, word: string): void {
    const { findings } = this.problems;
    const high = findings.filter(({ severity }) => severity === 'high').length;
    const found =
      findings.length === 0
        ? vscode.l10n.t('Inkling: nothing was found.')
        : vscode.l10n.t('Inkling: {0} found, {1} of them severe.', findings.length, high);
    const rest = left.length > 0 ? vscode.l10n.t('Files that are no text: {0}.', left.length) : '';
    const ways =
      findings.length === 0
        ? []
        : [
            {
              label: vscode.l10n.t('Show Problems'),
              run: () => vscode.commands.executeCommand('workbench.actions.view.problems'),
            },
            {
              label: vscode.l10n.t('Export as SARIF'),
              run: () => this.go(() => this.exportFindings()),
            },
          ];
    void vscode.window
      .showInformationMessage(
        [found, word, rest].join(' ').trim(),
        ...ways.map(({ label }) => label),
      )
      .then(label => ways.find(way => way.label === label)?.run());
  }

  /** @throws RewriteFault, CancellationError */
  async exportFindings(): Promise<void> {
    const { findings, root } = this.problems;
    if (root === undefined) throw new RewriteFault('GIT-UNASKED');
    const target = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(root, 'inkling.sarif'),
      filters: { SARIF: ['sarif', 'json'] },
      title: vscode.l10n.t('Where shall the findings be written to?'),
    });
    if (target === undefined) throw new vscode.CancellationError();
    const text = `${JSON.stringify(toSarif(findings, this.tools.version), null, 2)}\n`;
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(target);
  }

  provideCodeActions({ uri }: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.problems.at(uri, range).flatMap(found => actionsFor(uri, found));
  }

  /** The known fix as a diff; where there is none, or the line has changed since, the model's. */
  private async fix(uri: vscode.Uri, { finding, range }: FindingDiagnostic): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    await mayLeave(document, this.tools);
    const lines = linesOf(document);
    const start = range.start.line;
    const count = finding.end.line - finding.start.line + 1;
    const message = `${finding.says} ${finding.remedy}`;
    const problems = [{ line: start + 1, message }];
    const { languageId } = document;
    const subject = { path: pathOf(uri), languageId, lines, start, count, problems };
    const target: Target = { document, subject };
    const answer = fixingAnswer(inTheirLanguage(finding), lines.slice(start, start + count));
    const title = vscode.l10n.t('Fix');
    if (answer === undefined) await this.rewriter.begin(title, target, '', () => fix);
    else await this.rewriter.propose(title, target, answer, () => fix);
  }

  dispose(): void {
    for (const one of this.own) one.dispose();
  }
}

function actionsFor(uri: vscode.Uri, found: FindingDiagnostic): vscode.CodeAction[] {
  const mend = new vscode.CodeAction(
    vscode.l10n.t('Fix: {0}', inTheirLanguage(found.finding).remedy),
    vscode.CodeActionKind.QuickFix,
  );
  mend.diagnostics = [found];
  mend.isPreferred = found.finding.fix !== undefined;
  mend.command = { command: FIX, title: mend.title, arguments: [uri, found] };
  const dismiss = new vscode.CodeAction(
    vscode.l10n.t('Not a problem: {0}', found.finding.rule),
    vscode.CodeActionKind.QuickFix,
  );
  dismiss.diagnostics = [found];
  dismiss.command = { command: DISMISS, title: dismiss.title, arguments: [found.finding] };
  return [mend, dismiss];
}
