import * as vscode from 'vscode';
import { passWords, type SafeText } from '../../core/gate/gate.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { outcomeOf, type TestOutcome } from '../../core/rewrite/tests/outcome.ts';
import {
  type Command,
  commandLine,
  runnableFor,
  type TestRun,
} from '../../core/rewrite/tests/run.ts';
import { Failed, type Way } from './faults.ts';
import { underProgress } from './progress.ts';
import type { DiskProject } from './project.ts';
import { ran } from './writeTestsRun.ts';

/** How tests that could be run came out. */
export type TestResult =
  | { readonly kind: 'passed'; readonly count: number }
  /** @member failure what the runner said, as far as it may be sent. */
  | { readonly kind: 'failed'; readonly failure: SafeText | undefined; readonly command: string };

/** Runs tests, and keeps what was said in an output channel. */
export class TestRuns implements vscode.Disposable {
  private output: vscode.OutputChannel | undefined;

  /** The way to what the runner said. */
  readonly showOutput: Way = {
    label: vscode.l10n.t('Show Output'),
    run: async () => this.output?.show(),
  };

  /** Runs just these tests, from the disk. @throws RewriteFault and Failed where they can't be run, CancellationError */
  async run(run: TestRun, project: DiskProject): Promise<TestResult> {
    if (project.root.scheme !== 'file') throw new RewriteFault('RUN-DISK');
    const runnable = await runnableFor(run, path => project.exists(path));
    if (runnable.kind === 'missing')
      throw new RewriteFault('RUN-MISSING', { what: runnable.what, install: runnable.install });
    const outcome = await this.outcomeOf(runnable.command, run, project.root);
    switch (outcome.kind) {
      case 'passed':
        return outcome;
      case 'missing':
        throw new RewriteFault('RUN-TOOL', { what: outcome.what });
      case 'none-ran':
        throw new Failed(new RewriteFault('RUN-NONE', { framework: run.framework }), [
          this.showOutput,
        ]);
      case 'failed': {
        const passed = passWords(outcome.failure);
        const failure = passed.kind === 'passed' ? passed.text : undefined;
        return { kind: 'failed', failure, command: commandLine(runnable.command) };
      }
    }
  }

  private async outcomeOf(
    command: Command,
    { framework }: TestRun,
    root: vscode.Uri,
  ): Promise<TestOutcome> {
    this.output ??= vscode.window.createOutputChannel(vscode.l10n.t('Inkling: Tests'));
    const { output } = this;
    output.appendLine(`$ ${commandLine(command)}`);
    const ended = await underProgress(vscode.l10n.t('Running tests'), (say, signal) => {
      say(commandLine(command));
      return ran(command, root.fsPath, text => output.append(text), signal);
    });
    return outcomeOf(framework, command.program, ended);
  }

  dispose(): void {
    this.output?.dispose();
  }
}

export function testsCounted(count: number): string {
  return count === 1 ? vscode.l10n.t('1 test') : vscode.l10n.t('{0} tests', count);
}

/** Saves a document, so that a runner finds it. One that was made for an answer is then the file of its path, and is shown where it was: VS Code closes the unsaved one. */
export async function onDisk(
  document: vscode.TextDocument,
  uri: vscode.Uri,
): Promise<vscode.TextDocument> {
  const { isUntitled } = document;
  const editor = vscode.window.visibleTextEditors.find(one => one.document === document);
  const viewColumn = editor?.viewColumn ?? vscode.ViewColumn.Active;
  if (!document.isClosed && (document.isDirty || isUntitled)) await document.save();
  const saved = await vscode.workspace.openTextDocument(uri);
  const options = { viewColumn, preview: false, preserveFocus: true };
  if (isUntitled) await vscode.window.showTextDocument(saved, options);
  return saved;
}
