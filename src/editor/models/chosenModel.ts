import * as vscode from 'vscode';
import { Circuit } from '../../core/backend/circuit.ts';
import { readAddress } from '../../core/backend/endpoint.ts';
import { BackendError } from '../../core/backend/errors.ts';
import { SERVERS, type ServerKind } from '../../core/backend/servers.ts';
import { ModelEngine } from '../../core/completion/modelEngine.ts';
import { Gate } from '../../core/gate/gate.ts';
import type { Exclusions } from './exclusions.ts';
import type { Keys } from './keys.ts';
import { net } from './net.ts';

/** A model at an endpoint, as the user chose it. */
export interface ModelChoice {
  readonly endpoint: string;
  readonly model: string;
  /** What detection found there. */
  readonly server?: ServerKind | undefined;
}

/** What the chosen model needs around it. */
export interface ModelSurroundings {
  readonly keys: Keys;
  readonly exclusions: Exclusions;
  /** Told of every failure, and of `undefined` when all is well again. */
  onFault(fault: BackendError | undefined): void;
  log(text: string): void;
}

/** Characters of prompt: 512 and 128 tokens of code, about. More brought nothing that shows with a small model. */
const WINDOW = { before: 1700, after: 430 };
const SETTING = 'completion.model';

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
      const { openFim } = await import('../../core/backend/open.ts');
      const { base, origin, reach } = readAddress(choice.endpoint);
      const key = await this.around.keys.get(origin);
      if (generation !== this.generation) return;
      const { backend, tokens } = openFim(
        { model: choice.model, endpoint: { base, key }, reach, server: choice.server },
        net,
      );
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

/** The user's own choice. What a workspace says about it counts for nothing, in whatever form it is written. */
export function readChoice(): ModelChoice | undefined {
  const value: unknown = vscode.workspace.getConfiguration('inkling').inspect(SETTING)?.globalValue;
  if (typeof value !== 'object' || value === null) return undefined;
  const { endpoint, model, server } = value as Record<string, unknown>;
  if (typeof endpoint !== 'string' || typeof model !== 'string') return undefined;
  return { endpoint, model, server: SERVERS.find(({ kind }) => kind === server)?.kind };
}

export async function writeChoice(choice: ModelChoice | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('inkling')
    .update(SETTING, choice, vscode.ConfigurationTarget.Global);
}

const PROTECTED = /"inkling\.completion(\.model)?"|"inkling"\s*:/;
const LARGEST_SETTINGS = 256 * 1024;

/**
 * Does this workspace try to choose where code goes? VS Code hides what it ignores, so the files are looked into. Those of an untrusted workspace
 * are not read.
 */
export async function workspaceTriesToChoose(): Promise<boolean> {
  if (!vscode.workspace.isTrusted) return false;
  const files = (vscode.workspace.workspaceFolders ?? []).map(folder =>
    vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json'),
  );
  const { workspaceFile } = vscode.workspace;
  if (workspaceFile !== undefined && workspaceFile.scheme !== 'untitled') files.push(workspaceFile);
  for (const file of files) {
    try {
      const bytes = await vscode.workspace.fs.readFile(file);
      const text = new TextDecoder().decode(bytes.subarray(0, LARGEST_SETTINGS));
      if (PROTECTED.test(text)) return true;
    } catch {
      // it has none
    }
  }
  return false;
}
