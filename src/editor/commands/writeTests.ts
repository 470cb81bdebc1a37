import * as vscode from 'vscode';
import { passWords } from '../../core/gate/gate.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { Subject } from '../../core/rewrite/subject.ts';
import { detectFramework } from '../../core/rewrite/tests/detect.ts';
import { FRAMEWORKS, type Framework } from '../../core/rewrite/tests/frameworks.ts';
import type { Added } from '../../core/rewrite/tests/merge.ts';
import { outcomeOf, type TestOutcome } from '../../core/rewrite/tests/outcome.ts';
import { placeTests, type TestPlace } from '../../core/rewrite/tests/place.ts';
import { type Command, commandLine, runnableFor } from '../../core/rewrite/tests/run.ts';
import {
  exampleIn,
  type FailedTests,
  newTests,
  repairTests,
  type TestsWanted,
  writeTests,
} from '../../core/rewrite/tests/task.ts';
import type { Syntax } from '../../core/syntax/syntax.ts';
import { pathOf } from '../snapshot.ts';
import { Failed, type Way } from './faults.ts';
import { underProgress } from './progress.ts';
import { type DiskProject, projectOf } from './project.ts';
import type { Rewriter } from './rewriter.ts';
import type { TalkTools } from './talk.ts';
import { linesOf, mayLeave, type Target, type TargetTools } from './target.ts';
import { ran } from './writeTestsRun.ts';
import { askCases, askFramework } from './writeTestsWishes.ts';

const CHOSEN = 'inkling.testFrameworks';
const MOST_REPAIRS = 3;

/** Where the tests of a file live, and what they are written with. */
interface Home {
  readonly project: DiskProject;
  readonly framework: Framework;
  /** The package: where the manifest lies. */
  readonly folder: string;
  readonly place: TestPlace;
}

/** Tests that are asked for: all that is known but the file of tests as it is now. */
interface Job {
  readonly home: Home;
  readonly wanted: Omit<TestsWanted, 'lines'>;
  readonly syntax: Syntax;
}

/** Writes tests where the project has its tests, runs just them when the user says so, and mends them where they are wrong. */
export class TestWriter implements vscode.Disposable {
  private readonly tools: TalkTools & TargetTools;
  private readonly rewriter: Rewriter;
  private readonly memento: vscode.Memento;
  private readonly go: (work: () => Promise<void>) => Promise<void>;
  private output: vscode.OutputChannel | undefined;

  /** @param go runs what a button begins; like any command, that may end in a fault. */
  constructor(
    tools: TalkTools & TargetTools,
    rewriter: Rewriter,
    memento: vscode.Memento,
    go: (work: () => Promise<void>) => Promise<void>,
  ) {
    this.tools = tools;
    this.rewriter = rewriter;
    this.memento = memento;
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
    let home = await this.homeOf(source, languageId, project);
    let chosen = await askCases(titleFor(about, home));
    while (chosen === 'other framework') {
      const framework = await this.chosenFrom(rows, home.folder, languageId);
      home = await this.homeOf(source, languageId, project, framework);
      chosen = await askCases(titleFor(about, home));
    }
    if (chosen === undefined) throw new vscode.CancellationError();
    const { framework, place } = home;
    const example = await this.exampleFor(home);
    const job = { home, wanted: { about, source, framework, place, example, ...chosen }, syntax };
    await this.write(job, await documentOf(home));
  }

  private async write(job: Job, document: vscode.TextDocument): Promise<void> {
    await mayLeave(document, this.tools);
    let lines = linesOf(document);
    await this.rewriter.begin(
      vscode.l10n.t('Tests'),
      wholeOf(document, job),
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

  /** @param forced the framework, where the user said so. @throws CancellationError */
  private async homeOf(
    source: string,
    languageId: string,
    project: DiskProject,
    forced?: Framework,
  ): Promise<Home> {
    const detected = await detectFramework(source, languageId, project);
    const { folder } = detected;
    const found = detected.kind === 'found' ? detected.framework : undefined;
    const framework =
      forced ??
      this.remembered(folder, languageId) ??
      found ??
      (await this.chosenFrom(
        detected.kind === 'open' ? detected.candidates : [],
        folder,
        languageId,
      ));
    return {
      project,
      framework,
      folder,
      place: placeTests(source, framework, detected, project.files),
    };
  }

  /** What the user once said of a package goes before what its manifests say. */
  private remembered(folder: string, languageId: string): Framework | undefined {
    const id = this.memento.get<Record<string, string>>(CHOSEN, {})[`${languageId}:${folder}`];
    return FRAMEWORKS.find(framework => framework.id === id);
  }

  private async chosenFrom(
    candidates: readonly Framework[],
    folder: string,
    languageId: string,
  ): Promise<Framework> {
    const framework = await askFramework(candidates);
    if (framework === undefined) throw new vscode.CancellationError();
    const all = this.memento.get<Record<string, string>>(CHOSEN, {});
    await this.memento.update(CHOSEN, { ...all, [`${languageId}:${folder}`]: framework.id });
    return framework;
  }

  /** The nearest tests of the project, as far as they may be sent. */
  private async exampleFor({ project, place }: Home): Promise<TestsWanted['example']> {
    const text = place.model === undefined ? undefined : await project.read(place.model);
    if (place.model === undefined || text === undefined) return undefined;
    const path = pathOf(project.uriOf(place.model));
    await this.tools.exclusions.ready(path);
    const passed = this.tools.gate.pass(path, exampleIn(text));
    return passed.kind === 'passed' ? { path: place.model, text: passed.text } : undefined;
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
    if (tests.length > 0) this.say(text, [run]);
  }

  /** A message that nothing waits for. */
  private say(text: string, ways: readonly Way[]): void {
    void vscode.window
      .showInformationMessage(text, ...ways.map(({ label }) => label))
      .then(async chosen => {
        const way = ways.find(({ label }) => label === chosen);
        if (way !== undefined) await this.go(() => way.run());
      });
  }

  /** Runs just these tests. @throws RewriteFault, Failed, CancellationError */
  private async run(
    job: Job,
    document: vscode.TextDocument,
    tests: readonly Added[],
    repairs: number,
  ): Promise<void> {
    const { project, framework, folder, place } = job.home;
    if (project.root.scheme !== 'file') throw new RewriteFault('RUN-DISK');
    const saved = await onDisk(document, project.uriOf(place.path));
    const wanted = { framework: framework.id, path: place.path, folder, tests };
    const runnable = await runnableFor(wanted, path => project.exists(path));
    if (runnable.kind === 'missing')
      throw new RewriteFault('RUN-MISSING', { what: runnable.what, install: runnable.install });
    const outcome = await this.outcomeOf(runnable.command, framework, project.root);
    const output = { label: vscode.l10n.t('Show Output'), run: async () => this.output?.show() };
    switch (outcome.kind) {
      case 'passed':
        this.say(vscode.l10n.t('Inkling: {0} passed.', testsCounted(outcome.count)), []);
        return;
      case 'missing':
        throw new RewriteFault('RUN-TOOL', { what: outcome.what });
      case 'none-ran':
        throw new Failed(new RewriteFault('RUN-NONE', { framework: framework.id }), [output]);
      case 'failed': {
        const passed = passWords(outcome.failure);
        if (repairs >= MOST_REPAIRS || passed.kind === 'refused')
          throw new Failed(new RewriteFault('RUN-STILL', { times: String(repairs) }), [output]);
        const failed = { tests, failure: passed.text, command: commandLine(runnable.command) };
        const repair = {
          label: vscode.l10n.t('Repair ({0} of {1})', repairs + 1, MOST_REPAIRS),
          run: () => this.repair(job, saved, failed, repairs + 1),
        };
        throw new Failed(new RewriteFault('RUN-FAILED'), [repair, output]);
      }
    }
  }

  private async outcomeOf(
    command: Command,
    { id }: Framework,
    root: vscode.Uri,
  ): Promise<TestOutcome> {
    this.output ??= vscode.window.createOutputChannel(vscode.l10n.t('Inkling: Tests'));
    const { output } = this;
    output.appendLine(`$ ${commandLine(command)}`);
    const ended = await underProgress(vscode.l10n.t('Running tests'), (say, signal) => {
      say(commandLine(command));
      return ran(command, root.fsPath, text => output.append(text), signal);
    });
    return outcomeOf(id, command.program, ended);
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
      wholeOf(document, job),
      '',
      ({ subject }) => repairTests({ ...job.wanted, lines: subject.lines }, failed, job.syntax),
      async () => this.offerRun(job, document, failed.tests, repairs),
    );
  }

  dispose(): void {
    this.output?.dispose();
  }
}

function testsCounted(count: number): string {
  return count === 1 ? vscode.l10n.t('1 test') : vscode.l10n.t('{0} tests', count);
}

function titleFor({ name }: Subject, { framework, place }: Home): string {
  const what = name ?? vscode.l10n.t('the selection');
  return vscode.l10n.t('Tests for {0}, with {1}, into {2}', what, framework.id, place.path);
}

/** The file of tests; one that is not there yet as an unsaved document of its path. */
async function documentOf({ project, place }: Home): Promise<vscode.TextDocument> {
  const uri = project.uriOf(place.path);
  const there = await project.exists(place.path);
  return vscode.workspace.openTextDocument(there ? uri : uri.with({ scheme: 'untitled' }));
}

/** All of a document, as what is to change. */
function wholeOf(document: vscode.TextDocument, { wanted }: Job): Target {
  const lines = linesOf(document);
  const { languageId } = wanted.about;
  const subject = { path: pathOf(document.uri), languageId, lines, start: 0, count: lines.length };
  return { document, subject };
}

/** The tests as a runner finds them. */
async function onDisk(
  document: vscode.TextDocument,
  uri: vscode.Uri,
): Promise<vscode.TextDocument> {
  if (!document.isClosed && (document.isDirty || document.isUntitled)) await document.save();
  return vscode.workspace.openTextDocument(uri);
}
