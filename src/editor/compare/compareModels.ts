import * as vscode from 'vscode';
import { Ledger, metered } from '../../core/backend/sharing/ledger.ts';
import { shortName } from '../../core/backend/tables/models.ts';
import { isAbort } from '../../core/base/abort.ts';
import { realClock } from '../../core/base/clock.ts';
import { type Compared, compare } from '../../core/compare/compare.ts';
import { filesAt, type Git, type History, recentHistory } from '../../core/compare/history.ts';
import { choosePlaces, type ReplayedPlace } from '../../core/compare/places.ts';
import type { Competitor } from '../../core/compare/replay.ts';
import type { Encoding } from '../../core/completion/budget/encoding.ts';
import { alikeSource } from '../../core/completion/context/sources/alike.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { Grammars } from '../../core/syntax/grammars.ts';
import { tell } from '../commands/faults.ts';
import { folderHere } from '../commands/folderHere.ts';
import { underProgress } from '../commands/progress.ts';
import { Repository } from '../commands/reviewGit.ts';
import { EngineWorker } from '../engineWorker.ts';
import type { ModelChoice } from '../models/choice.ts';
import type { Exclusions } from '../models/exclusions.ts';
import { holeModelOf } from '../models/holeModelOf.ts';
import { type OpeningTools, openChoice } from '../models/openChoice.ts';
import type { Sharing } from '../models/sharing.ts';
import { pathOf } from '../snapshot.ts';
import type { Thread, ThreadListener } from '../thread.ts';
import { askPlaces, MOST_PLACES } from './askPlaces.ts';
import { type Chosen, chooseCompetitors } from './chooseCompetitors.ts';
import { Comparisons } from './comparisons.ts';
import { type Comparison, reportOf } from './report.ts';

/** What comparing takes. */
export interface CompareTools extends OpeningTools {
  /** Base addresses that the user added. */
  endpoints(): readonly string[];
  readonly exclusions: Exclusions;
  readonly sharing: Sharing;
  readonly grammars: Grammars;
  /** Starts the bundled worker. */
  startThread(listener: ThreadListener): Thread;
  countTokens(encoding: Encoding, lines: readonly string[]): Promise<readonly number[]>;
  log(text: string): void;
}

/** Milliseconds that context may take: nobody types on here, so what is late would never be heard. */
const CONTEXT_DEADLINE = 1000;
const LEAST_PLACES = 10;
/** So many lines for each place: one is chosen of some. */
const CHOICE = 3;
/** The one day of the comparison's own ledger. */
const RUN = 'this comparison';

/**
 * `Inkling: Compare Models on My Code`.
 *
 *     repository ──► who? ──► lines written lately ──► how many? (what it costs) ──► learned as it was ──► replayed ──► report
 */
export class Comparing implements vscode.Disposable {
  private readonly tools: CompareTools;
  private readonly documents = new Comparisons();

  constructor(tools: CompareTools) {
    this.tools = tools;
  }

  /** Ends in a report, a word that it was cancelled, or one message. */
  async run(): Promise<void> {
    try {
      await this.begin();
    } catch (error) {
      await tell(isAbort(error) ? new vscode.CancellationError() : error, work => work());
    }
  }

  /** @throws RewriteFault, BackendError, CancellationError */
  private async begin(): Promise<void> {
    if (!vscode.workspace.isTrusted) throw new RewriteFault('DOC-TRUST');
    const repository = await Repository.around(folderHere(), this.tools.log);
    const chosen = await chooseCompetitors({
      ...this.tools,
      endpoints: this.tools.endpoints(),
    });
    if (chosen === undefined) throw new vscode.CancellationError();
    const git: Git = (args, input) => repository.read(args, input);
    const history = await underProgress(vscode.l10n.t('Reading the history'), (_, signal) =>
      recentHistory(git, MOST_PLACES * CHOICE, this.usableIn(repository, signal)),
    );
    const places = choosePlaces(history.files, MOST_PLACES).map(place => here(place, repository));
    if (places.length < LEAST_PLACES) throw new RewriteFault('GIT-HISTORY');
    const wanted = await askPlaces(places, chosen);
    if (wanted === undefined) throw new vscode.CancellationError();
    const comparison = await this.replay(chosen, wanted, history, repository);
    if (comparison.compared.length === 0) throw new vscode.CancellationError();
    await this.documents.show(reportOf(comparison));
  }

  /** Cancelled, it gives what was compared until then. */
  private async replay(
    chosen: Chosen,
    wanted: readonly ReplayedPlace[],
    history: History,
    repository: Repository,
  ): Promise<Comparison> {
    const { log, startThread, grammars } = this.tools;
    const engine = new EngineWorker(startThread, () => {}, log);
    const compared: Compared[] = [];
    let competitors: Competitor[] = [];
    try {
      engine.start({ folders: [], storage: undefined, excludes: [], open: [] });
      await underProgress(vscode.l10n.t('Comparing models'), async (say, signal) => {
        say(vscode.l10n.t('learning the repository as it was'));
        await this.teach(engine, history, repository, signal);
        competitors = await this.open(chosen, engine);
        for (const { at } of wanted) await grammars.syntaxOf(at.languageId);
        const tools = { clock: realClock, syntax: (id: string) => grammars.ready(id) };
        for await (const one of compare(wanted, competitors, tools, signal)) {
          compared.push(one);
          say(vscode.l10n.t('{0} of {1} places', compared.length, wanted.length));
        }
      });
    } catch (error) {
      if (!isAbort(error)) throw error;
    } finally {
      engine.dispose();
    }
    const repositoryName = repository.root.split('/').at(-1) ?? repository.root;
    return {
      ...{ competitors, compared, wanted: wanted.length },
      repository: repositoryName,
      commits: history.commits,
    };
  }

  private async teach(
    engine: EngineWorker,
    { base, files }: History,
    repository: Repository,
    signal: AbortSignal,
  ): Promise<void> {
    const git: Git = (args, input) => repository.read(args, input);
    const earlier = filesAt(git, base, files, this.usableIn(repository, signal));
    for await (const { path, text } of earlier) {
      await engine.teach(gatePath(repository, path), text, signal);
    }
  }

  /** @throws BackendError of a model that can't be opened */
  private async open(
    { workspaceEngine, models }: Chosen,
    engine: EngineWorker,
  ): Promise<Competitor[]> {
    const name = vscode.l10n.t('Workspace engine');
    const competitors: Competitor[] = workspaceEngine ? [{ name, engine }] : [];
    for (const choice of models) competitors.push(await this.openModel(choice, engine));
    return competitors;
  }

  /** In turn with ghost text and commands, which go first, and in the same ledger; counted once more for the report. */
  private async openModel(choice: ModelChoice, engine: EngineWorker): Promise<Competitor> {
    const { sharing, exclusions, capabilities, countTokens } = this.tools;
    const opened = await openChoice(choice, this.tools, false);
    const account = new Ledger(() => RUN);
    const backend = metered(sharing.share(opened, 'prefetch'), account, opened.price);
    const sources = [alikeSource((around, signal) => engine.alike(around, signal))];
    const around = { exclusions, capabilities, sources, countTokens };
    const manners = { deadline: CONTEXT_DEADLINE, metered: true, onDone: () => {} };
    return {
      name: shortName(choice.model),
      model: holeModelOf(choice, { backend, tokens: opened.tokens }, around, manners),
      spent: () => account.of(RUN, backend.model),
    };
  }

  /** Files of the workspace that the user's rules do not leave out: of no other is anything replayed or learned. */
  private usableIn(
    repository: Repository,
    signal: AbortSignal,
  ): (path: string) => Promise<boolean> {
    const { exclusions } = this.tools;
    return async path => {
      signal.throwIfAborted();
      const uri = vscode.Uri.joinPath(vscode.Uri.file(repository.root), path);
      if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return false;
      const inside = pathOf(uri);
      await exclusions.ready(inside);
      return exclusions.verdict(inside) === 'free';
    };
  }

  dispose(): void {
    this.documents.dispose();
  }
}

/** The same place, by the path that the gate and the engine know its file by. */
function here(place: ReplayedPlace, repository: Repository): ReplayedPlace {
  return { ...place, at: { ...place.at, path: gatePath(repository, place.at.path) } };
}

function gatePath({ root }: Repository, path: string): string {
  return pathOf(vscode.Uri.joinPath(vscode.Uri.file(root), path));
}
