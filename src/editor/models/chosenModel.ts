import * as vscode from 'vscode';
import { Circuit } from '../../core/backend/circuit.ts';
import { BackendError } from '../../core/backend/errors.ts';
import { ModelEngine } from '../../core/completion/modelEngine.ts';
import { Gate } from '../../core/gate/gate.ts';
import { readChoice, SETTING } from './choice.ts';
import type { Exclusions } from './exclusions.ts';
import { type OpeningTools, openChoice } from './openChoice.ts';

/** What the chosen model needs around it. */
export interface ModelSurroundings extends OpeningTools {
  readonly exclusions: Exclusions;
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

  constructor(around: ModelSurroundings) {
    this.around = around;
    this.listening = vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(`inkling.${SETTING}`)) void this.refresh();
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
      const { backend, tokens } = await openChoice(choice, this.around, false);
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

  dispose(): void {
    this.listening.dispose();
  }
}
