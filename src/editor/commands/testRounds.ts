import * as vscode from 'vscode';
import { RewriteFault, type RewriteFaultCode } from '../../core/rewrite/faults.ts';
import type { Added } from '../../core/rewrite/tests/merge.ts';
import type { FailedTests } from '../../core/rewrite/tests/task.ts';
import { Failed, say, type Way } from './faults.ts';
import type { Sequel } from './rewriter.ts';
import type { Home } from './testHomes.ts';
import { onDisk, type TestRuns, testsCounted } from './testRuns.ts';

/** Rounds in which what fails goes back to the model. */
const MOST_REPAIRS = 3;

/** A document that a runner has to find on the disk. */
export interface Written {
  readonly document: vscode.TextDocument;
  /** Its path in the project. */
  readonly path: string;
}

/** Tests, or code that they are about, that were just applied: what may be run now, and how it is mended. */
export interface Round {
  readonly home: Home;
  /** What was applied, and is mended where tests fail. */
  readonly written: Written;
  /** The file of tests, where that is another one. */
  readonly beside?: Written;
  readonly tests: readonly Added[];
  /** The sentence that tells of it. */
  readonly told: string;
  /** What is said when tests fail. */
  readonly fault: RewriteFaultCode;
  /** What a repair is called. */
  labelOf(repair: number, most: number): string;
  /** Ways out besides it. */
  readonly ways: readonly Way[];
  /** Previews what mends it. @param then comes after that was applied. */
  repair(document: vscode.TextDocument, failed: FailedTests, then: Sequel): Promise<void>;
}

/** From what was applied to tests that pass: run when the user says so, mended when they say so, and run again. */
export class TestRounds {
  private readonly runs: TestRuns;
  private readonly go: (work: () => Promise<void>) => Promise<void>;

  /** @param go runs what a button begins; like any command, that may end in a fault. */
  constructor(runs: TestRuns, go: (work: () => Promise<void>) => Promise<void>) {
    this.runs = runs;
    this.go = go;
  }

  /** Tells what is there, and offers to run it. @param repairs that it took so far. */
  offer(round: Round, repairs = 0): void {
    const run = { label: vscode.l10n.t('Run Them'), run: () => this.run(round, repairs) };
    if (round.tests.length > 0) say(round.told, [run], this.go);
  }

  /** @throws RewriteFault, Failed, CancellationError */
  private async run(round: Round, repairs: number): Promise<void> {
    const { written, beside, tests } = round;
    const { project, framework, folder } = round.home;
    const document = await onDisk(written.document, project.uriOf(written.path));
    if (beside !== undefined) await onDisk(beside.document, project.uriOf(beside.path));
    const { path } = beside ?? written;
    const result = await this.runs.run({ framework: framework.id, path, folder, tests }, project);
    if (result.kind === 'passed') {
      say(vscode.l10n.t('Inkling: {0} passed.', testsCounted(result.count)), [], this.go);
      return;
    }
    const { failure, command } = result;
    const { showOutput } = this.runs;
    if (repairs >= MOST_REPAIRS || failure === undefined)
      throw new Failed(new RewriteFault('RUN-STILL', { times: String(repairs) }), [showOutput]);
    const next = { ...round, written: { ...written, document } };
    const repair = {
      label: round.labelOf(repairs + 1, MOST_REPAIRS),
      run: () =>
        round.repair(document, { tests, failure, command }, async () =>
          this.offer(next, repairs + 1),
        ),
    };
    throw new Failed(new RewriteFault(round.fault), [repair, ...round.ways, showOutput]);
  }
}
