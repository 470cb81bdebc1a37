import * as vscode from 'vscode';
import type { SafeText } from '../../core/gate/gate.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { Subject } from '../../core/rewrite/subject.ts';
import { codePlace } from '../../core/rewrite/tests/codePlace.ts';
import { FRAMEWORKS } from '../../core/rewrite/tests/frameworks.ts';
import {
  type CodeWanted,
  implementTests,
  repairCode,
  testsOf,
} from '../../core/rewrite/tests/implement.ts';
import type { Syntax } from '../../core/syntax/syntax.ts';
import { pathOf } from '../snapshot.ts';
import { Failed, type Way } from './faults.ts';
import { projectOf } from './project.ts';
import type { Rewriter, Sequel } from './rewriter.ts';
import { mayChange, mayLeave, type Target, type TargetTools, wholeOf } from './target.ts';
import type { Home, TestHomes } from './testHomes.ts';
import type { Round, TestRounds } from './testRounds.ts';
import { testsCounted } from './testRuns.ts';

/** Code that is asked for: all that is known but the file of the code as it is now. */
interface Job {
  readonly home: Home;
  readonly wanted: Omit<CodeWanted, 'current'>;
  readonly testsDocument: vscode.TextDocument;
  readonly syntax: Syntax;
}

/** Writes the code that passes the tests that are there, which then may be run, and the code mended where it fails. */
export class TestImplementer {
  private readonly tools: TargetTools;
  private readonly rewriter: Rewriter;
  private readonly homes: TestHomes;
  private readonly rounds: TestRounds;

  constructor(tools: TargetTools, rewriter: Rewriter, homes: TestHomes, rounds: TestRounds) {
    this.tools = tools;
    this.rewriter = rewriter;
    this.homes = homes;
    this.rounds = rounds;
  }

  /**
   * @param target some tests, or a file of tests; or a file of code whose tests are elsewhere.
   * @param writeTests the way out where there are none. @throws RewriteFault, Failed, CancellationError
   */
  async begin(target: Target, writeTests: Way): Promise<void> {
    const { languageId } = target.subject;
    const syntax = await this.tools.grammars.syntaxOf(languageId);
    if (syntax === undefined || !FRAMEWORKS.some(row => row.languages.includes(languageId)))
      throw new RewriteFault('TEST-LANGUAGE', { language: languageId });
    const project = await projectOf(target.document);
    const path = project.pathOf(target.document.uri);
    const home = await this.homes.homeOf(path, languageId, project);
    const { kind, path: testsPath } = home.place;
    const none = new Failed(new RewriteFault('TEST-NONE', { path }), [writeTests]);
    if (kind === 'new') throw none;
    const isHere = testsPath === path;
    const testsDocument = isHere
      ? target.document
      : await vscode.workspace.openTextDocument(project.uriOf(testsPath));
    if (!isHere) await mayLeave(testsDocument, this.tools);
    const tests = isHere ? target.subject : wholeOf(testsDocument);
    if (testsOf(tests, syntax).length === 0) throw none;
    const text = tests.lines.join('\n');
    const place = isHere
      ? codePlace(path, text, home.framework, home, project.files)
      : { kind: 'existing' as const, path };
    const wanted = { tests, source: testsPath, framework: home.framework, place };
    await this.write({ home, wanted, testsDocument, syntax });
  }

  private async write(job: Job): Promise<void> {
    const document = await job.home.project.open(job.wanted.place.path);
    await this.propose(vscode.l10n.t('Implement'), job, document, implementTests, async () =>
      this.rounds.offer(this.roundOf(job, document)),
    );
  }

  private async propose(
    title: string,
    job: Job,
    document: vscode.TextDocument,
    task: typeof implementTests,
    then: Sequel,
  ): Promise<void> {
    const { place, tests } = job.wanted;
    const { languageId } = tests;
    await mayChange(document, this.tools);
    await mayLeave(document, this.tools);
    const isFresh = document.isUntitled && document.getText() === '';
    const name = place.path.slice(place.path.lastIndexOf('/') + 1);
    const fresh = isFresh ? { column: vscode.ViewColumn.Beside, name } : undefined;
    await this.rewriter.begin(
      title,
      { document, subject: { ...wholeOf(document), path: place.path, languageId }, fresh },
      '',
      ({ subject }) => task({ ...job.wanted, current: this.currentOf(job, subject) }, job.syntax),
      then,
    );
  }

  /** The code as it is, if it may be sent whole: all of it is written anew. @throws RewriteFault DOC-SECRET, DOC-EXCLUDED */
  private currentOf({ home, wanted }: Job, { lines }: Subject): SafeText | undefined {
    const text = lines.join('\n');
    if (wanted.place.kind === 'inside' || text.trim() === '') return undefined;
    const path = pathOf(home.project.uriOf(wanted.place.path));
    const passed = this.tools.gate.pass(path, text);
    if (passed.kind === 'refused') throw new RewriteFault('DOC-EXCLUDED');
    if (passed.hidden > 0) throw new RewriteFault('DOC-SECRET');
    return passed.text;
  }

  /** The code is in its place. */
  private roundOf(job: Job, document: vscode.TextDocument): Round {
    const { place, source, tests: about } = job.wanted;
    const tests = testsOf(about, job.syntax);
    return {
      home: job.home,
      written: { document, path: place.path },
      beside: { document: job.testsDocument, path: source },
      tests,
      told: vscode.l10n.t(
        'Inkling: {0} is written for {1}.',
        place.path,
        testsCounted(tests.length),
      ),
      fault: 'RUN-CODE',
      labelOf: (repair, most) => vscode.l10n.t('Repair the Code ({0} of {1})', repair, most),
      ways: [],
      repair: (saved, failed, then) =>
        this.propose(
          vscode.l10n.t('Repair'),
          job,
          saved,
          (wanted, syntax) => repairCode(wanted, failed, syntax),
          then,
        ),
    };
  }
}
