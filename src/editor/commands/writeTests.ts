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
import { projectOf } from './project.ts';
import type { Rewriter, Sequel } from './rewriter.ts';
import type { TalkTools } from './talk.ts';
import { linesOf, mayLeave, type Target, type TargetTools, wholeOf } from './target.ts';
import type { Home, TestHomes } from './testHomes.ts';
import type { Round, TestRounds } from './testRounds.ts';
import { testsCounted } from './testRuns.ts';
import { askCases } from './writeTestsWishes.ts';

/** Tests that are asked for: all that is known but the file of tests as it is now. */
interface Job {
  readonly home: Home;
  readonly wanted: Omit<TestsWanted, 'lines'>;
  readonly syntax: Syntax;
}

/** Writes tests where the project has its tests; just they may be run then, and mended where they are wrong. */
export class TestWriter {
  private readonly tools: TalkTools & TargetTools;
  private readonly rewriter: Rewriter;
  private readonly homes: TestHomes;
  private readonly rounds: TestRounds;

  constructor(
    tools: TalkTools & TargetTools,
    rewriter: Rewriter,
    homes: TestHomes,
    rounds: TestRounds,
  ) {
    this.tools = tools;
    this.rewriter = rewriter;
    this.homes = homes;
    this.rounds = rounds;
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
        const tests = newTests(lines.join('\n'), text, job.syntax);
        this.rounds.offer(this.roundOf(job, document, tests));
      },
    );
  }

  /** The tests are in their place. */
  private roundOf(job: Job, document: vscode.TextDocument, tests: readonly Added[]): Round {
    const { path } = job.wanted.place;
    const code = {
      label: vscode.l10n.t('Write the Code'),
      run: async () => void (await vscode.commands.executeCommand('inkling.implementTests')),
    };
    return {
      home: job.home,
      written: { document, path },
      tests,
      told: vscode.l10n.t('Inkling: {0} in {1}.', testsCounted(tests.length), path),
      fault: 'RUN-FAILED',
      labelOf: (repair, most) => vscode.l10n.t('Repair ({0} of {1})', repair, most),
      ways: [code],
      repair: (saved, failed, then) => this.repair(job, saved, failed, then),
    };
  }

  private async repair(
    job: Job,
    document: vscode.TextDocument,
    failed: FailedTests,
    then: Sequel,
  ): Promise<void> {
    await mayLeave(document, this.tools);
    await this.rewriter.begin(
      vscode.l10n.t('Repair'),
      { document, subject: { ...wholeOf(document), languageId: job.wanted.about.languageId } },
      '',
      ({ subject }) => repairTests({ ...job.wanted, lines: subject.lines }, failed, job.syntax),
      then,
    );
  }
}

function titleFor({ name }: Subject, { framework, place }: Home): string {
  const what = name ?? vscode.l10n.t('the selection');
  return vscode.l10n.t('Tests for {0}, with {1}, into {2}', what, framework.id, place.path);
}
