import * as vscode from 'vscode';
import type { Backend } from '../../core/backend/backend.ts';
import { BackendError } from '../../core/backend/errors.ts';
import type { FimBackend } from '../../core/backend/open.ts';
import { Circuit } from '../../core/backend/sharing/circuit.ts';
import { type Member, Pool } from '../../core/backend/sharing/pool.ts';
import { rowOf } from '../../core/backend/tables/models.ts';
import { routeOf } from '../../core/backend/tables/routing.ts';
import type { HoleModel } from '../../core/completion/holeModel.ts';
import { NoAnswer, type Sent, type Snapshot } from '../../core/completion/types.ts';
import { type ModelChoice, readModels, readRules } from './choice.ts';
import { ANSWER, type HoleSurroundings, holeModelOf } from './holeModelOf.ts';
import { type OpenFimModel, type OpeningTools, openChoice } from './openChoice.ts';
import type { Sharing } from './sharing.ts';

/** What the chosen model needs around it. */
export interface ModelSurroundings extends OpeningTools, Omit<HoleSurroundings, 'capabilities'> {
  readonly sharing: Sharing;
  /** Told of every failure, and of `undefined` when all is well again. */
  onFault(fault: BackendError | undefined): void;
  log(text: string): void;
}

/** Milliseconds that context may take: what is later is for the next question. */
const CONTEXT_DEADLINE = 40;

/** Where no model is chosen, these stand in to see what one would be sent. */
const NONE: ModelChoice = { endpoint: '', model: '' };
const NOBODY: Backend = {
  model: '',
  host: '',
  stream() {
    throw new Error('there is nobody to ask');
  },
};

/** The models that ghost text comes from, if the user chose one: follows the settings. */
export class ChosenModel implements vscode.Disposable {
  private readonly around: ModelSurroundings;
  /** By role and language, as `routeOf` wants them. */
  private engines: Record<string, HoleModel> = {};
  private readonly listening: vscode.Disposable;
  private generation = 0;

  constructor(around: ModelSurroundings) {
    this.around = around;
    this.listening = vscode.workspace.onDidChangeConfiguration(event => {
      const ours = ['completion', 'models', 'costPerDay'];
      if (ours.some(name => event.affectsConfiguration(`inkling.${name}`))) void this.refresh();
    });
  }

  /** The engine for a language; `undefined` where no model is chosen for it, or the workspace is not trusted. */
  engineFor(languageId: string): HoleModel | undefined {
    if (!vscode.workspace.isTrusted) return undefined;
    return routeOf('completion', languageId, this.engines);
  }

  /**
   * What a question at this place would send to the chosen model, or to any if there were one: then its `host` is empty.
   *
   * @throws NoAnswer where nothing would be sent.
   */
  async preview(at: Snapshot): Promise<Sent> {
    if (!vscode.workspace.isTrusted) {
      const reason = vscode.l10n.t('This folder is not trusted, so nothing of it is sent.');
      throw new NoAnswer('not sent', reason);
    }
    const engine =
      this.engineFor(at.languageId) ?? this.engineOf(NONE, { backend: NOBODY, tokens: [] });
    return engine.preview({ at, asked: true, mostTokens: ANSWER }, new AbortController().signal);
  }

  /** Opens what the settings say now; what the models before were asked is ended. */
  async refresh(): Promise<void> {
    const generation = ++this.generation;
    this.closeAll();
    this.around.onFault(undefined);
    for (const [name, choice] of Object.entries(readModels())) {
      if (!/^completion(:|$)/.test(name) || choice === undefined) continue;
      try {
        const opened = await this.open(choice);
        if (generation !== this.generation) return;
        this.engines[name] = this.engineOf(choice, opened);
      } catch (error) {
        if (!(error instanceof BackendError)) throw error;
        this.around.log(`model: ${error.code}`);
        this.around.onFault(error);
        return;
      }
    }
    this.around.onFault(undefined);
  }

  private engineOf(choice: ModelChoice, opened: FimBackend): HoleModel {
    return holeModelOf(choice, opened, this.around, {
      deadline: CONTEXT_DEADLINE,
      metered: rowOf(choice.model)?.price !== undefined,
      onDone: error => {
        if (error !== undefined) this.around.log(`model: ${error.code}`);
        this.around.onFault(error);
      },
    });
  }

  /** The chosen model, and those that answer when it fails. */
  private async open(choice: ModelChoice): Promise<FimBackend> {
    const { sharing } = this.around;
    const { fallbacks, morePublic } = readRules();
    const first = await openChoice(choice, this.around, false);
    const others: OpenFimModel[] = [];
    for (const fallback of fallbacks) {
      try {
        others.push(await openChoice(fallback, this.around, false));
      } catch (error) {
        if (!(error instanceof BackendError)) throw error;
        this.around.log(`fallback left out: ${error.code}`);
      }
    }
    if (others.length === 0) {
      return { backend: sharing.share(first, 'typing'), tokens: first.tokens };
    }
    const asMember = (model: OpenFimModel): Member => ({
      backend: sharing.share(model, 'typing'),
      reach: model.reach,
      circuit: new Circuit(() => performance.now()),
    });
    const pool = new Pool([asMember(first), ...others.map(asMember)], morePublic);
    return { backend: pool, tokens: [first, ...others].flatMap(({ tokens }) => tokens) };
  }

  private closeAll(): void {
    for (const engine of Object.values(this.engines)) engine.close();
    this.engines = {};
  }

  dispose(): void {
    this.listening.dispose();
    this.closeAll();
  }
}
