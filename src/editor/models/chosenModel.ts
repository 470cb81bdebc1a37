import * as vscode from 'vscode';
import type { Backend } from '../../core/backend/backend.ts';
import { Circuit } from '../../core/backend/circuit.ts';
import { BackendError } from '../../core/backend/errors.ts';
import { type Ledger, metered } from '../../core/backend/ledger.ts';
import type { FimBackend } from '../../core/backend/open.ts';
import { type Member, Pool } from '../../core/backend/pool.ts';
import { Scheduler, scheduled } from '../../core/backend/scheduler.ts';
import { ModelEngine } from '../../core/completion/modelEngine.ts';
import { Gate } from '../../core/gate/gate.ts';
import { type ModelChoice, readChoice, readRules } from './choice.ts';
import type { Exclusions } from './exclusions.ts';
import { type OpeningTools, type OpenModel, openChoice } from './openChoice.ts';

/** What the chosen model needs around it. */
export interface ModelSurroundings extends OpeningTools {
  readonly exclusions: Exclusions;
  readonly ledger: Ledger;
  /** Told of every failure, and of `undefined` when all is well again. */
  onFault(fault: BackendError | undefined): void;
  log(text: string): void;
}

/** Characters of prompt: 512 and 128 tokens of code, about. More brought nothing that shows with a small model. */
const WINDOW = { before: 1700, after: 430 };

/** The model that ghost text comes from, if the user chose one: follows the setting. */
export class ChosenModel implements vscode.Disposable {
  private readonly around: ModelSurroundings;
  private current: ModelEngine | undefined;
  private readonly listening: vscode.Disposable;
  private generation = 0;
  private readonly schedulers = new Map<string, Scheduler>();

  constructor(around: ModelSurroundings) {
    this.around = around;
    this.listening = vscode.workspace.onDidChangeConfiguration(event => {
      if (['completion', 'costPerDay'].some(name => event.affectsConfiguration(`inkling.${name}`)))
        void this.refresh();
    });
  }

  /** The engine of the chosen model; `undefined` where none is chosen, or the workspace is not trusted. */
  get engine(): ModelEngine | undefined {
    return vscode.workspace.isTrusted ? this.current : undefined;
  }

  /** Opens what the setting says now. */
  async refresh(): Promise<void> {
    const generation = ++this.generation;
    this.current = undefined;
    const choice = readChoice();
    if (choice === undefined) {
      this.around.onFault(undefined);
      return;
    }
    try {
      const { backend, tokens } = await this.open(choice);
      if (generation !== this.generation) return;
      this.current = new ModelEngine({
        backend,
        tokens,
        gate: new Gate(path => this.around.exclusions.verdict(path)),
        rulesRead: path => this.around.exclusions.ready(path),
        circuit: new Circuit(() => performance.now()),
        window: WINDOW,
        onDone: (_, error) => {
          if (error !== undefined) this.around.log(`model: ${error.code}`);
          this.around.onFault(error);
        },
      });
      this.around.onFault(undefined);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      this.around.log(`model: ${error.code}`);
      this.around.onFault(error);
    }
  }

  /** The chosen model, and those that answer when it fails. */
  private async open(choice: ModelChoice): Promise<FimBackend> {
    const { fallbacks, morePublic, costPerDay } = readRules();
    this.around.ledger.limit = costPerDay;
    const first = await openChoice(choice, this.around, false);
    const others: OpenModel[] = [];
    for (const fallback of fallbacks) {
      try {
        others.push(await openChoice(fallback, this.around, false));
      } catch (error) {
        if (!(error instanceof BackendError)) throw error;
        this.around.log(`fallback left out: ${error.code}`);
      }
    }
    if (others.length === 0) return { backend: this.shared(first), tokens: first.tokens };
    const asMember = (model: OpenModel): Member => ({
      backend: this.shared(model),
      reach: model.reach,
      circuit: new Circuit(() => performance.now()),
    });
    const pool = new Pool([asMember(first), ...others.map(asMember)], morePublic);
    return { backend: pool, tokens: [first, ...others].flatMap(({ tokens }) => tokens) };
  }

  /** In the ledger, and in turn with all others that ask the same origin. */
  private shared(model: OpenModel): Backend {
    const places = model.reach === 'local' ? 1 : 2;
    const scheduler = this.schedulers.get(model.origin) ?? new Scheduler(places);
    this.schedulers.set(model.origin, scheduler);
    const inTurn = scheduled(model.backend, scheduler, 'typing');
    return metered(inTurn, this.around.ledger, model.price);
  }

  dispose(): void {
    this.listening.dispose();
  }
}
