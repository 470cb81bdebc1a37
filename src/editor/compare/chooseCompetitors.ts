import * as vscode from 'vscode';
import { hostOf } from '../../core/backend/http/net.ts';
import { rowOf, shortName } from '../../core/backend/tables/models.ts';
import { type ModelChoice, readModels, readRules, VSCODE } from '../models/choice.ts';
import { type FoundModel, findModels, type RowTools } from '../models/modelRows.ts';

/** Who is to be compared. */
export interface Chosen {
  readonly workspaceEngine: boolean;
  readonly models: readonly ModelChoice[];
}

interface Row extends vscode.QuickPickItem {
  readonly choice?: ModelChoice;
}

/**
 * Lets the user choose several: the workspace engine, the models that are set, and what else answers on this machine and at the user's endpoints. Those that work now are
 * chosen already. Servers are asked who they are, and nothing else.
 *
 * @returns undefined where they left.
 */
export async function chooseCompetitors(tools: RowTools): Promise<Chosen | undefined> {
  const engine: Row = {
    label: vscode.l10n.t('Workspace engine'),
    description: vscode.l10n.t('built in'),
    picked: true,
  };
  const stop = new AbortController();
  const rows: Promise<readonly Row[]> = modelRows(tools, stop.signal).then(all => [engine, ...all]);
  const chosen = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Inkling: who shall be compared on your code?'),
    placeHolder: vscode.l10n.t('Choose one or several'),
    canPickMany: true,
    matchOnDescription: true,
  });
  stop.abort();
  if (chosen === undefined || chosen.length === 0) return undefined;
  const models = chosen.flatMap(({ choice }) => (choice === undefined ? [] : [choice]));
  return { workspaceEngine: chosen.includes(engine), models };
}

async function modelRows(tools: RowTools, signal: AbortSignal): Promise<Row[]> {
  const set = configured();
  const found = await findModels(tools, signal).catch(() => []); // those that are set are there all the same
  const others = found.filter(({ choice }) => !set.some(one => isSame(one, choice)));
  const group = (label: string, rows: readonly Row[]): Row[] =>
    rows.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...rows];
  return [
    ...group(
      vscode.l10n.t('in your settings'),
      set.map(choice => rowFor({ choice, where: placeOf(choice) }, true)),
    ),
    ...group(
      vscode.l10n.t('also there'),
      others.map(model => rowFor(model, false)),
    ),
  ];
}

/** The models that ghost text can come from by the user's own settings, each once. */
function configured(): ModelChoice[] {
  const roles = Object.entries(readModels()).filter(([name]) => /^completion(:|$)/.test(name));
  const all = [...roles.map(([, choice]) => choice), ...readRules().fallbacks];
  const models = all.filter(choice => choice !== undefined);
  return models.filter((one, k) => models.findIndex(other => isSame(one, other)) === k);
}

function isSame(a: ModelChoice, b: ModelChoice): boolean {
  return a.endpoint === b.endpoint && a.model === b.model;
}

/** Where a model is, in words. */
export function placeOf({ endpoint }: ModelChoice): string {
  return endpoint === VSCODE ? 'VS Code' : hostOf(endpoint);
}

/** One that only talks fills holes by talking: that is said. */
function rowFor({ choice, where }: FoundModel, picked: boolean): Row {
  const talks = choice.byChat === true || rowOf(choice.model)?.fim === undefined;
  const byChat = talks && (choice.byChat === true || rowOf(choice.model) !== undefined);
  const words = byChat ? [where, vscode.l10n.t('by conversation')] : [where];
  return {
    label: shortName(choice.model),
    description: words.join(' · '),
    choice: byChat ? { ...choice, byChat } : choice,
    picked,
  };
}
