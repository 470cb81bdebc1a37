import * as vscode from 'vscode';
import { BackendError } from '../../core/backend/errors.ts';
import type { FimBackend } from '../../core/backend/open.ts';
import { Circuit } from '../../core/backend/sharing/circuit.ts';
import { type Member, Pool } from '../../core/backend/sharing/pool.ts';
import { routeOf } from '../../core/backend/tables/routing.ts';
import { ModelEngine } from '../../core/completion/modelEngine.ts';
import { Gate } from '../../core/gate/gate.ts';
import type { Capabilities } from './capabilities.ts';
import { type ModelChoice, readModels, readRules } from './choice.ts';
import type { Exclusions } from './exclusions.ts';
import { type OpenFimModel, type OpeningTools, openChoice } from './openChoice.ts';
import type { Sharing } from './sharing.ts';

/** What the chosen model needs around it. */
export interface ModelSurroundings extends OpeningTools {
  readonly exclusions: Exclusions;
  readonly sharing: Sharing;
  readonly capabilities: Capabilities;
  /** Told of every failure, and of `undefined` when all is well again. */
  onFault(fault: BackendError | undefined): void;
  log(text: string): void;
}

/** Characters of prompt: 512 and 128 tokens of code, about. More brought nothing that shows with a small model. */
const WINDOW = { before: 2150, after: 540 };
/** At least so many characters are in a token of code; and so many tokens of a window are left for the answer. */
const CHARACTERS = 2.5;
const ANSWER = 128;

/** The models that ghost text comes from, if the user chose one: follows the settings. */
export class ChosenModel implements vscode.Disposable {
  private readonly around: ModelSurroundings;
  /** By role and language, as `routeOf` wants them. */
  private engines: Record<string, ModelEngine> = {};
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
  engineFor(languageId: string): ModelEngine | undefined {
    if (!vscode.workspace.isTrusted) return undefined;
    return routeOf('completion', languageId, this.engines);
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

  private engineOf(choice: ModelChoice, { backend, tokens }: FimBackend): ModelEngine {
    return new ModelEngine({
      backend,
      tokens,
      gate: new Gate(path => this.around.exclusions.verdict(path)),
      rulesRead: path => this.around.exclusions.ready(path),
      circuit: new Circuit(() => performance.now()),
      window: windowFor(this.around.capabilities.of(choice)?.window),
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

/** As much as is worth it, or as fits the window that the server told. */
function windowFor(tokens: number | undefined): typeof WINDOW {
  if (tokens === undefined) return WINDOW;
  const share = Math.min(1, ((tokens - ANSWER) * CHARACTERS) / (WINDOW.before + WINDOW.after));
  return { before: Math.floor(WINDOW.before * share), after: Math.floor(WINDOW.after * share) };
}
