import * as vscode from 'vscode';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { Subject } from '../../core/rewrite/subject.ts';
import { FRAMEWORKS } from '../../core/rewrite/tests/frameworks.ts';
import type { Added } from '../../core/rewrite/tests/merge.ts';
import {
  type FailedTests,
  newTests,
  repairTests,
  type TestsWanted,
  writeTests,
} from '../../core/rewrite/tests/task.ts';
import type { Syntax } from '../../core/syntax/syntax.ts';
import { exampleOf } from './example.ts';
import { Failed, say } from './faults.ts';
import { projectOf } from './project.ts';
import type { Rewriter } from './rewriter.ts';
import type { TalkTools } from './talk.ts';
import { linesOf, mayLeave, type Target, type TargetTools, wholeOf } from './target.ts';
import type { Home, TestHomes } from './testHomes.ts';
import { MOST_REPAIRS, onDisk, type TestRuns, testsCounted } from './testRuns.ts';
import { askCases } from './writeTestsWishes.ts';

/** Tests that are asked for: all that is known but the file of tests as it is now. */
interface Job {
  readonly home: Home;
  readonly wanted: Omit<TestsWanted, 'lines'>;
  readonly syntax: Syntax;
}

/** Writes tests where the project has its tests, runs just them when the user says so, and mends them where they are wrong. */
export class TestWriter {
  private readonly tools: TalkTools & TargetTools;
  private readonly rewriter: Rewriter;
  private readonly homes: TestHomes;
  private readonly runs: TestRuns;
  private readonly go: (work: () => Promise<void>) => Promise<void>;

  /** @param go runs what a button begins; like any command, that may end in a fault. */
  constructor(
    tools: TalkTools & TargetTools,
    rewriter: Rewriter,
    homes: TestHomes,
    runs: TestRuns,
    go: (work: () => Promise<void>) => Promise<void>,
  ) {
    this.tools = tools;
    this.rewriter = rewriter;
    this.homes = homes;
    this.runs = runs;
    this.go = go;
  }

  /** @throws RewriteFault, CancellationError */
  async begin({ document, subject: about }: Target): Promise<void> {
    const { languageId } = about;
    const syntax = await this.tools.grammars.syntaxOf(languageId);
    const rows = FRAMEWORKS.filter(({ languages }) => languages.includes(languageId));
    if (syntax === undefined || rows.length === 0)
      throw new RewriteFault('TEST-LANGUAGE', { language: languageId });
    const project = await projectOf(document);
    const source = project.pathOf(document.uri);
    let home = await this.homes.homeOf(source, languageId, project);
    let chosen = await askCases(titleFor(about, home));
    while (chosen === 'other framework') {
      const framework = await this.homes.chosenFrom(rows, home.folder, languageId);
      home = await this.homes.homeOf(source, languageId, project, framework);
      chosen = await askCases(titleFor(about, home));
    }
    if (chosen === undefined) throw new vscode.CancellationError();
    const { framework, place } = home;
    const example = await exampleOf(place.model, home.project, this.tools);
    const job = { home, wanted: { about, source, framework, place, example, ...chosen }, syntax };
    await this.write(job, await home.project.open(place.path));
  }

  private async write(job: Job, document: vscode.TextDocument): Promise<void> {
    await mayLeave(document, this.tools);
    let lines = linesOf(document);
    await this.rewriter.begin(
      vscode.l10n.t('Tests'),
      { document, subject: { ...wholeOf(document), languageId: job.wanted.about.languageId } },
      '',
      ({ subject }) => {
        lines = subject.lines;
        return writeTests({ ...job.wanted, lines }, job.syntax);
      },
      async () => {
        const text = linesOf(document).join('\n');
        this.offerRun(job, document, newTests(lines.join('\n'), text, job.syntax), 0);
      },
    );
  }

  /** The tests are in their place. */
  private offerRun(
    job: Job,
    document: vscode.TextDocument,
    tests: readonly Added[],
    repairs: number,
  ): void {
    const run = {
      label: vscode.l10n.t('Run Them'),
      run: () => this.run(job, document, tests, repairs),
    };
    const text = vscode.l10n.t(
      'Inkling: {0} in {1}.',
      testsCounted(tests.length),
      job.wanted.place.path,
    );
    if (tests.length > 0) say(text, [run], this.go);
  }

  /** Runs just these tests. @throws RewriteFault, Failed, CancellationError */
  private async run(
    job: Job,
    document: vscode.TextDocument,
    tests: readonly Added[],
    repairs: number,
  ): Promise<void> {
    const { project, framework, folder, place } = job.home;
    const saved = await onDisk(document, project.uriOf(place.path));
    const wanted = { framework: framework.id, path: place.path, folder, tests };
    const result = await this.runs.run(wanted, project);
    if (result.kind === 'passed') {
      say(vscode.l10n.t('Inkling: {0} passed.', testsCounted(result.count)), [], this.go);
      return;
    }
    const { failure, command } = result;
    if (repairs >= MOST_REPAIRS || failure === undefined)
      throw new Failed(new RewriteFault('RUN-STILL', { times: String(repairs) }), [
        this.runs.showOutput,
      ]);
    const repair = {
      label: vscode.l10n.t('Repair ({0} of {1})', repairs + 1, MOST_REPAIRS),
      run: () => this.repair(job, saved, { tests, failure, command }, repairs + 1),
    };
    const code = {
      label: vscode.l10n.t('Write the Code'),
      run: async () => void (await vscode.commands.executeCommand('inkling.implementTests')),
    };
    throw new Failed(new RewriteFault('RUN-FAILED'), [repair, code, this.runs.showOutput]);
  }

  private async repair(
    job: Job,
    document: vscode.TextDocument,
    failed: FailedTests,
    repairs: number,
  ): Promise<void> {
    await mayLeave(document, this.tools);
    await this.rewriter.begin(
      vscode.l10n.t('Repair'),
      { document, subject: { ...wholeOf(document), languageId: job.wanted.about.languageId } },
      '',
      ({ subject }) => repairTests({ ...job.wanted, lines: subject.lines }, failed, job.syntax),
      async () => this.offerRun(job, document, failed.tests, repairs),
    );
  }
}

function titleFor({ name }: Subject, { framework, place }: Home): string {
  const what = name ?? vscode.l10n.t('the selection');
  return vscode.l10n.t('Tests for {0}, with {1}, into {2}', what, framework.id, place.path);
}
